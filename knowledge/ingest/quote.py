"""How an excerpt is quoted in an answer: introduced, in quotation marks, cuts inside a sentence shown."""

from __future__ import annotations

from knowledge.schema import MAX_ANSWER

_AROUND = len(" “……”")


def longest_excerpt(lead: str) -> int:
    """Return how many characters an excerpt may have so that its quotation fits into an answer.

    :param lead: the words that introduce the quotation.
    """
    return MAX_ANSWER - len(lead) - _AROUND


def quote(lead: str, excerpt: str) -> str:
    """Return an answer that quotes an excerpt and says nothing else.

    :param lead: the words that introduce the quotation: who said it, and when.
    :param excerpt: a piece of a cleaned source document.
    """
    begins = "" if excerpt[0].isupper() or not excerpt[0].isalpha() else "…"
    inside = excerpt.rstrip(";,: ")
    ends = "" if inside[-1] in ".!?…" else "…"
    return f"{lead} “{begins}{inside}{ends}”"
