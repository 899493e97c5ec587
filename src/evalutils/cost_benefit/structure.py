"""What the sources leave open about how a programme works, and the range that is taken for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

import pandas as pd

from evalutils.statistics.uncertain_inputs import Input

PART_TIME, PART_TIME_SAVING = "part_time_exit_share", "part_time_saving_share"
STAYERS, NATURAL = "stayers_cost_share", "natural_exit_rate"
# What may be open, in the order of the page, with the end that is best for the programme.
BEST = {PART_TIME_SAVING: "high", STAYERS: "low", NATURAL: "low"}
# Costs per exit that do not, or perhaps not, hold what was spent on those who stayed.
NOT_COVERED = ("leavers", "unknown")


def completed(
    assumptions: Mapping[str, Any],
    costs: pd.DataFrame,
    natural_rate: float | None,
    reference: str = "",
) -> Mapping[str, Any]:
    """The assumptions, with a range for what the tables leave open and no assumption fills in.

    Parameters
    ----------
    assumptions, costs
        As read.
    natural_rate
        Share of all people on benefit who leave it within a year; None when it is not known.
    reference
        Title of the document behind it.
    """
    found = dict(assumptions)
    covers = costs["covers"].isin(NOT_COVERED) & costs["per"].eq("exit") & costs["kind"].eq("cost")
    if covers.any():
        found.setdefault(STAYERS, _open(1.0, "van niets tot evenveel als wie uitstroomde"))
    if PART_TIME in found:
        found.setdefault(PART_TIME_SAVING, _open(1.0, "van niets tot de hele uitkering"))
    if natural_rate is not None and _monthly_gain(costs).any():
        whole = (
            "van niemand tot evenveel als van alle mensen met bijstand; deelnemers kunnen anders "
            "zijn"
        )
        found.setdefault(NATURAL, _open(natural_rate, whole, reference))
    return found


def _open(most: float, words: str, reference: str = "") -> dict[str, Any]:
    note = f"Aanname, geen bron: {words}."
    value = {"low": 0.0, "high": most}
    return {"value": value, "source": None, "locator": reference or None, "note": note}


def _monthly_gain(costs: pd.DataFrame) -> pd.Series[bool]:
    return costs["per"].eq("exit_month") & costs["kind"].eq("benefit")


class Alternative(NamedTuple):
    """One way in which a programme may work.

    Attributes
    ----------
    worst
        Names of the inputs at the end that is worst for the programme.
    values
        The value of each input that is open.
    """

    worst: tuple[str, ...]
    values: Mapping[str, float]

    @property
    def key(self) -> str:
        """The group of its key figures."""
        return "+".join(self.worst) or "best"


def alternatives(inputs: Mapping[str, Input]) -> list[Alternative]:
    """Every combination of the two ends of what is open, from the best to the worst.

    Only the best one when nothing is open.
    """
    names = [name for name in BEST if name in inputs and inputs[name].low < inputs[name].high]
    made = (_alternative(inputs, names, choice) for choice in _choices(len(names)))
    return list(made)


def _choices(count: int) -> Iterator[tuple[bool, ...]]:
    found = product((True, False), repeat=count)
    return iter(sorted(found, key=lambda choice: (sum(choice), [not one for one in choice])))


def _alternative(
    inputs: Mapping[str, Input], names: list[str], worst: tuple[bool, ...]
) -> Alternative:
    values = {
        name: inputs[name].high if (BEST[name] == "high") != bad else inputs[name].low
        for name, bad in zip(names, worst, strict=True)
    }
    return Alternative(tuple(n for n, bad in zip(names, worst, strict=True) if bad), values)
