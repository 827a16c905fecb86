"""Runs Rasa's graph one node after the other, in an order worked out once for each set of targets."""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

Step = tuple[str, tuple[str, ...]]
"""A node's name and the names of the nodes and inputs it needs, in the order of its arguments."""


def run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """Run the graph; takes the place of `DaskGraphRunner.run` and returns the same.

    :raises GraphRunError: if an input has the name of a node.
    """
    schema: GraphSchema = self._graph_schema
    wanted = tuple(targets or schema.target_names)
    clash = set(inputs or ()) & set(schema.nodes)
    if clash:
        raise GraphRunError(f"inputs {sorted(clash)} have the names of nodes, expected names of their own")
    plans: dict[tuple[str, ...], list[Step]] = self.__dict__.setdefault("_plans", {})
    if wanted not in plans:
        plans[wanted] = _plan(schema, wanted)
    results: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    for name, needs in plans[wanted]:
        results[name] = self._instantiated_nodes[name](*(results.get(need, need) for need in needs))
    return dict(results[name] for name in wanted)


def _plan(schema: GraphSchema, targets: tuple[str, ...]) -> list[Step]:
    steps: dict[str, tuple[str, ...]] = {}

    def add(name: str) -> None:
        if name in steps or name not in schema.nodes:  # what is no node is an input of the run
            return
        needs = tuple(schema.nodes[name].needs.values())
        for need in needs:
            add(need)
        steps[name] = needs

    for target in targets:
        add(target)
    return list(steps.items())
