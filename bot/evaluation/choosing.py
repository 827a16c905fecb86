"""Fits how sure it is that the best passage is the right one (`bot/actions/second.py`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.actions.choose import ranked
from bot.actions.compose import compose
from bot.actions.second import choice
from bot.evaluation.features import Seen
from bot.evaluation.grade import grade_answers
from knowledge.reading import KnowledgeBase

SHARES = (0.1, 0.2, 0.3, 0.4, 0.5)
"""Of the questions, the least sure ones, that would get a second answer."""


def report(seen: Sequence[Seen], knowledge: KnowledgeBase, day: dt.date) -> str:
    """Fit the weights of the two margins, and tell from which probability so many questions get one answer only."""
    margins, right, with_second = [], [], []
    for one in seen:
        if not one.question.in_scope or one.question.turns or not one.found.candidates:
            continue
        text, found = one.found.query.original, one.found.candidates
        topic = next(iter(found.best_by_topic()))
        behind, first = choice(text, found, topic), compose(ranked(text, found, topic)[0], knowledge, day)
        both = [first, compose(behind.second, knowledge, day)] if behind.second else [first]
        margins.append((behind.topic_margin, behind.passage_margin))
        right.append(grade_answers(one.question, [first]).right)
        with_second.append(grade_answers(one.question, both).right)
    rows, truth, second = np.array(margins), np.array(right), np.array(with_second)
    model = LogisticRegression().fit(rows, truth)
    sure = model.predict_proba(rows)[:, 1]
    lines = [
        f"first passage right {truth.mean():.3f}, first or second {second.mean():.3f}, of {len(truth)}",
        f"bot/actions/second.py    weights = {np.round(model.coef_[0], 2).tolist()}, BIAS = {model.intercept_[0]:.2f}",
        "second answer below   share   right",
    ]
    for share in SHARES:
        below = sure < np.quantile(sure, share)
        lines.append(f"{sure[below].max():19.2f}   {below.mean():5.2f}   {np.where(below, second, truth).mean():5.3f}")
    return "\n".join(lines)
