"""The main text of a web page: blocks and table rows a line each, without menus, scripts and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from knowledge.ingest.read.errors import UnreadableError
from knowledge.ingest.read.limits import MAX_HTML_DEPTH
from knowledge.ingest.read.text import characters

_DROPPED = (
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "iframe", "svg",
    "object", "head",
)  # fmt: skip
_DROPPED_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary")
_DROPPED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|breadcrumbs?|sidebar|footer|banner|social|share|related|comments?|pagination)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "caption", "dd", "div", "dl", "dt", "fieldset", "figcaption", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tr",
    "ul",
))  # fmt: skip
_SITE = re.compile(r"\s+[-–|]\s+")
_CHARSET_1258 = re.compile(rb"charset\s*=\s*[\"']?windows-1258", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")


@dataclass(frozen=True)
class Page:
    """The main text of a page, its encoding, its title and the name of its site, empty where it has none."""

    text: str
    encoding: str
    title: str
    site: str


def read(data: bytes) -> Page:
    """Return what a page says.

    :param data: the page as received.
    :raises UnreadableError: where it holds no elements, or more inside one another than a page has.
    """
    source, encoding = characters(data)
    if encoding == "windows-1252" and _CHARSET_1258.search(data):
        source, encoding = data.decode("cp1258", errors="replace"), "windows-1258"
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", source).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableError(f"trang trống, hỏng hoặc quá lớn ({error})", "trang HTML thường, có nội dung") from error
    _refuse_depth(root)
    title, site = _title(root)
    for element in root.xpath("//*"):
        if _is_dropped(element):
            element.drop_tree()
    mains = root.xpath("//main | //*[@role='main']") or root.xpath("//article")
    return Page("\n".join(_lines(mains[0] if len(mains) == 1 else root)), encoding, title, site)


def _refuse_depth(root: html.HtmlElement) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= MAX_HTML_DEPTH:
            raise UnreadableError(
                f"hơn {MAX_HTML_DEPTH} thẻ HTML lồng vào nhau", "trang HTML thường: chép phần chữ sang tệp .txt"
            )


def _title(root: html.HtmlElement) -> tuple[str, str]:
    heading = " ".join(" ".join(root.xpath("(//h1)[1]//text()")).split())
    head, *rest = _SITE.split(" ".join(str(root.findtext(".//title") or "").split()))
    site = str(next(iter(root.xpath("//meta[@property='og:site_name']/@content")), "")) or " – ".join(rest)
    return heading or head, site


def _is_dropped(element: html.HtmlElement) -> bool:
    if element.tag in _DROPPED or element.get("role") in _DROPPED_ROLES or element.get("hidden") is not None:
        return element.getparent() is not None
    if element.tag == "header" and not any(a.tag in ("main", "article") for a in element.iterancestors()):
        return True
    marked = _DROPPED_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}")
    return marked is not None and element.tag not in ("html", "body", "main", "article")


def _lines(root: html.HtmlElement) -> Iterator[str]:
    """Yield the text of each block; the cells of a row stand in one line."""
    line: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        ends_cell = event == "end" and element.tag in ("td", "th")
        if element.tag in _BLOCKS and not _is_in_cell(element) or element.tag == "br":
            yield from _line(line)
            line = []
        elif ends_cell and element.getnext() is not None:
            line.append(" | ")
        line.append((element.text if event == "start" else element.tail if element is not root else "") or "")
    yield from _line(line)


def _is_in_cell(element: html.HtmlElement) -> bool:
    """Tell whether a block stands alone in a cell, which then is one of a row."""
    parent = element.getparent()
    return parent is not None and parent.tag in ("td", "th") and len(parent) == 1


def _line(pieces: list[str]) -> list[str]:
    text = " ".join("".join(pieces).split()).strip("| ")
    return [text] if text else []
