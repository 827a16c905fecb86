"""The officers' workbench at /officer.

Without DEAN06_OFFICER_PASSWORD there is no such page: status 404, and the page says how to turn it on.
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount

from bot.channels.web.api import Answering
from bot.channels.web.page import SecureFiles
from bot.officer.inspector import Confidence, Inspector
from bot.officer.pages import STATIC, off_routes
from bot.officer.sessions import Sessions
from bot.officer.workbench import workbench_routes
from bot.settings import Settings
from bot.turn.retrieval import Retrieval
from knowledge.relevance import relevance


def officer_routes(
    settings: Settings, turn: Answering, retrieval: Retrieval, confidence: Confidence = relevance
) -> list[BaseRoute]:
    """Return the routes under /officer.

    :param turn: answers questions.
    :param retrieval: tells how a question was understood.
    :param confidence: how likely it is that a search found what was asked, 0 to 1.
    """
    labels = {topic.key: topic.label for topic in retrieval.search.knowledge.topics}
    return build_routes(settings, Inspector(turn, retrieval.find, labels, confidence))


def build_routes(settings: Settings, inspector: Inspector) -> list[BaseRoute]:
    """Return the routes under /officer for an inspector."""
    files = Mount("/officer/static", SecureFiles(directory=STATIC))
    if settings.officer_password is None:
        return [files, *off_routes()]
    sessions = Sessions(settings.officer_password, settings.ensure_secret_key())
    return [files, *workbench_routes(sessions, inspector)]
