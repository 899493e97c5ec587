"""The inputs of the model by name, and which of the assumptions it draws."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evalutils.cost_benefit.persons import groups, share_of
from evalutils.cost_benefit.structure import NATURAL, PART_TIME, PART_TIME_SAVING, STAYERS
from evalutils.statistics import uncertain_inputs
from evalutils.statistics.uncertain_inputs import Input

LOCK_IN, DISPLACEMENT = "lock_in_months", "displacement_share"
DURABILITY, COUNTERFACTUAL, EXITS = "durability", "counterfactual_exit_share", "exit_share"
WITHIN = "exits_within_participants"
CORRECTION, LOST = "optimism_correction", "lost_share"
# What a benefit per exit month needs before it is worth anything, in order of the page.
NEEDED = ("horizon_months", LOCK_IN, DURABILITY)
_DRAWN = (LOCK_IN, DURABILITY, PART_TIME, PART_TIME_SAVING, STAYERS, NATURAL)


def has_source(assumptions: Mapping[str, Any], key: str) -> bool:
    """Whether an assumption is there and rests on a source."""
    entry = assumptions.get(key)
    return entry is not None and bool(entry.get("source"))


def assumed_inputs(assumptions: Mapping[str, Any]) -> dict[str, Input]:
    """The inputs of assumptions.yaml, apart from what rests on counts of persons."""
    known = {name: share_of(assumptions, name) for name in used(assumptions)}
    return {
        name: uncertain_inputs.from_assumption(name, value)
        for name, value in known.items()
        if value is not None and name not in groups(assumptions) and not is_spread(value)
    }


def used(assumptions: Mapping[str, Any]) -> tuple[str, ...]:
    """The assumptions that the model draws; what has no source says nothing on the net effect."""
    if has_source(assumptions, COUNTERFACTUAL) and has_source(assumptions, DISPLACEMENT):
        return *_DRAWN, DISPLACEMENT, COUNTERFACTUAL
    return _DRAWN


def is_spread(value: Any) -> bool:
    """Whether a value is a mean with how short and long it is for persons."""
    return isinstance(value, Mapping) and "mean" in value
