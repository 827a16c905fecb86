"""Passages that nobody has checked against their sources for too long, or that say they were on a day to come."""

from __future__ import annotations

import datetime as dt

from knowledge.check.finding import Outcome
from knowledge.check.material import Material
from knowledge.passage import Passage
from knowledge.views.names import in_words

KEY = "verified"
LONGEST = dt.timedelta(days=180)
"""An answer that rests on something unchecked for longer says so; a release does not go out with it."""


def check(material: Material) -> Outcome:
    """Look at the passages that may still be shown: in force on the day or later.

    A day in the past is asked for to see the answers of that day: what was verified since then is no mistake. What is
    verified later than both the day and the calendar is one.
    """
    findings = []
    latest = max(material.day, dt.date.today())
    for passage in material.knowledge.passages:
        found = f"kiểm lần cuối {in_words(passage.verified_on)}"
        if passage.verified_on > latest:
            expected = f"ngày đã kiểm, muộn nhất {in_words(latest)}"
            findings.append(material.finding(KEY, passage, "verified_on", found, expected))
        elif unchecked_on(passage, material.day):
            expected = (
                f"kiểm lại với nguồn rồi ghi ngày; hạn {LONGEST.days} ngày đã hết {in_words(trusted_until(passage))}"
            )
            findings.append(material.finding(KEY, passage, "verified_on", found, expected))
    return Outcome(tuple(findings))


def trusted_until(passage: Passage) -> dt.date:
    """Return the last day on which a passage's verification is not too old."""
    return passage.verified_on + LONGEST


def unchecked_on(passage: Passage, day: dt.date) -> bool:
    """Tell whether a passage is still in force on a day and was verified too long before it."""
    ended = passage.effective_to is not None and passage.effective_to < day
    return not ended and day > trusted_until(passage)
