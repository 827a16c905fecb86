"""The record of turns, redacted, and the feedback on answers."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from bot.answer import Answer

VERDICTS = ("helpful", "not_helpful", "ask_person")

_metadata = sa.MetaData()
_turns = sa.Table(
    "turns",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
    sa.Column("conversation", sa.String(32), nullable=False, index=True),
    sa.Column("channel", sa.String(16), nullable=False),
    sa.Column("asked", sa.Text, nullable=False),
    sa.Column("took_ms", sa.Float, nullable=False),
)
_answers = sa.Table(
    "answers",
    _metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("turn", sa.ForeignKey("turns.id"), nullable=False, index=True),
    sa.Column("status", sa.String(16), nullable=False),
    sa.Column("topic", sa.String(64)),
    sa.Column("passages", sa.Text, nullable=False),
)
_feedback = sa.Table(
    "feedback",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("answer", sa.ForeignKey("answers.id"), nullable=False, index=True),
    sa.Column("verdict", sa.String(16), nullable=False),
    sa.Column("comment", sa.Text),
)


@dataclass(frozen=True)
class TurnRow:
    """What is kept of a turn: the conversation's hash, and what was asked, masked."""

    conversation: str
    channel: str
    asked: str
    took_ms: float


class Record:
    """Writes turns and feedback to the database."""

    def __init__(self, url: str) -> None:
        """Open the database and make the tables that are missing.

        :param url: SQLAlchemy URL.
        """
        parsed = sa.make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        self._engine = sa.create_engine(parsed, pool_pre_ping=True)
        if parsed.get_backend_name() == "sqlite":
            sa.event.listen(self._engine, "connect", _tune_sqlite)
        _metadata.create_all(self._engine)

    async def turn(self, row: TurnRow, answers: Sequence[Answer]) -> None:
        """Write a turn with its answers."""
        await asyncio.to_thread(self._write_turn, row, answers)

    async def feedback(self, answer_id: str, verdict: str, comment: str | None) -> bool:
        """Write feedback; False where no such answer was given.

        :param comment: already redacted.
        """
        return await asyncio.to_thread(self._write_feedback, answer_id, verdict, comment)

    async def is_ready(self) -> bool:
        """Tell whether the database answers."""
        return await asyncio.to_thread(self._ping)

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _write_turn(self, row: TurnRow, answers: Sequence[Answer]) -> None:
        with self._engine.begin() as connection:
            result = connection.execute(sa.insert(_turns).values(at=_now(), **vars(row)))
            key = result.inserted_primary_key
            assert key is not None, "an insert of one row returns its key"
            turn = key[0]
            connection.execute(
                sa.insert(_answers),
                [
                    {
                        "id": answer.answer_id,
                        "turn": turn,
                        "status": answer.status,
                        "topic": answer.topic,
                        "passages": json.dumps(answer.passages),
                    }
                    for answer in answers
                ],
            )

    def _write_feedback(self, answer_id: str, verdict: str, comment: str | None) -> bool:
        with self._engine.begin() as connection:
            known = connection.execute(sa.select(_answers.c.id).where(_answers.c.id == answer_id)).first()
            if known is None:
                return False
            values = {"at": _now(), "answer": answer_id, "verdict": verdict, "comment": comment}
            connection.execute(sa.insert(_feedback).values(values))
            return True

    def _ping(self) -> bool:
        try:
            with self._engine.connect() as connection:
                connection.execute(sa.text("SELECT 1"))
        except sa.exc.SQLAlchemyError:
            return False
        return True


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)


def _tune_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
