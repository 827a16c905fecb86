"""Serves the actions to Rasa from inside the app process, at an address only Rasa is told."""

from __future__ import annotations

from typing import Any

from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.actions.act import ActionAct, ActionOpen
from bot.actions.answer import ActionAnswer
from bot.actions.level2 import SLOTS, ActionAsk, ActionRestart, ActionResult, ActionStop, ValidateLevel2
from bot.actions.tracker import Tools


def build_executor(tools: Tools) -> ActionExecutor:
    """Return rasa-sdk's executor with all actions of the domain."""
    executor = ActionExecutor()
    answer = ActionAnswer(tools)
    actions = (
        answer,
        ActionAct(answer),
        ActionOpen(tools, answer),
        ActionResult(tools, answer),
        ActionRestart(),
        ActionStop(),
        ValidateLevel2(),
        *(ActionAsk(slot) for slot in SLOTS),
    )
    for action in actions:
        executor.register_action(action)
    return executor


ANSWERS = {"action_answer", "action_act", "action_open"}
"""Actions after which Rasa listens, by every rule, unless the guide is under way."""


def _then_listen(call: dict[str, Any]) -> list[EventType]:
    """Tell Rasa what comes next where it is certain, which spares it a prediction."""
    under_way = (call["tracker"].get("active_loop") or {}).get("name")
    return [FollowupAction("action_listen")] if call["next_action"] in ANSWERS and not under_way else []


def action_route(tools: Tools, path: str) -> Route:
    """Return the route that Rasa calls for its next action.

    :param path: holds a secret of this run, since the port may be open to others than Rasa.
    """
    executor = build_executor(tools)

    async def run(request: Request) -> JSONResponse:
        call = await request.json()
        call.setdefault("domain", {})  # sent only to the action that asks for it; rasa-sdk insists on the key
        name = call.get("next_action")
        try:
            result = await executor.run(call)
            events = [*result.events, *_then_listen(call)]
            return JSONResponse({"events": events, "responses": result.responses})
        except ActionExecutionRejection as error:
            return JSONResponse({"error": str(error), "action_name": error.action_name}, status_code=400)
        except ActionNotFoundException as error:
            return JSONResponse({"error": str(error), "action_name": name}, status_code=404)

    return Route(path, run, methods=["POST"])
