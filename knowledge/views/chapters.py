"""The chapters that topics are read in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from knowledge.reading import KnowledgeBase, Topic, read_yaml

OTHERS = "Chủ đề khác"


@dataclass(frozen=True)
class Chapter:
    """A heading with topics under it."""

    title: str
    topics: tuple[Topic, ...]


def chapters_of(knowledge: KnowledgeBase) -> tuple[Chapter, ...]:
    """Return the topics by chapter, as `chapters.yml` orders them.

    Topics that it does not name follow in a last chapter if they have passages; those of the dialogue have none.
    """
    table: dict[str, list[str]] = read_yaml(Path(__file__).with_name("chapters.yml"))
    placed = {key for keys in table.values() for key in keys}
    left = [t.key for t in knowledge.topics if t.key not in placed and t.key in knowledge.topics_with_passages]
    chapters = []
    for title, keys in (*table.items(), (OTHERS, left)):
        topics = tuple(knowledge.topic_by_key[key] for key in keys if key in knowledge.topic_by_key)
        if topics:
            chapters.append(Chapter(title, topics))
    return tuple(chapters)
