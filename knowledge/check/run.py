"""All checks, in the order in which people should read their findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from knowledge.check import schema
from knowledge.check.finding import Outcome
from knowledge.check.material import Material

CHECKS: dict[str, tuple[str, Callable[[Material], Outcome]]] = {
    "schema": ("Định dạng, chủ đề, dữ kiện, nguồn", schema.check),
}
"""Name in Vietnamese and function of each check."""


def run(material: Material) -> Iterator[tuple[str, Outcome]]:
    """Yield each check's key and outcome, as it is done."""
    for key, (_, check) in CHECKS.items():
        yield key, check(material)
