"""`dean06 evaluate baselines`: what people have without this project, on the questions of a stored run."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from bot.bench.baseline import serving, train_baseline
from bot.bench.baseline_project import MOST_EXAMPLES
from bot.cli.evaluate.options import add_json, add_page, runs_folder
from bot.dialogue.generate import write_project
from bot.evaluation.baselines import OURS, System, as_json, site_search, stock_rasa, table
from bot.evaluation.parts import DEVELOPMENT
from bot.evaluation.runs import LATEST, Run, load
from bot.evaluation.scoring import score
from bot.evaluation.tables import markdown, plain, write_section
from bot.settings import Settings, load_settings
from knowledge.reading import KnowledgeBase, load_knowledge


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the run, `--rasa` and the page."""
    parser.add_argument(
        "run", nargs="?", default=LATEST, metavar="LẦN_HỎI",
        help="thư mục hoặc tên; mặc định: lần hỏi mới nhất của phần phát triển",
    )  # fmt: skip
    parser.add_argument(
        "--rasa", action=argparse.BooleanOptionalAction, default=True,
        help="đo cả Rasa nguyên bản (lần đầu phải dạy, có thể mất hơn hai mươi phút)",
    )  # fmt: skip
    add_page(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> int:
    """Measure, print, write.

    :returns: 0.
    """
    settings = load_settings()
    stored, knowledge = load(runs_folder(), options.run, DEVELOPMENT), load_knowledge()
    systems = [site_search(stored.asked, knowledge, settings.day, wordings) for wordings in (False, True)]
    if options.rasa:
        systems.append(_stock(stored, knowledge, settings))
    systems.append(System(OURS, tuple(score(stored.asked))))
    found = table(systems)
    if options.json:
        print(json.dumps(as_json(systems), ensure_ascii=False, indent=1))
    else:
        print(plain(*found))
    if options.write:
        write_section(options.page, "baselines", f"{_head(stored)}\n\n{markdown(*found)}")
    return 0


def _stock(stored: Run, knowledge: KnowledgeBase, settings: Settings) -> System:
    """Train the baseline on our examples, or take the one that the bench has trained."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        write_project(knowledge, project)
        trained = train_baseline(project, settings.data_dir / "bench", lambda _: None)
        with serving(trained, Path(folder) / "baseline.log") as (target, _):
            return stock_rasa(stored.asked, target.url)


def _head(stored: Run) -> str:
    header = stored.header
    how = ", without accents" if header.stripped else ""
    return (
        f"{len(stored.asked)} questions of the part {header.part}{how}, asked {header.started[:10]} at commit "
        f"`{header.configuration['commit']}`. Rasa learned at most {MOST_EXAMPLES} examples an intent."
    )
