"""Where Rasa keeps its conversations: the state that matters, in memory and in one SQLite row each.

Rasa's own SQL store writes every event as a row and reads a whole session back at every message; that was
40 % of a message's time, and a session that carries its slots over grows at each renewal. Rules and the form
need no more than the slots, the active form and the last turn. So a conversation is cut down to these after
each message, which is a new session that carries over what matters: message 1,000 costs what message 10 costs.

Named in `endpoints.yml`. A row is written before the answer goes out, so that a killed Rasa loses nothing.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.conversation import Dialogue
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

IN_MEMORY = 2000
"""Conversations kept as objects; the others are read back from their row."""
LONGEST = 18
"""Events after which a conversation in memory is cut down; a turn adds about eight."""
KEPT_S = 24 * 3600.0
"""A conversation that has been silent for so long is forgotten."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (sender TEXT PRIMARY KEY, at REAL NOT NULL, state TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS conversations_at ON conversations (at);
"""


class ConversationStore(TrackerStore):
    """Keeps conversations cut down to what the next turn needs."""

    def __init__(
        self, domain: Domain, db: str, host: str | None = None, event_broker: EventBroker | None = None, **_rest: Any
    ) -> None:
        """Open the store.

        :param db: path of the SQLite file.
        """
        super().__init__(domain, event_broker)
        self._memory: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._database = sqlite3.connect(db, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("PRAGMA synchronous=NORMAL")  # safe against a killed process, which is what happens
        self._database.executescript(_SCHEMA)
        self._database.execute("DELETE FROM conversations WHERE at < ?", (time.time() - KEPT_S,))

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the conversation's row and keep it in memory."""
        events = essential_events(tracker)
        if len(tracker.events) > LONGEST:
            tracker = DialogueStateTracker.from_events(
                tracker.sender_id, events, self.domain.slots, self.max_event_history, domain=self.domain
            )
        state = json.dumps(Dialogue(tracker.sender_id, events).as_dict(), ensure_ascii=False)
        self._database.execute(
            "INSERT INTO conversations VALUES (?, ?, ?)"
            " ON CONFLICT (sender) DO UPDATE SET at = excluded.at, state = excluded.state",
            (tracker.sender_id, time.time(), state),
        )
        self._memory[tracker.sender_id] = tracker
        if len(self._memory) > IN_MEMORY:
            self._memory.popitem(last=False)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the conversation, or None where there is none.

        It leaves the memory until it is saved: what a failed turn has left half-done is never seen again.
        """
        tracker = self._memory.pop(sender_id, None)
        if tracker is not None:
            return tracker
        row = self._database.execute(
            "SELECT state FROM conversations WHERE sender = ? AND at >= ?", (sender_id, time.time() - KEPT_S)
        ).fetchone()
        return self.deserialise_tracker(sender_id, row[0]) if row else None

    async def keys(self) -> Iterable[str]:
        """Return the names of all conversations."""
        return [row[0] for row in self._database.execute("SELECT sender FROM conversations")]


def essential_events(tracker: DialogueStateTracker) -> list[Event]:
    """Return a short history that leads to the same state: slots, active form, the last turn."""
    events = list(tracker.events)
    last = max((at for at, event in enumerate(events) if isinstance(event, UserUttered)), default=None)
    if last is None:
        return events
    start: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    start += [SlotSet(name, slot.value) for name, slot in tracker.slots.items() if slot.value is not None]
    if tracker.active_loop_name:
        start.append(ActiveLoop(tracker.active_loop_name))
    turn = (event for event in events[last:] if not isinstance(event, BotUttered))  # no rule asks what was said
    return [*start, ActionExecuted(ACTION_LISTEN_NAME), *turn]
