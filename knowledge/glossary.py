"""Official words and their everyday meaning, and whether a text explains those it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from knowledge.reading import HERE, read_yaml
from knowledge.schema import KnowledgeError

FILE = "glossary.yml"
MAX_SAY = 15
"""Words of an explanation: more would not fit into brackets."""
_TEXTS = ("term", "say", "known", "informs")
_LISTS = ("forms", "means", "names")
_BRACKET = r"[^.;:?!()]{0,30}\([^()]*\w+ [^()]+\)"
"""An explanation in brackets, up to a few words after the word: two words at least, for one would be a short form."""
_DEFINES = r"[”\"]?,? (?:là|tức là|nghĩa là|có nghĩa)(?!\w)"
_CALLS = r"(?:(?:gọi|gọi tắt|tức|nghĩa) là |\w\w \()[“\"]?(?:\w+ ){0,2}"


@dataclass(frozen=True)
class Term:
    """One official word. The field table stands in `glossary.yml` itself."""

    term: str
    forms: tuple[str, ...] = ()
    say: str = ""
    means: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    known: str = ""
    informs: str = ""
    legal: bool = False

    def uses(self, text: str) -> tuple[int, ...]:
        """Return where the word stands in a text, not counting names of laws, buttons and services."""
        named = [found.span() for found in self._named.finditer(text)] if self._named else []
        found = [match.start() for match in self._word.finditer(text) if not self._is_button(text, match)]
        return tuple(start for start in found if not any(left <= start < right for left, right in named))

    def explained_in(self, text: str) -> bool:
        """Tell whether a text explains the word anywhere."""
        return bool(self._explained.search(text))

    @property
    def short(self) -> str:
        """The word with its proposed explanation."""
        return f"{self.term} ({self.say})"

    def _is_button(self, text: str, match: re.Match[str]) -> bool:
        """Tell whether the word is the name of a button or a page: a capital letter inside a sentence."""
        if not self.term[0].islower() or not match.group()[0].isupper():
            return False
        return bool(re.search(r"[\w,”\"“(:]\s?$", text[: match.start()]))

    @cached_property
    def _any(self) -> str:
        longest_first = sorted({self.term, *self.forms}, key=len, reverse=True)
        return rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(self._any, re.IGNORECASE)

    @cached_property
    def _named(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.names), re.IGNORECASE) if self.names else None

    @cached_property
    def _explained(self) -> re.Pattern[str]:
        generic = (rf"{self._any}{_BRACKET}", rf"{self._any}{_DEFINES}", rf"{_CALLS}{self._any}")
        return re.compile("|".join((*generic, *self.means)), re.IGNORECASE)


def read_glossary(folder: Path = HERE) -> tuple[Term, ...]:
    """Read the glossary of a knowledge base; empty where it has none.

    :raises KnowledgeError: for the first entry that is wrong.
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise KnowledgeError.at(FILE, "", "", "không phải danh sách", "danh sách các từ, mỗi từ một mục `- term: …`")
    return tuple(map(_read_term, rows))


def unexplained(terms: Iterable[Term], text: str, questions: str) -> tuple[Term, ...]:
    """Return the words that a text uses and does not explain.

    :param questions: what citizens ask the text; whoever asks with an official word knows it. Empty where
        that is no excuse.
    """
    return tuple(
        term
        for term in terms
        if not term.known
        and term.uses(text)
        and not term.explained_in(text)
        and (term.legal or not term.uses(questions))
    )


def _read_term(row: Any) -> Term:
    name = str(row.get("term", "(chưa có term)")) if isinstance(row, dict) else repr(row)

    def fail(found: str, expected: str) -> KnowledgeError:
        return KnowledgeError.at(FILE, "", name, found, expected)

    if not isinstance(row, dict) or not set(row) <= {*_TEXTS, *_LISTS, "legal"}:
        raise fail("trường lạ", f"chỉ các trường {', '.join((*_TEXTS, *_LISTS, 'legal'))}")
    if not all(isinstance(row.get(field, ""), str) for field in _TEXTS) or not row.get("term"):
        raise fail("trường không phải chữ", "term, say, known, informs là chữ")
    lists = [row.get(field, []) for field in _LISTS]
    if not all(isinstance(value, list) and all(isinstance(item, str) for item in value) for value in lists):
        raise fail("trường không phải danh sách chữ", "forms, means, names là danh sách chữ")
    if not row.get("known") and not 0 < len(row.get("say", "").split()) <= MAX_SAY:
        raise fail("không có lời giải thích ngắn", f"`say` từ 1 đến {MAX_SAY} chữ, hoặc `known` kèm lý do")
    for pattern in (*row.get("means", []), *row.get("names", [])):
        try:
            re.compile(pattern)
        except re.error as error:
            raise fail(f"biểu thức {pattern!r} ({error})", "một biểu thức chính quy") from error
    fields: dict[str, Any] = {name: tuple(value) if name in _LISTS else value for name, value in row.items()}
    return Term(**fields)
