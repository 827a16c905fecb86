"""Answer, ask back or decline: by relevance and both sides of the ranking."""

import datetime as dt

import pytest

from bot.actions.choose import ranked
from bot.actions.decide import Kind, Understood, decide
from bot.actions.following import following
from knowledge.ranking import Candidate, Ranking
from knowledge.reading import load_knowledge

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


def candidates(knowledge, *ids, first=10.0):
    return Ranking.of(Candidate(knowledge.by_id[i], first - row / 2, 0.9, 10.0, "") for row, i in enumerate(ids))


def question(knowledge, text, ranking, relevance, *ids, just_clarified=False):
    found = candidates(knowledge, *ids)
    topics = frozenset(p.topic for p in knowledge.passages)
    return Understood(text, ranking, found, relevance, topics, just_clarified)


MUC2 = ("dinhdanh_muc2.cach_lam", "dinhdanh_muc2.noi_lam", "dinhdanh_muc2.le_phi")


def test_a_clear_question_is_answered(knowledge):
    decision = decide(question(knowledge, "làm mức 2 thế nào", {"dinhdanh_muc2": 0.9}, 5.0, *MUC2))
    assert decision.kind is Kind.ANSWER
    assert decision.passages[0].id == "dinhdanh_muc2.cach_lam"
    assert decision.confidence > 0.9


def test_what_is_out_of_scope_is_declined(knowledge):
    ranking = {"out_of_scope": 0.8, "dinhdanh_muc2": 0.1}
    assert decide(question(knowledge, "giá vàng", ranking, -5.0, *MUC2)).kind is Kind.OUT_OF_SCOPE


def test_nothing_in_force_is_declined(knowledge):
    assert decide(question(knowledge, "làm mức 2", {"dinhdanh_muc2": 0.9}, 5.0)).kind is Kind.OUT_OF_SCOPE


def test_between_sure_and_unsure_it_asks_back_once(knowledge):
    ranking = {"dinhdanh_muc2": 0.4, "ho_chieu": 0.3, "out_of_scope": 0.12}
    ids = (*MUC2, "ho_chieu.lam")
    asked = decide(question(knowledge, "làm cái đó", ranking, 0.8, *ids))
    assert asked.kind is Kind.CLARIFY
    assert {p.topic for p in asked.passages} == {"dinhdanh_muc2", "ho_chieu"}
    again = decide(question(knowledge, "làm cái đó", ranking, 0.8, *ids, just_clarified=True))
    assert again.kind is Kind.NO_ANSWER


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("làm định danh mức 2 ở đâu", "dinhdanh_muc2.noi_lam"),
        ("lam dinh danh muc 2 mat bao nhieu tien", "dinhdanh_muc2.le_phi"),
        ("làm định danh mức 2 thế nào", "dinhdanh_muc2.cach_lam"),
    ],
)
def test_the_aspect_chooses_inside_a_topic(knowledge, text, passage):
    assert ranked(text, candidates(knowledge, *MUC2), "dinhdanh_muc2")[0].id == passage


def test_a_follow_up_prefers_its_aspect_near_the_topic_at_hand(knowledge):
    before = knowledge.by_id["dinhdanh_muc2.cach_lam"]
    found = candidates(knowledge, "cancuoc_le_phi.cap_lai", "dinhdanh_muc2.cach_lam", "dinhdanh_muc2.le_phi")
    assert following("thế mất bao nhiêu tiền", found, before)[0].id == "dinhdanh_muc2.le_phi"


def test_a_follow_up_without_a_passage_of_its_aspect_gets_the_general_one(knowledge):
    before = knowledge.by_id["thuong_tru.le_phi"]
    found = candidates(knowledge, "thuong_tru.le_phi", "thuong_tru.dang_ky", "thuong_tru.bi_xoa")
    assert following("thế bao lâu thì xong", found, before)[0].id == "thuong_tru.dang_ky"


def test_an_answer_that_is_not_sure_has_a_second_one(knowledge):
    ids = (*MUC2, "dinhdanh_tre_em.lua_dao", "ho_chieu.lam")
    near = Ranking.of(Candidate(knowledge.by_id[i], 10.0 - row / 10, 0.9, 10.0, "") for row, i in enumerate(ids))
    asked = Understood("làm mức 2 thế nào", {"dinhdanh_muc2": 0.9}, near, 5.0, frozenset(("dinhdanh_muc2",)), False)
    decision = decide(asked)
    assert decision.kind is Kind.ANSWER
    assert decision.second is not None
    assert decision.second.id == "ho_chieu.lam"  # the one for children is not asked about
    assert decision.confidence < 0.9


def test_an_answer_that_is_far_ahead_stands_alone(knowledge):
    far = [Candidate(knowledge.by_id[MUC2[0]], 10.0, 0.9, 10.0, "")]
    far.append(Candidate(knowledge.by_id["ho_chieu.lam"], 3.0, 0.5, 1.0, ""))
    asked = Understood(
        "làm mức 2 thế nào", {"dinhdanh_muc2": 0.9}, Ranking.of(far), 5.0, frozenset(("dinhdanh_muc2",)), False
    )
    assert decide(asked).second is None
