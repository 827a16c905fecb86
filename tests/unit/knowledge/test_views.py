"""Chapters, headings and coverage: what people see of the knowledge base."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small_base import FEE, lay, passage

from knowledge.passage import ASPECTS, CONFIDENCES, in_force
from knowledge.reading import KnowledgeBase, load_knowledge
from knowledge.views.chapters import OTHERS, chapters_of
from knowledge.views.coverage import coverage_of
from knowledge.views.coverage_picture import picture
from knowledge.views.coverage_table import HEADS, HOLE, table
from knowledge.views.heading import heading_of
from knowledge.views.names import ASPECT_NAMES, CONFIDENCE_NAMES

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def committed() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture
def small(tmp_path: Path) -> KnowledgeBase:
    ended = passage("cu", effective_from=dt.date(2021, 7, 1), effective_to=dt.date(2024, 10, 20))
    fees = [passage("a"), passage("b"), passage("c", aspect="where"), ended]
    folder = lay(tmp_path, {FEE: fees, "loai_moi": [passage("loai.d", aspect="safety")]})
    return load_knowledge(folder)


def first(small: KnowledgeBase, *questions: str) -> str:
    return heading_of(replace(small.passages[0], questions=questions))


def test_every_key_has_its_name() -> None:
    assert tuple(ASPECT_NAMES) == tuple(HEADS) == ASPECTS
    assert tuple(CONFIDENCE_NAMES) == CONFIDENCES
    assert len(set(HEADS.values())) == len(ASPECTS)


def test_every_topic_with_passages_stands_in_one_chapter(committed: KnowledgeBase) -> None:
    chapters = chapters_of(committed)
    placed = [topic.key for chapter in chapters for topic in chapter.topics]
    assert sorted(placed) == sorted(committed.topics_with_passages)
    assert OTHERS not in [chapter.title for chapter in chapters]


def test_a_topic_without_chapter_is_not_lost(small: KnowledgeBase) -> None:
    last = chapters_of(small)[-1]
    assert (last.title, [topic.key for topic in last.topics]) == (OTHERS, ["loai_moi"])


def test_the_heading_is_the_first_well_typed_question(small: KnowledgeBase) -> None:
    wanted = "Làm lại thẻ mất bao nhiêu tiền?"
    assert first(small, "làm lại thẻ hết mấy đồng?", "Lam lai the o dau vay?", "Lên xã mần thẻ mô?", wanted) == wanted
    assert first(small, "Bác mất thẻ thì làm sao hả cháu?", wanted) == wanted
    assert first(small, "Bác mất thẻ thì làm sao hả cháu?") == "Bác mất thẻ thì làm sao hả cháu?"
    assert first(small, "mat the", "hết mấy đồng") == "Lệ phí cấp lại thẻ"


def test_nearly_every_passage_has_a_question_as_heading(committed: KnowledgeBase) -> None:
    held = [p for p in in_force(committed.passages, DAY) if p.origin is None]
    headed = [heading_of(p) for p in held]
    assert sum(heading.endswith("?") for heading in headed) >= 0.98 * len(held)


def test_coverage_counts_what_is_in_force(small: KnowledgeBase) -> None:
    now, then = coverage_of(small, DAY), coverage_of(small, dt.date(2022, 1, 1))
    assert (now.passages, now.in_force, now.wordings) == (5, 4, 20)
    assert (now.count(FEE, "fee"), now.of_topic(FEE), now.of_aspect("safety")) == (2, 3, 1)
    assert (then.in_force, then.count(FEE, "fee"), then.count(FEE, "where")) == (1, 1, 0)
    assert [topic.key for topic in now.thin(2)] == ["duong_day_nong", "loai_moi"]


def test_the_table_fits_a_terminal_and_shows_holes(committed: KnowledgeBase, small: KnowledgeBase) -> None:
    assert max(map(len, table(coverage_of(committed, DAY)).splitlines())) <= 120
    lines = table(coverage_of(small, DAY), least=2).splitlines()
    row = next(line for line in lines if line.startswith("Lệ phí, thời hạn thẻ"))
    assert row.split()[-1] == "3"
    assert row.split().count(HOLE) == len(ASPECTS) - 2
    hotlines = next(line for line in lines if line.startswith("Đường dây nóng"))
    assert hotlines.split().count(HOLE) == len(ASPECTS) + 1, "a topic without passages is all holes"
    assert "Chủ đề có ít hơn 2 khía cạnh: 2" in lines


def test_the_picture_says_what_the_table_says(committed: KnowledgeBase) -> None:
    coverage = coverage_of(committed, DAY)
    drawing, width, height = picture(coverage)
    root = ElementTree.fromstring(drawing)
    assert (root.get("width"), root.get("height")) == (str(width), str(height))
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {topic.label for topic in coverage.topics} <= set(texts)
    assert set(ASPECT_NAMES.values()) <= set(texts)
    assert str(coverage.in_force) in texts
