"""What stands in the handbook of a day: chapters, topics and answers, made ready for the template."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from knowledge.caution import warns
from knowledge.passage import ASPECTS, Citation, Passage, in_force
from knowledge.reading import KnowledgeBase, read_yaml
from knowledge.vietnamese.sentences import sentences
from knowledge.views.chapters import chapters_of
from knowledge.views.heading import heading_of
from knowledge.views.names import CONFIDENCE_NAMES, days_of, in_words, period


@dataclass(frozen=True)
class Source:
    """A source as a line to read: title and article, its days, its address."""

    text: str
    days: str
    url: str | None


@dataclass(frozen=True)
class Answer:
    """A passage as the handbook shows it."""

    anchor: str
    heading: str
    label: str
    text: str
    caution: str
    """The warning sentences that end the answer, set apart; empty where it ends with none."""
    steps: tuple[str, ...]
    scam: bool
    past: bool
    """Whether it tells of something past, and is no advice for today."""
    region: str | None
    days: str
    ends: str | None
    """Its last day, where that is near."""
    checked: str
    unchecked_long: bool
    confidence: str
    sources: tuple[Source, ...]
    see: tuple[tuple[str, str], ...]
    """Anchor and label of answers that people ask for next."""


@dataclass(frozen=True)
class Topic:
    """A topic with its answers, general ones first."""

    anchor: str
    label: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter with the topics that have answers on the day."""

    anchor: str
    title: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Handbook:
    """The whole handbook of a day."""

    day: str
    oldest_check: str
    answers: int
    soon_days: int
    chapters: tuple[Chapter, ...]
    emergency: tuple[Answer, ...]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All topics in reading order."""
        return tuple(topic for chapter in self.chapters for topic in chapter.topics)


def gather(knowledge: KnowledgeBase, day: dt.date, soon_days: int, outdated_days: int) -> Handbook:
    """Gather what is in force on a day.

    :param soon_days: an answer that ends within so many days is marked.
    :param outdated_days: an answer not checked for longer is marked.
    :raises ValueError: where nothing is in force.
    """
    held = in_force(knowledge.passages, day)
    if not held:
        raise ValueError(f"không có đoạn nào có hiệu lực vào ngày {in_words(day)}, cần một ngày có câu trả lời")
    maker = _Maker({passage.id: passage for passage in held}, day, soon_days, outdated_days)
    chapters = []
    for number, chapter in enumerate(chapters_of(knowledge), 1):
        topics = tuple(maker.topic(topic.key, topic.label) for topic in chapter.topics)
        if any(topic.answers for topic in topics):
            kept = tuple(topic for topic in topics if topic.answers)
            chapters.append(Chapter(f"chuong-{number}", chapter.title, kept))
    urgent: list[str] = read_yaml(Path(__file__).with_name("emergency.yml"))
    return Handbook(
        day=in_words(day),
        oldest_check=in_words(min(passage.verified_on for passage in held)),
        answers=len(held),
        soon_days=soon_days,
        chapters=tuple(chapters),
        emergency=tuple(maker.answer(maker.held[key]) for key in urgent if key in maker.held),
    )


@dataclass(frozen=True)
class _Maker:
    held: dict[str, Passage]
    day: dt.date
    soon_days: int
    outdated_days: int

    def topic(self, key: str, label: str) -> Topic:
        """Answers in the order of the aspects' list: what it is comes before its fee, and that before its history."""
        passages = [p for p in self.held.values() if p.topic == key]
        passages.sort(key=lambda passage: ASPECTS.index(passage.aspect))
        return Topic(f"chu-de-{key}", label, tuple(map(self.answer, passages)))

    def answer(self, passage: Passage) -> Answer:
        end = passage.effective_to
        text, caution = _set_apart(passage.answer)
        return Answer(
            anchor=_anchor(passage.id),
            heading=heading_of(passage),
            label=passage.label,
            text=text,
            caution=caution,
            steps=passage.steps,
            scam=passage.warning == "scam",
            past=passage.aspect == "history",
            region=passage.region,
            days=period(passage.effective_from, end),
            ends=in_words(end) if end and (end - self.day).days <= self.soon_days else None,
            checked=in_words(passage.verified_on),
            unchecked_long=(self.day - passage.verified_on).days > self.outdated_days,
            confidence=CONFIDENCE_NAMES[passage.confidence],
            sources=tuple(map(_source, passage.citations)),
            see=tuple((_anchor(key), self.held[key].label) for key in passage.related if key in self.held),
        )


def _anchor(passage_id: str) -> str:
    return passage_id.replace(".", "-")


def _set_apart(answer: str) -> tuple[str, str]:
    """Cut the warnings that end an answer off it; one that is all warning stays whole."""
    parts = list(sentences(answer))
    cut = len(parts)
    while cut and warns(parts[cut - 1]):
        cut -= 1
    return (" ".join(parts[:cut]), " ".join(parts[cut:])) if cut else (answer, "")


def _source(citation: Citation) -> Source:
    days = (f"{name} {day}" for name, day in days_of(citation) if day not in citation.title)
    text = f"{citation.title}, {citation.article}" if citation.article else citation.title
    return Source(text, "; ".join(days), citation.url)
