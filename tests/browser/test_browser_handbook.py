"""The handbook in a real Chromium, on the screen and on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from fixtures import chromium
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.common.by import By

from bot.cli.knowledge.numbered import print_numbered
from knowledge.handbook.content import Handbook, gather
from knowledge.handbook.render import render
from knowledge.passage import Passage, in_force
from knowledge.reading import KnowledgeBase, load_knowledge

DAY = dt.date(2026, 11, 24)
LINK = "https://tro-ly.example/hoi?tu=so-tay"
MM = 72 / 25.4
"""Points of PDF in a millimetre."""

TEXT_SIZES = """
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let smallest = Infinity;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node.data.trim()) smallest = Math.min(smallest, parseFloat(getComputedStyle(node.parentElement).fontSize));
  return smallest;
"""
QR_PIXELS = """
  const done = arguments[arguments.length - 1], side = 240, picture = new Image();
  picture.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), {width: side, height: side});
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, side, side);
    context.drawImage(picture, 0, 0, side, side);
    done(Array.from(context.getImageData(0, 0, side, side).data).filter((_, place) => place % 4 === 0));
  };
  const code = document.querySelector(".bot svg").cloneNode(true);
  code.setAttribute("width", side);
  code.setAttribute("height", side);
  picture.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(code));
"""


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return load_knowledge()


@pytest.fixture(scope="module")
def whole(knowledge: KnowledgeBase) -> Handbook:
    return gather(knowledge, DAY, soon_days=60, outdated_days=180)


@pytest.fixture(scope="module")
def thin(knowledge: KnowledgeBase) -> Handbook:
    """A handbook with one answer a topic, and one of each thing that an answer can have."""
    held = in_force(knowledge.passages, DAY)
    chosen: dict[str, Passage] = {}
    for passage in held:
        end = passage.effective_to
        near = end is not None and (end - DAY).days <= 60
        marks = (passage.warning, bool(passage.region), near, bool(passage.steps), passage.aspect == "history")
        for key in (passage.topic, f"{marks}", *(f"url {bool(c.url)}" for c in passage.citations)):
            chosen.setdefault(key, passage)
    kept = [passage for passage in held if passage in chosen.values() or passage.id == "duong_day_nong.khan_cap"]
    return gather(replace(knowledge, passages=tuple(kept)), DAY, soon_days=60, outdated_days=180)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("handbook")


def shown(chrome: webdriver.Chrome, folder: Path, handbook: Handbook) -> webdriver.Chrome:
    page = folder / f"{handbook.answers}.html"
    page.write_text(render(handbook, LINK), encoding="utf-8")
    chrome.get(page.as_uri())
    return chrome


@pytest.fixture
def page(chrome: webdriver.Chrome, folder: Path, whole: Handbook) -> webdriver.Chrome:
    """Give the handbook of everything in force, as a file."""
    return shown(chrome, folder, whole)


def test_every_topic_and_answer_in_force_is_there(page: webdriver.Chrome, knowledge: KnowledgeBase) -> None:
    held = in_force(knowledge.passages, DAY)
    labels = [node.text for node in page.find_elements(By.CSS_SELECTOR, "main .topic > h3")]
    assert sorted(labels) == sorted(knowledge.topic_by_key[key].label for key in {p.topic for p in held})
    anchors = page.execute_script("return [...document.querySelectorAll('article')].map((node) => node.id)")
    assert sorted(anchors) == sorted(p.id.replace(".", "-") for p in held)


def test_links_inside_lead_somewhere(page: webdriver.Chrome) -> None:
    script = """
      return [...document.querySelectorAll('a[href^="#"]')].map((node) => node.getAttribute("href").slice(1))
        .filter((anchor) => !document.getElementById(anchor));
    """
    assert page.execute_script(script) == []


def test_letters_are_large(page: webdriver.Chrome) -> None:
    assert float(page.execute_script("return parseFloat(getComputedStyle(document.body).fontSize)")) >= 20
    assert float(page.execute_script(TEXT_SIZES)) >= 18


def test_a_phone_never_scrolls_sideways(page: webdriver.Chrome) -> None:
    chromium.resize(page, 360, 740)
    assert int(page.execute_script("return document.documentElement.scrollWidth - innerWidth")) <= 0


def test_nothing_is_asked_of_the_network(page: webdriver.Chrome) -> None:
    assert chromium.requested_hosts(page) == set()
    assert chromium.complaints(page) == []
    assert page.find_elements(By.CSS_SELECTOR, "script, link, img, iframe") == []


def test_no_known_barrier_to_access(chrome: webdriver.Chrome, folder: Path, thin: Handbook) -> None:
    assert chromium.barriers(shown(chrome, folder, thin)) == []


@pytest.fixture
def without_scripts(chrome: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield chrome
    chrome.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_it_reads_the_same_without_scripts(without_scripts: webdriver.Chrome, folder: Path, thin: Handbook) -> None:
    page = shown(without_scripts, folder, thin)
    article = page.find_element(By.ID, "duong_day_nong-khan_cap")
    assert "Gọi 114 khi cháy" in article.text
    assert "Áp dụng từ " in article.text


def test_the_qr_code_leads_to_the_bot(chrome: webdriver.Chrome, folder: Path, thin: Handbook) -> None:
    page = shown(chrome, folder, thin)
    pixels = np.array(page.execute_async_script(QR_PIXELS), dtype=np.uint8).reshape(240, 240)
    assert [code.text for code in zxingcpp.read_barcodes(pixels)] == [LINK]


@pytest.fixture(scope="module")
def paper(folder: Path, thin: Handbook) -> PdfReader:
    pdf = folder / "handbook.pdf"
    assert print_numbered(thin, LINK, pdf) == len(PdfReader(pdf).pages)
    return PdfReader(pdf)


def read(paper: PdfReader, *pages: int) -> list[str]:
    """Texts of some pages from 1; reading a page takes pypdf a fifth of a second."""
    return [" ".join(paper.pages[page - 1].extract_text().split()) for page in pages]


def test_pages_are_a4_and_numbered_and_say_the_day(paper: PdfReader) -> None:
    for page in paper.pages:
        width, height = (float(side) / MM for side in page.mediabox[2:])
        assert (round(width), round(height)) == (210, 297)
    last = len(paper.pages)
    cover, end = read(paper, 1, last)
    assert "Sổ tay hỏi đáp Đề án 06" in cover
    assert LINK in cover
    assert "Trang" not in cover
    assert f"Trang {last} / {last}" in end
    assert "Đúng vào ngày 24/11/2026" in end


def test_the_table_of_contents_names_the_right_pages(paper: PdfReader, thin: Handbook) -> None:
    contents = " ".join(read(paper, 2, 3))
    targets = paper.named_destinations
    places = {topic: paper.get_destination_page_number(targets[f"/{topic.anchor}"]) for topic in thin.topics}
    for topic, place in places.items():
        assert place is not None
        assert f"{topic.label} {place + 1} " in f"{contents} "
    for topic in thin.topics[:: len(thin.topics) // 3]:
        (text,) = read(paper, (places[topic] or 0) + 1)
        assert topic.label in text
        assert topic.answers[0].text[:40] in text


def test_topics_are_bookmarks(paper: PdfReader, thin: Handbook) -> None:
    def titles(rows: list[object]) -> Iterator[str]:
        for row in rows:
            if isinstance(row, list):
                yield from titles(row)
            else:
                yield str(getattr(row, "title", ""))

    found = list(titles(paper.outline))
    assert [title for title in found if title in {topic.label for topic in thin.topics}] == [
        topic.label for topic in thin.topics
    ]
