"""Typed shares of persons in assumptions.yaml, as coarse as rounded counts would give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evalutils.cost_benefit.persons import SHARES, value_of
from evalutils.disclosure import Rule

# Steps that a reader takes for a choice of words, from fine to coarse.
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5)
_PARTS = ("low", "central", "high")
_DECIMALS = 6


def coarse(assumptions: Mapping[str, Any], rule: Rule, about: str = "") -> Mapping[str, Any]:
    """The assumptions, with each typed share of persons as a multiple of a step.

    A share of the exits tells how many they were as precisely as it is typed. A step stands for at
    least as many persons as counts are rounded to; without a number of exits it is the largest.
    The note of a share that was rounded says so. `about` names the evaluation: under a key the step
    turns at another number of exits than their rounded form does, and nobody knows at which.
    """
    step = _step(value_of(assumptions, "exits"), rule, rule.lift(f"{about} step"))
    return {
        name: _coarse_entry(entry, step) if name in SHARES else entry
        for name, entry in assumptions.items()
    }


def _coarse_entry(entry: Mapping[str, Any], step: float) -> Mapping[str, Any]:
    value, note = _rounded(entry["value"], step), entry.get("note")
    if value is entry["value"]:
        return entry
    said = f"Afgerond op een veelvoud van {100 * step:.0f}%"
    return {**entry, "value": value, "note": f"{note.rstrip('.')}. {said}" if note else said}


def _step(exits: object, rule: Rule, lift: float) -> float:
    shown = rule.shown(float(exits), lift) if isinstance(exits, int | float) else 0.0
    fine = (step for step in STEPS if shown >= rule.threshold and step * shown >= rule.rounding)
    return next(fine, STEPS[-1])


def _rounded(value: Any, step: float) -> Any:
    """A share, its range or that of a durability; counts are protected as counts."""
    if isinstance(value, Mapping):
        names = ("share", "table", *_PARTS)
        if "count" in value or "size" in value:
            return value
        return {
            key: _rounded(part, step) if key in names or not isinstance(key, str) else part
            for key, part in value.items()
        }
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(round(value / step) * step, _DECIMALS)
    return value
