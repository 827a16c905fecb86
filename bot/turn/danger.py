"""What a message that speaks of a danger is met with: a refusal, the right numbers, or a warning of fraud.

Thresholds are log-odds, chosen by five folds over the samples and wordings (docs/adr/0007-safety-cues.md). A refusal
takes an answer away, so it needs more than a warning, which in a doubtful case only stands beside the answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import texts
from bot.actions.choose import ranked
from bot.actions.compose import cited, compose, passage_button
from bot.answer import MAX_TEXT, Answer, Button
from knowledge.danger.danger import Danger
from knowledge.passage import Passage
from knowledge.reading import KnowledgeBase
from knowledge.relevance import relevance_logit
from knowledge.search import Found

REFUSED_BY_SIGN, SURE_BY_SIGN = -2.0, -0.5
"""From here what a sign names is refused; and where the question has its passage."""
ANSWERED = 4.0
"""Relevance from which a question has its passage."""
REFUSED = 2.0
"""From here what no sign names is refused, where nothing was found. A question with slips of the finger looks strange
to the model: whoever finds a passage may have it."""
NEARLY = 3.0
"""A request to be refused names frauds too; so much surer must it be that one is told."""
EMERGENCY, EMERGENCY_BY_SIGN = -0.5, -2.0
ONLY_EMERGENCY = 1.5
"""From here nothing is said but the numbers."""
PERHAPS = -2.1
"""From here a message may tell of a fraud: what is declined is declined with a warning."""
BESIDE = -1.3
"""From here an answer of its own gets the warning too."""
TOLD = 0.0
"""From here a fraud is told rather than not: what would be declined is met with the warning instead."""
CERTAIN = 3.0
"""From here the warning stands alone."""
FRAUD = "lua_dao_canh_bao"
FIRST_AID = ("lua_dao.gap_lua_lam_gi", "lua_dao.gap_lua_2023")
"""Passages that say what to do first, the newer first; one holds on any day."""
NUMBERS = ("duong_day_nong.khan_cap", "duong_day_nong.khan_cap_2023")
"""Passages with all emergency numbers, the newer first."""
MOST_BUTTONS = 4
UNANSWERED = ("out_of_scope", "no_answer", "clarify", "smalltalk", "error")


@dataclass(frozen=True)
class Care:
    """Meets one message that may speak of a danger."""

    text: str
    """As typed, masked."""
    found: Found
    knowledge: KnowledgeBase
    day: dt.date

    @property
    def danger(self) -> Danger:
        """What the search saw."""
        return self.found.danger

    @property
    def refusal(self) -> Answer | None:
        """The answer to what is refused; None for what may be answered. Who tells of a fraud asks for nothing wrong."""
        danger, relevance = self.danger, relevance_logit(self.found)
        by_sign = SURE_BY_SIGN if relevance >= ANSWERED else REFUSED_BY_SIGN
        if danger.act and danger.refused >= max(by_sign, danger.fraud - NEARLY):
            return texts.act(danger.act)
        unnamed = danger.refused >= REFUSED and relevance < 0 and not self.maybe_fraud
        return texts.act("ask_refused") if unnamed else None

    @property
    def urgent(self) -> Passage | None:
        """The passage with the numbers to call, where life or limb is in danger."""
        danger = self.danger
        if danger.passage and danger.emergency >= EMERGENCY_BY_SIGN:
            return self._first(danger.passage, *NUMBERS)
        return self._first(*NUMBERS) if danger.emergency >= EMERGENCY else None

    @property
    def only_urgent(self) -> bool:
        """Whether nothing else is to be said."""
        return self.danger.emergency >= ONLY_EMERGENCY and self.danger.fraud < TOLD

    @property
    def maybe_fraud(self) -> bool:
        """Whether the message may tell of a fraud."""
        return self.danger.fraud >= PERHAPS

    @property
    def fraud_told(self) -> bool:
        """Whether it rather tells of a fraud than not."""
        return self.danger.fraud >= TOLD

    def story(self) -> Passage | None:
        """Return the passage on the fraud that is told; None on a day on which there is none."""
        fitting = ranked(self.text, self.found.candidates, FRAUD)
        return fitting[0] if fitting else self._first(*FIRST_AID)

    def needs_story(self, answers: Sequence[Answer]) -> bool:
        """Tell whether the warning takes the place of the answers that the dialogue gave."""
        if any("scam" in answer.warnings for answer in answers):
            return False
        answered = any(answer.status not in UNANSWERED for answer in answers)
        return self.danger.fraud >= CERTAIN or (self.fraud_told and not answered)

    def warned(self, answers: Sequence[Answer]) -> list[Answer]:
        """Return the answers with the warning and what to do first, in five lines."""
        aid = self._first(*FIRST_AID)
        if aid is None:
            return list(answers)
        place = next((n for n, answer in enumerate(answers) if "scam" in answer.warnings), None)
        if place is None and answers[-1].status in UNANSWERED:
            last = replace(answers[-1], text=f"{answers[-1].text} {texts.line('perhaps_fraud')}")
            return [*answers[:-1], self._with_aid(last, aid)]
        if place is None and self.danger.fraud < BESIDE:
            return list(answers)
        if place is None:
            caution = replace(compose(aid, self.knowledge, self.day), text=texts.line("perhaps_fraud"), buttons=())
            return [*answers, caution]
        return [self._with_aid(_named(a), aid) if n == place else a for n, a in enumerate(answers)]

    def short(self, passage: Passage) -> Answer:
        """Return the answer of a passage in one sentence, its own steps or what to do first, and a button for more."""
        whole = compose(passage, self.knowledge, self.day)
        aid = self._first(*FIRST_AID)
        if self._tells_what_to_do(whole) or aid is None:
            return _named(whole)
        sentence = re.split(r"(?<=[.!?])\s", passage.answer.strip(), maxsplit=1)[0]
        buttons = dict.fromkeys((passage_button(passage), *whole.buttons))
        return self._with_aid(replace(whole, text=sentence, buttons=_few(tuple(buttons))), aid)

    def _with_aid(self, answer: Answer, aid: Passage) -> Answer:
        if self._tells_what_to_do(answer):
            return answer
        known = {source.id for source in answer.sources}
        return replace(
            answer.with_warning("scam"),
            steps=aid.steps,
            passages=tuple(dict.fromkeys((*answer.passages, aid.id))),
            sources=(*answer.sources, *(source for source in cited(aid) if source.id not in known)),
            verified_on=min(filter(None, (answer.verified_on, aid.verified_on.isoformat()))),
            topics=tuple(dict.fromkeys((*answer.topics, *((FRAUD,) if answer.topic != FRAUD else ())))),
        )

    def _tells_what_to_do(self, answer: Answer) -> bool:
        """Tell whether an answer has steps of its own for what has happened."""
        passages = (self.knowledge.by_id.get(passage) for passage in answer.passages)
        return any(passage and passage.steps and passage.aspect == "problem" for passage in passages)

    def _first(self, *ids: str) -> Passage | None:
        passages = (self.knowledge.by_id.get(passage_id) for passage_id in ids)
        return next((passage for passage in passages if passage and passage.holds_on(self.day)), None)


def _named(answer: Answer) -> Answer:
    """Say that it may be a fraud, where the answer says only what to do."""
    text = f"{answer.text} {texts.line('may_be_fraud')}"
    return answer if "lừa" in answer.text.lower() or len(text) > MAX_TEXT else replace(answer, text=text)


def _few(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    return buttons[:MOST_BUTTONS]
