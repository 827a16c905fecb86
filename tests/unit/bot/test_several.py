"""The answers to several questions as they go out together, through the door of a turn."""

import datetime as dt
from pathlib import Path

import pytest

from bot import texts
from bot.actions.compose import compose
from bot.turn.conversations import Conversations
from bot.turn.incoming import Incoming
from bot.turn.pipeline import Turn
from bot.turn.record import Record
from bot.turn.retrieval import Retrieval
from bot.turn.several import said_once
from knowledge.search import Search

MODELS = Path(__file__).resolve().parents[3] / "models"
DAY = dt.date(2026, 11, 24)


class Saying:
    """Stands where Rasa is: answers each message by what it holds, and remembers what it was sent."""

    def __init__(self, answers):
        self.answers, self.sent = answers, []

    async def send(self, sender, message, metadata=None):
        self.sent.append((metadata["typed"], metadata["own"]))
        return [next(answer for words, answer in self.answers if words in message.lower())]


@pytest.fixture(scope="module")
def retrieval():
    return Retrieval(Search.load(MODELS), lambda: DAY)


@pytest.fixture(scope="module")
def knowledge(retrieval):
    return retrieval.search.knowledge


@pytest.fixture
def ask(retrieval, tmp_path):
    async def handle(text, *answers):
        rasa, record = Saying(answers), Record(f"sqlite:///{tmp_path / 'turns.db'}")
        told = await Turn(rasa, retrieval, Conversations("secret" * 4), record).handle(Incoming("rest", "a", text=text))
        record.close()
        return told, rasa.sent

    return handle


@pytest.fixture
def of(knowledge):
    return lambda name: compose(knowledge.by_id[name], knowledge, DAY)


async def test_two_questions_get_two_answers_in_order_and_name_each_others_topic(ask, of):
    place, fee = of("ho_chieu.noi_nop"), of("lltp.le_phi")
    told, sent = await ask("làm hộ chiếu ở đâu, lý lịch tư pháp bao nhiêu tiền", ("hộ chiếu", place), ("tư pháp", fee))
    assert [answer.passages for answer in told] == [place.passages, fee.passages]
    assert "lylich_tuphap" in told[0].topics
    assert "ho_chieu" in told[1].topics
    assert [own for _, own in sent] == ["", ""]


async def test_a_part_that_names_nothing_is_asked_as_a_follow_up(ask, of):
    place = of("ho_chieu.noi_nop")
    _, sent = await ask("làm hộ chiếu ở đâu và mất bao nhiêu tiền", ("hộ chiếu", place))
    assert sent == [("làm hộ chiếu ở đâu", ""), ("làm hộ chiếu mất bao nhiêu tiền", "mất bao nhiêu tiền")]


async def test_the_same_passage_is_said_once(ask, of):
    told, _ = await ask("làm hộ chiếu ở đâu và mất bao nhiêu tiền", ("hộ chiếu", of("ho_chieu.lam")))
    assert len(told) == 1


async def test_of_three_questions_the_third_is_offered_as_a_button(ask, of):
    answers = (("ở đâu", of("ho_chieu.noi_nop")), ("giấy", of("ho_chieu.giay_to")))
    told, sent = await ask("làm hộ chiếu ở đâu, cần giấy gì, bao nhiêu tiền", *answers)
    assert len(sent) == 2
    assert told[2].text == texts.fixed("more_questions").text
    assert [button.payload for button in told[2].buttons] == ["v1:passage:ho_chieu.le_phi"]


async def test_a_first_part_that_nobody_understands_is_asked_with_the_rest(ask, of):
    whole, part = of("cancuoc_cap_moi.noi_lam"), texts.fixed("out_of_scope")
    text = "Trễ giờ thì hôm sau lấy à, làm căn cước ở đâu"
    told, sent = await ask(text, ("căn cước", whole), ("trễ giờ", part))
    assert [answer.status for answer in told] == ["answered"]
    assert text in [typed for typed, _ in sent]


async def test_what_is_none_of_ours_is_said_to_be_beside_the_answer(ask, of):
    answers = (("căn cước", of("cancuoc_cap_moi.noi_lam")), ("vàng", texts.fixed("out_of_scope")))
    told, _ = await ask("làm căn cước ở đâu, giá vàng hôm nay bao nhiêu", *answers)
    assert [answer.status for answer in told] == ["answered", "out_of_scope"]


def test_answers_without_passages_are_kept(of):
    declined = texts.fixed("out_of_scope")
    assert len(said_once([of("ho_chieu.lam"), declined, declined])) == 3
