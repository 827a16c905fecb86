"""The guide to an e-ID of level 2: three questions, then the steps that fit."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, FormValidationAction, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot import texts
from bot.actions.answer import ActionAnswer, Events, utter
from bot.actions.tracker import Tools, intent_of, typed_text
from knowledge.vietnamese.unicode import strip_accents

VALUES = {"who": ("self", "child", "elder"), "chip": ("yes", "no"), "phone": ("yes", "no")}
SLOTS = tuple(VALUES)

_WHO = (
    ("child", r"\bcon\b|tre|be\b|chau\b|duoi 14"),
    ("elder", r"ong|ba\b|me\b|bo\b|cha\b|gia\b|ma\b|tia\b"),
    ("self", r"toi|minh|ban than|tui|em\b|chinh"),
)
_YES = r"^(?:da |vang |u )*(?:co|roi|dung|phai|ok|vang|da|u|uh)\b"
_NO = r"^(?:da |vang )*(?:khong|chua|ko|k|hong|chang)\b"
_CHIP = ((r"ma vach|cmnd|chung minh|chua co|khong co|the cu", "no"), (r"chip|co the|co roi|can cuoc moi", "yes"))
_PHONE = (
    (r"cuc gach|khong co|chua co|den trang|ban phim", "no"),
    (r"smartphone|cam ung|thong minh|iphone|samsung|co roi", "yes"),
)


class ValidateLevel2(FormValidationAction):
    """Reads the three values from a button or from plain words."""

    def name(self) -> str:
        """Return the name the domain knows."""
        return "validate_level2_form"

    async def extract_who(self, _d: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]) -> dict[str, Any]:
        """Return for whom, where this message says so."""
        return _extract(tracker, "who")

    async def extract_chip(self, _d: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]) -> dict[str, Any]:
        """Return whether there is a chip card, where this message says so."""
        return _extract(tracker, "chip")

    async def extract_phone(
        self, _d: CollectingDispatcher, tracker: Tracker, _domain: dict[str, Any]
    ) -> dict[str, Any]:
        """Return whether there is a smartphone, where this message says so."""
        return _extract(tracker, "phone")


class ActionAsk(Action):
    """Asks one question of the guide, with buttons."""

    def __init__(self, slot: str) -> None:
        self._slot = slot

    def name(self) -> str:
        """Return the name Rasa derives from the slot."""
        return f"action_ask_{self._slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Ask."""
        return utter(dispatcher, texts.form(self._slot))


class ActionRestart(Action):
    """Forgets the values of an earlier run, so that a finished guide starts anew."""

    def name(self) -> str:
        """Return the name the domain knows."""
        return "action_level2_restart"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Reset the slots."""
        return [SlotSet(slot, None) for slot in SLOTS]


class ActionStop(Action):
    """Leaves the guide; what was chosen stays."""

    def name(self) -> str:
        """Return the name the domain knows."""
        return "action_level2_stop"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Say how to go on later."""
        return [*utter(dispatcher, texts.form("stopped")), ActiveLoop(None), SlotSet("requested_slot", None)]


class ActionResult(Action):
    """Ends the guide with the passage that fits the three values."""

    def __init__(self, tools: Tools, answer: ActionAnswer) -> None:
        self._tools = tools
        self._answer = answer

    def name(self) -> str:
        """Return the name the domain knows."""
        return "action_level2_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> Events:
        """Show the fitting passages."""
        ids = fitting_passages(*(tracker.get_slot(slot) for slot in SLOTS))
        passages = [self._tools.knowledge.by_id[passage_id] for passage_id in ids]
        events: Events = []
        for passage in passages:
            if passage.holds_on(self._tools.day):
                events = self._answer.show(dispatcher, tracker, passage)
        return events or utter(dispatcher, texts.fixed("no_answer"))


def fitting_passages(who: str, chip: str, phone: str) -> tuple[str, ...]:
    """Return the ids of the passages for a case of the guide, in the order they are read."""
    if who == "child":
        return ("dinhdanh_tre_em.cach_lam",) if chip == "yes" else ("dinhdanh_tre_em.chua_co_the",)
    if chip == "no":
        main = "dinhdanh_muc2.chua_co_the_chip"
    else:
        main = "dinhdanh_muc2.nguoi_gia" if who == "elder" else "dinhdanh_muc2.cach_lam"
    return (main, "dinhdanh_muc2.khong_smartphone") if phone == "no" else (main,)


def _extract(tracker: Tracker, slot: str) -> dict[str, Any]:
    tapped = next(tracker.get_latest_entity_values(slot), None)
    if tapped in VALUES[slot]:
        return {slot: tapped}
    intent = intent_of(tracker)
    if intent == "start_level2":
        return {slot: None}  # begins anew: every value is forgotten
    if tracker.get_slot("requested_slot") != slot or intent == "stop":
        return {}
    if intent == "resume_level2":
        return {slot: None}  # a value was "read", so the form asks for it again instead of giving up
    value = _read(slot, strip_accents(typed_text(tracker).lower()))
    return {slot: value} if value else {}


def _read(slot: str, text: str) -> str | None:
    """Read a short reply; a long one is a question of its own and is left to the dialogue."""
    if len(text.split()) > 8 or text.endswith("?"):
        return None
    if slot == "who":
        return next((value for value, pattern in _WHO if re.search(pattern, text)), None)
    for pattern, value in _CHIP if slot == "chip" else _PHONE:
        if re.search(pattern, text):
            return value
    if re.search(_NO, text):
        return "no"
    return "yes" if re.search(_YES, text) else None
