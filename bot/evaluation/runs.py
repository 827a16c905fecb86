"""A run in a folder of its own: `run.json`, what was asked how; `answers.jsonl`, all that came back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.evaluation.asking import Asked
from bot.evaluation.held_out import HELD_OUT
from bot.evaluation.parts import Part
from bot.settings import ROOT

FORMAT = 1
LATEST = "latest"


class RunError(ValueError):
    """A stored run that cannot be used."""


@dataclass(frozen=True)
class Header:
    """What was asked, and how."""

    format: int
    started: str
    """UTC, ISO 8601."""
    part: str
    files: tuple[str, ...]
    """From the project's folder, or absolute."""
    kinds: tuple[str, ...]
    stripped: bool
    url: str
    configuration: dict[str, Any]


@dataclass(frozen=True)
class Run:
    """A stored run."""

    folder: Path
    header: Header
    asked: tuple[Asked, ...]

    @property
    def is_held_out(self) -> bool:
        """Tell whether its questions are not to be shown."""
        return self.header.part == HELD_OUT


def describe(part: Part, kinds: Sequence[str], stripped: bool, url: str, configuration: dict[str, Any]) -> Header:
    """Return the header of a run that starts now."""
    started = dt.datetime.now(dt.timezone.utc).isoformat(timespec="seconds")
    files = tuple(str(_from_root(path.resolve())) for path in part.files)
    return Header(FORMAT, started, part.name, files, tuple(kinds), stripped, url, configuration)


def store(runs: Path, header: Header, asked: Iterable[Asked]) -> Run:
    """Write a run into a new folder, each answer as it comes; `run.json` last.

    :param runs: folder of all runs.
    """
    folder = _new_folder(runs, header)
    rows = []
    with (folder / "answers.jsonl").open("w", encoding="utf-8") as file:
        for row in asked:
            file.write(json.dumps(row.to_row(), ensure_ascii=False) + "\n")
            rows.append(row)
    text = json.dumps(asdict(header), ensure_ascii=False, indent=1)
    (folder / "run.json").write_text(text + "\n", encoding="utf-8")
    return Run(folder, header, tuple(rows))


def load(runs: Path, name: str = LATEST, part: str | None = None) -> Run:
    """Read a run.

    :param runs: folder of all runs.
    :param name: its folder, the name of its folder, or `latest`.
    :param part: for `latest`, only runs of this part.
    :raises RunError: where there is none, or it is not readable.
    """
    folder = _latest(runs, part) if name == LATEST else _named(runs, name)
    try:
        fields = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        header = Header(**{**fields, "files": tuple(fields["files"]), "kinds": tuple(fields["kinds"])})
        lines = (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines()
        asked = tuple(Asked.from_row(json.loads(line)) for line in lines)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError(f"{folder.name}: found no readable run ({type(error).__name__}), expected a folder that "
                       "`dean06 evaluate run` has written to its end") from error  # fmt: skip
    return Run(folder, header, asked)


def _named(runs: Path, name: str) -> Path:
    return Path(name) if Path(name).is_dir() else runs / name


def _latest(runs: Path, part: str | None) -> Path:
    ending = f"-{part}" if part else ""
    done = [path.parent for path in runs.glob("*/run.json") if path.parent.name.endswith(ending)]
    if not done:
        raise RunError(f"found no run{f' of the part {part}' if part else ''}, expected one: `dean06 evaluate run`")
    return max(done)


def _new_folder(runs: Path, header: Header) -> Path:
    """Make the folder `<UTC time>-<part>`; microseconds keep two runs apart, and names sort by time."""
    time = dt.datetime.now(dt.timezone.utc).strftime("%Y%m%dT%H%M%S.%fZ")
    folder = runs / f"{time}-{header.part}"
    folder.mkdir(parents=True)
    return folder


def _from_root(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
