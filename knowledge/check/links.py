"""Addresses of the Internet: only those that a person has listed with the reason for trusting them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.check.finding import Finding, Outcome
from knowledge.check.listed import Row, read_rows
from knowledge.check.material import Material

KEY = "links"
FILE = "links.yml"

_LABELS = r"(?<![\w.-])(?:[^\W_](?:[\w-]*[^\W_])?\.)+"
_ENDINGS = "vn|com|net|org|gov|edu|info|io|app|site|online|shop|top|xyz|club|vip|cc|me|link|live|icu|asia|cn|pub"
_ONLY_ENDING = "gov.vn"
DOMAIN = re.compile(
    rf"(?i:https?://|www\.)\S+|(?i:{_LABELS}(?:{_ENDINGS}))(?![\w-]|\.[a-z])"
    r"|(?<![\w.-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?![\w.-])"
)
"""An address with `http://`, a name with an ending that is in use (in any letters), or any name in a-z."""


def domains(text: str) -> list[str]:
    """Return the domain names of a text, in small letters without `www.`."""
    found = []
    for address in DOMAIN.findall(text):
        name = re.sub(r"^https?://", "", address.lower()).removeprefix("www.")
        found.append(re.split(r"[/?#:\s]", name, maxsplit=1)[0].rstrip(".,;)"))
    return [name for name in found if name != _ONLY_ENDING]


def check(material: Material) -> Outcome:
    """Find addresses that are not listed, and listed ones that no fact names."""
    rows = read_rows(material.folder / FILE, ("domain", "whose", "why", "fact"), ("only_as_source",))
    listed = {row.text("domain") for row in rows}
    for_citizens = {row.text("domain") for row in rows if not row.fields.get("only_as_source")}
    findings = [*_rows(material, rows), *_passages(material, for_citizens), *_sources(material, listed)]
    return Outcome(tuple(findings), {"địa chỉ được phép": len(listed)})


def _rows(material: Material, rows: tuple[Row, ...]) -> Iterator[Finding]:
    for row in rows:
        fact = material.facts.get(row.text("fact"))
        if row.text("domain") not in domains(" ".join(fact.values()) if fact else ""):
            found = f"{row.text('domain')} không có trong dữ kiện {row.text('fact')}"
            yield row.finding(KEY, found, "mã một dữ kiện có nêu địa chỉ này")


def _passages(material: Material, allowed: set[str]) -> Iterator[Finding]:
    expected = f"địa chỉ có trong {FILE} và dành cho người dân, hoặc bỏ địa chỉ này"
    for passage in material.knowledge.passages:
        for field, item, text in (
            ("answer", -1, passage.answer),
            *(("steps", n, s) for n, s in enumerate(passage.steps)),
        ):
            for domain in domains(text):
                if domain not in allowed:
                    yield material.finding(KEY, passage, field, domain, expected, item)


def _sources(material: Material, listed: set[str]) -> Iterator[Finding]:
    for key, source in material.sources.items():
        for field in ("title", "url"):
            for domain in domains(source[field] or ""):
                if domain not in listed:
                    file, line = material.places.source(key, field)
                    yield Finding(KEY, file, line, "", f"{domain} trong nguồn {key}", f"địa chỉ có trong {FILE}")
