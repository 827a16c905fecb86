"""The messages of a bench: conversations of ten, one message of each kind, no text twice in a run."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle

from bot.bench.variations import dressed, teencode, typo, unaccented
from bot.dialogue.generate import topic_wordings
from knowledge.reading import KnowledgeBase
from knowledge.vietnamese.unicode import unaccented_key

KINDS = (
    "accented", "follow_up", "unaccented", "teencode", "typo", "small_talk", "out_of_scope", "tap", "personal", "scam",
)  # fmt: skip
SMALL_TALK = ("greet", "thanks", "goodbye", "ask_bot", "small_talk", "praise")
SCAM_TOPIC = "lua_dao_canh_bao"
SEED = 6
TRIES = 1000
_PERSONAL = (
    "số cccd của tôi là 0{:011d}, {}", "sđt 09{:08d} nhé, {}", "tôi là chủ thẻ căn cước 0{:011d}. {}",
    "gọi tôi 03{:08d}: {}", "stk 1{:011d} của tôi, {}",
)  # fmt: skip


@dataclass(frozen=True)
class Message:
    """What a citizen sends: typed, or the payload of a button."""

    kind: str
    text: str | None = None
    payload: str | None = None


class Pool:
    """Makes conversations from the wordings of the passages in force and from the examples of dialogue acts.

    The same seed gives the same conversations, so that both sides of a bench get the same messages.
    """

    def __init__(
        self, knowledge: KnowledgeBase, day: dt.date, examples: dict[str, list[str]], seed: int = SEED
    ) -> None:
        """Prepare the pool.

        :param examples: example messages by intent, for the dialogue acts.
        """
        self._chance = random.Random(seed)  # noqa: S311 - wanted: the same messages every time
        self._seen: set[str] = set()
        wordings = topic_wordings(knowledge)
        questions = [text for texts in wordings.values() for text in texts]
        self._chance.shuffle(questions)
        self._questions = cycle(questions)
        self._talk = cycle(self._shuffled([text for intent in SMALL_TALK for text in examples[intent]]))
        self._outside = cycle(self._shuffled(examples["out_of_scope"]))
        self._follow = cycle(self._shuffled(examples["follow_up"]))
        self._scams = cycle(self._shuffled(wordings[SCAM_TOPIC]))
        passages = [p.id for p in knowledge.passages if p.holds_on(day)]
        taps = [f"v1:topic:{topic}" for topic in wordings] + [f"v1:passage:{id_}" for id_ in passages]
        self._taps = cycle(self._shuffled(taps))
        self._made = 0

    def conversation(self) -> tuple[Message, ...]:
        """Return ten messages, one of each kind, in an order of chance; a follow-up follows a question."""
        self._made += 1
        kinds = self._shuffled([kind for kind in KINDS if kind != "follow_up"])
        kinds.insert(kinds.index("accented") + 1, "follow_up")
        return tuple(self._message(kind) for kind in kinds)

    def conversations(self, messages: int) -> list[tuple[Message, ...]]:
        """Return conversations of ten that hold so many messages together."""
        return [self.conversation() for _ in range(messages // len(KINDS))]

    def _message(self, kind: str) -> Message:
        if kind == "tap":
            guide = self._made % 2
            return Message(kind, payload="v1:form:level2" if guide else next(self._taps))
        makers: dict[str, Callable[[], str]] = {
            "accented": lambda: self._dressed(self._questions),
            "follow_up": lambda: self._dressed(self._follow),
            "unaccented": lambda: unaccented(self._dressed(self._questions)),
            "teencode": lambda: teencode(self._dressed(self._questions)),
            "typo": lambda: typo(self._dressed(self._questions), self._chance),
            "small_talk": lambda: self._dressed(self._talk),
            "out_of_scope": lambda: self._dressed(self._outside),
            "personal": self._personal,
            "scam": lambda: self._dressed(self._scams),
        }
        return Message(kind, text=self._new(makers[kind]))

    def _dressed(self, texts: cycle[str]) -> str:
        return dressed(next(texts), self._chance)

    def _personal(self) -> str:
        # The number is masked before anything is understood, so the words beside it must be new as well.
        words = self._new(lambda: self._dressed(self._questions))
        template = self._chance.choice(_PERSONAL)
        return template.format(self._chance.randrange(10**8), words)

    def _new(self, make: Callable[[], str]) -> str:
        """Return a text unlike all before, also when accents and case are ignored."""
        for _ in range(TRIES):
            text = make()
            key = unaccented_key(text)
            if key not in self._seen:
                self._seen.add(key)
                return text
        raise ValueError(f"no new text after {TRIES} tries, expected one: ask for fewer messages")

    def _shuffled(self, items: list[str]) -> list[str]:
        return self._chance.sample(items, len(items))
