"""What the web channel counts for Prometheus."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

ANSWERS = Counter("dean06_http_answers", "Answers given over HTTP, by status.", ["channel", "status"])
REFUSALS = Counter("dean06_http_refused", "Requests refused, by HTTP status.", ["code"])
FEEDBACK = Counter("dean06_feedback", "Feedback on answers, by verdict.", ["verdict"])
SECONDS = Histogram(
    "dean06_http_answer_seconds",
    "Seconds from a question read to its answers.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
