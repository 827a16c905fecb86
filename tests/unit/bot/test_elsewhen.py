"""Questions whose rule has ended or has not begun on the day of the answer."""

import datetime as dt

import pytest

from bot.actions.elsewhen import holds_another_day, say_when
from knowledge.passage import Passage
from knowledge.ranking import Candidate, Ranking
from knowledge.reading import KnowledgeBase, Topic
from knowledge.search import ANOTHER_DAY, Found
from knowledge.vietnamese.normalise import Normalised

TOPIC = Topic("le_phi", "Lệ phí", "fees")


def passage(name: str, start: str, end: str | None = None, replaces: tuple[str, ...] = ()) -> Passage:
    days = dt.date.fromisoformat(start), dt.date(2026, 11, 24), dt.date.fromisoformat(end) if end else None
    return Passage(
        f"le_phi.{name}", "le_phi", "fee", f"Phí {name}", ("phí bao nhiêu",), f"Phí là {name}.", (), (), "text",
        days[0], days[1], days[2], replaces=replaces,
    )  # fmt: skip


FIRST = passage("dau", "2024-10-21", "2025-06-30")
SECOND = passage("giam", "2025-07-01", "2026-12-31", ("le_phi.dau",))
OTHER = passage("khac", "2020-01-01")
KNOWLEDGE = KnowledgeBase((TOPIC,), (FIRST, SECOND, OTHER))


def found(day: dt.date, ahead: float = 5.0, knowledge: KnowledgeBase = KNOWLEDGE) -> Found:
    """Give a search in which the chain of fees fits better than the other passage, by so much."""
    scored = [Candidate(p, 0.0 if p is OTHER else ahead, 0.9, 9.0, "") for p in knowledge.passages]
    held = [candidate for candidate in scored if candidate.passage.holds_on(day)]
    others = [candidate for candidate in scored if not candidate.passage.holds_on(day)]
    return Found(Normalised("phí", "phí", ()), Ranking.of(held), Ranking.of(others))


@pytest.mark.parametrize(
    ("day", "named", "says"),
    [
        ("2023-03-01", FIRST, "chỉ có hiệu lực từ ngày 21/10/2024"),
        ("2027-03-01", SECOND, "đã hết hiệu lực ngày 31/12/2026"),
    ],
)
def test_the_nearest_rule_of_the_chain_is_named(day, named, says):
    today = dt.date.fromisoformat(day)
    assert holds_another_day(found(today), KNOWLEDGE, today) is named
    answer = say_when(named, KNOWLEDGE, today)
    assert (answer.status, answer.topic) == ("no_answer", "le_phi")
    assert says in answer.text
    assert [button.title for button in answer.buttons] == ["Phí khac"]


def test_a_rule_that_another_has_replaced_is_not_named():
    today = dt.date(2026, 11, 24)
    assert holds_another_day(found(today), KNOWLEDGE, today) is None


def test_a_rule_that_fits_hardly_better_is_not_named():
    today = dt.date(2027, 3, 1)
    assert holds_another_day(found(today, ahead=ANOTHER_DAY / 2), KNOWLEDGE, today) is None


def test_where_nothing_holds_the_ended_rule_is_named():
    alone = KnowledgeBase((TOPIC,), (FIRST,))
    today = dt.date(2027, 3, 1)
    assert holds_another_day(found(today, knowledge=alone), alone, today) is FIRST
