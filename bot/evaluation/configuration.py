"""With what a run was made, exactly, and without secrets."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

from bot.bench.machine import commit
from bot.dialogue.train import PROJECT, STAMP
from bot.evaluation.processes import processes_at
from bot.settings import Settings
from bot.stack.parts import MODELS
from knowledge.reading import read_yaml

DECIDING = ("bot.actions.decide", "bot.turn.retrieval", "knowledge.relevance", "knowledge.search")
"""Modules whose constants decide what is answered."""
_META = MODELS / "index" / "built" / "meta.json"


def configuration(settings: Settings, url: str) -> dict[str, Any]:
    """Return the configuration of this checkout, and what can be seen of the stack that answers.

    A stack that was started earlier or elsewhere may be another one: `stack` tells.

    :param url: of the stack.
    """
    stack = processes_at(url)
    seen = stack.describe() if stack else None
    meta = json.loads(_META.read_text(encoding="utf-8")) if _META.is_file() else {}
    return {
        "commit": commit(),
        "stack": seen,
        "day": (seen and seen["day"]) or settings.day.isoformat(),
        "index": meta,
        "encoder": meta.get("encoder"),
        "rasa": STAMP.read_text(encoding="utf-8") if STAMP.is_file() else None,
        "pipeline": _pipeline(),
        "thresholds": {name: _numbers(name) for name in DECIDING},
        "settings": {
            "encoder": settings.encoder,
            "database": settings.database_url.partition(":")[0],
            "redis": settings.redis_url is not None,
            "rasa_workers": settings.rasa_workers,
            "telegram": settings.telegram_token is not None,
        },
    }


def _pipeline() -> list[dict[str, Any]]:
    path: Path = PROJECT / "config.yml"
    return list(read_yaml(path)["pipeline"]) if path.is_file() else []


def _numbers(module: str) -> dict[str, float]:
    """Return the numeric constants of a module."""
    values = vars(importlib.import_module(module))
    return {name: value for name, value in values.items() if name.isupper() and isinstance(value, (int, float))}
