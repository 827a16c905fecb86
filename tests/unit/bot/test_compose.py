"""Answers are assembled from passages: nothing else is said, and their time is told."""

import dataclasses
import datetime as dt

import pytest

from bot.actions.compose import compose, next_passages
from knowledge.reading import load_knowledge

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def test_every_passage_in_force_makes_an_answer_within_the_contract(knowledge):
    for passage in knowledge.passages:
        if passage.holds_on(DAY):
            answer = compose(passage, knowledge, DAY)
            assert answer.text == passage.answer
            assert answer.sources
            assert answer.verified_on
            assert len(answer.buttons) <= 3


def test_a_change_within_sixty_days_is_announced(knowledge):
    fee = knowledge.by_id["cancuoc_le_phi.cap_lai"]
    assert fee.effective_to == dt.date(2026, 12, 31)
    assert "changes_soon" in compose(fee, knowledge, DAY).warnings
    assert "changes_soon" not in compose(fee, knowledge, DAY - dt.timedelta(60)).warnings


def test_what_was_not_checked_for_half_a_year_says_so(knowledge):
    passage = knowledge.by_id["dinhdanh_muc2.cach_lam"]
    assert "outdated" not in compose(passage, knowledge, passage.verified_on + dt.timedelta(180)).warnings
    assert "outdated" in compose(passage, knowledge, passage.verified_on + dt.timedelta(181)).warnings


def test_a_fraud_passage_warns(knowledge):
    assert "scam" in compose(knowledge.by_id["lua_dao.hoi_otp"], knowledge, DAY).warnings


def test_an_answer_on_the_border_names_the_other_topics(knowledge):
    passage = next(p for p in knowledge.of_topic("cancuoc_cap_doi_cap_lai", DAY) if p.aspect == "fee")
    answer = compose(passage, knowledge, DAY)
    assert "cancuoc_le_phi_thoi_han" in answer.topics
    assert answer.topic not in answer.topics


def test_buttons_never_lead_to_what_no_longer_holds(knowledge):
    for passage in knowledge.passages:
        for other in next_passages(passage, knowledge, dt.date(2027, 3, 1)):
            assert other.holds_on(dt.date(2027, 3, 1))
            assert other is not passage


def test_dates_of_sources_are_iso(knowledge):
    passage = next(p for p in knowledge.passages if any(c.effective_from for c in p.citations))
    source = next(s for s in compose(passage, knowledge, DAY).sources if s.effective_from)
    assert dt.date.fromisoformat(source.effective_from)


def test_the_answer_of_another_day_is_another_passage(knowledge):
    ended = dataclasses.replace(knowledge.by_id["cancuoc_le_phi.cap_lai"])
    assert ended.holds_on(dt.date(2026, 12, 31))
    assert not ended.holds_on(dt.date(2027, 1, 1))
