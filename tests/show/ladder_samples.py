"""Samples of a ladder that the tests of several subjects use."""

from typing import Any

from filled_tables import public, table

from evalutils import ladder
from evalutils.dataset.evaluation import Coverage


def covered(share: float = 60, qualifier: str = "circa") -> Any:
    """What a source says of the clients that were measured."""
    stated = Coverage(share, qualifier, "verslag-2020", "blz. 1")
    return public(ladder.coverage(stated))


def step(start: str, goal: str, count: int, basis: str = "expected") -> dict[str, Any]:
    """A row of ladder_moves."""
    return {"from_rung": start, "to_rungs": goal, "count": count, "basis": basis}


def counted(*steps: dict[str, Any], now: dict[str, int] | None = None, clear: Any = public) -> Any:
    """Steps as the source counts them, beside the clients on each rung."""
    rows = [{"moment": "current", "rung": r, "count": n} for r, n in (now or {}).items()]
    return clear(ladder.moves(table("ladder_moves", *steps), table("ladder", *rows)))
