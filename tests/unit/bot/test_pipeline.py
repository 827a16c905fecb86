"""The turn as a door: what reaches Rasa, and that an answer always comes back."""

import datetime as dt
import logging
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.answer import Answer
from bot.turn.conversations import Conversations
from bot.turn.incoming import Incoming
from bot.turn.pipeline import Turn
from bot.turn.record import Record
from bot.turn.retrieval import Retrieval
from knowledge.search import Search

MODELS = Path(__file__).resolve().parents[3] / "models"


class Listening:
    """Stands where Rasa is and remembers what it was sent."""

    def __init__(self):
        self.sent = []

    async def send(self, sender, message, metadata=None):
        self.sent.append((message, metadata))
        return [Answer("smalltalk", "Vâng.")]


@pytest.fixture(scope="module")
def retrieval():
    return Retrieval(Search.load(MODELS), lambda: dt.date(2026, 11, 24))


@pytest.fixture
def record(tmp_path):
    record = Record(f"sqlite:///{tmp_path / 'turns.db'}")
    yield record
    record.close()


def turn_of(retrieval, record):
    rasa = Listening()
    return Turn(rasa, retrieval, Conversations("secret" * 4), record), rasa


@pytest.mark.parametrize(
    "text",
    ["/restart", "／restart", "\u200b/restart", '\u2060／inform{"who":"self"}', "//restart", " / restart làm gì"],
)
async def test_no_spelling_of_a_command_reaches_rasa_as_one(retrieval, record, text):
    turn, rasa = turn_of(retrieval, record)
    (answer,) = await turn.handle(Incoming("rest", "a", text=text))
    assert rasa.sent or answer.status == "refused"
    assert not any(message.startswith("/") for message, _ in rasa.sent)


async def test_a_hidden_number_reaches_neither_rasa_nor_the_record(retrieval, record, tmp_path):
    turn, rasa = turn_of(retrieval, record)
    (answer,) = await turn.handle(Incoming("rest", "a", text="cccd 001\u200b099\u200b012345 còn hạn không"))
    assert "personal_data" in answer.warnings
    assert "099" not in str(rasa.sent)
    with sa.create_engine(f"sqlite:///{tmp_path / 'turns.db'}").connect() as connection:
        assert "099" not in str(connection.execute(sa.text("SELECT asked FROM turns")).all())


async def test_a_database_that_fails_costs_the_citizen_nothing(retrieval, record, tmp_path, caplog):
    turn, _ = turn_of(retrieval, record)
    with sa.create_engine(f"sqlite:///{tmp_path / 'turns.db'}").begin() as connection:
        connection.execute(sa.text("DROP TABLE answers"))
        connection.execute(sa.text("DROP TABLE turns"))
    with caplog.at_level(logging.ERROR):
        (answer,) = await turn.handle(Incoming("rest", "a", text="làm căn cước ở xã nào"))
    assert answer.text == "Vâng."
    assert "not recorded" in caplog.text
    assert "căn cước" not in caplog.text
