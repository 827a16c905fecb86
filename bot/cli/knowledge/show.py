"""`dean06 knowledge show`: one passage in full."""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterable
from dataclasses import asdict

from bot.cli.days import add_on
from knowledge.passage import Citation
from knowledge.views.card import Card, Link, card_of
from knowledge.views.names import ASPECT_NAMES, CONFIDENCE_NAMES, days_of, in_words, period

_WIDTH = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the id, `--on` and `--json`."""
    parser.add_argument("id", metavar="MÃ", help="mã của đoạn, như cancuoc_le_phi.cap_lai")
    add_on(parser)
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Print a passage.

    :returns: 0.
    :raises KnowledgeError: for an unknown id.
    """
    card = card_of(options.id, options.on)
    if options.json:
        print(json.dumps(asdict(card), ensure_ascii=False, indent=1, default=str))
    else:
        print("\n".join(_lines(card)))
    return 0


def _lines(card: Card) -> Iterable[str]:
    passage = card.passage
    yield f"{passage.id}: {passage.label}"
    yield f"  {card.state}: {period(passage.effective_from, passage.effective_to)}"
    yield f"  chủ đề: {card.topic} ({passage.topic}); khía cạnh: {ASPECT_NAMES[passage.aspect]} ({passage.aspect})"
    yield f"  tệp: knowledge/{card.file}:{card.line}"
    confidence = CONFIDENCE_NAMES[passage.confidence]
    yield f"  căn cứ: {confidence} ({passage.confidence}); kiểm tra lần cuối {in_words(passage.verified_on)}"
    if passage.region:
        yield f"  chỉ áp dụng ở: {passage.region}"
    if passage.warning == "scam":
        yield "  có cảnh báo lừa đảo"
    yield from _part("Câu trả lời", _wrapped(passage.answer))
    yield from _part("Các bước", _numbered(passage.steps))
    yield from _part("Dễ đọc", [_readability(card)])
    yield from _part(f"Cách hỏi ({len(passage.questions)})", passage.questions)
    yield from _part("Con số và thời hạn", [_figure_line(card, number) for number in range(len(card.figures))])
    yield from _part("Nguồn", [line for citation in card.citations for line in _citation(citation)])
    facts = [f"{fact.id} ({fact.confidence}): {fact.text} [{fact.source}]" for fact in card.facts]
    yield from _part("Dữ kiện", [line for fact in facts for line in _wrapped(fact, hanging=True)])
    yield from _part("Thay cho", map(_link, card.replaces))
    yield from _part("Được thay bằng", map(_link, card.replaced_by))
    if passage.without_successor:
        yield from _part("Vì sao không có đoạn thay", _wrapped(passage.without_successor))
    yield from _part("Nút hỏi tiếp", map(_link, card.related))


def _part(title: str, lines: Iterable[str]) -> Iterable[str]:
    found = [f"  {line}" for line in lines]
    return ["", title, *found] if found else []


def _wrapped(text: str, hanging: bool = False) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent="    " if hanging else "", break_on_hyphens=False)


def _numbered(steps: Iterable[str]) -> list[str]:
    return [line for number, step in enumerate(steps, 1) for line in _wrapped(f"{number}. {step}", hanging=True)]


def _readability(card: Card) -> str:
    read = card.readability
    mean = f"{read.mean:.1f}".replace(".", ",")
    return (
        f"{read.characters} ký tự, {read.sentences} câu, trung bình {mean} từ một câu, câu dài nhất {read.longest} từ"
    )


def _figure_line(card: Card, number: int) -> str:
    figure = card.figures[number]
    days = period(figure.effective_from, figure.effective_to)
    return f"{figure.text}: {days}, kiểm tra {in_words(figure.verified_on)}"


def _citation(citation: Citation) -> list[str]:
    days = (f"{name} {day}" for name, day in days_of(citation))
    head = "; ".join((f"{citation.title}{f', {citation.article}' if citation.article else ''}", *days))
    return _wrapped(f"{head} [{citation.id}]", hanging=True) + ([f"    {citation.url}"] if citation.url else [])


def _link(link: Link) -> str:
    return f"{link.id}: {link.label} ({period(link.effective_from, link.effective_to)})"
