"""What the values of parameters/*.yaml may be: within their unit, and a disclosure rule."""

from __future__ import annotations

import math
from collections.abc import Mapping

from evalutils.contracts.parameters import Parameter
from evalutils.dataset.faults import FaultList

# Lowest and highest value, and how to write one, of the units that calculations rely on.
LIMITS = {
    "share_per_year": (0, 1, "Write 2.25% per year as 0.0225."),
    "percent": (0, 100, "Write percentages from 0 to 100."),
    "percent_per_year": (-50, 100, "Write percentages, 1.3 for 1.3% per year."),
    "person": (1, 1000, "Write a whole number of persons."),
}
THRESHOLD, ROUNDING = "disclosure_threshold", "disclosure_rounding"


def check_parameters(parameters: Mapping[str, Parameter], faults: FaultList) -> None:
    """Report values that no calculation could use.

    Parameters
    ----------
    parameters
        The files without a fault of their own, by key.
    faults
        Receives a fault per file.
    """
    sound = dict(parameters)
    for key, parameter in parameters.items():
        problems = [_problem(value, parameter) for value in parameter.values.values()]
        for problem in [problem for problem in problems if problem][:1]:
            faults.add(f"parameters/{key}.yaml", problem, column="values")
            del sound[key]
    if THRESHOLD not in sound or ROUNDING not in sound:
        return
    threshold, rounding = sound[THRESHOLD].latest, sound[ROUNDING].latest
    if rounding > threshold:
        problem = (
            f"{rounding:g} is above the threshold of {threshold:g}, so that a count could be shown "
            "as 0. Choose a rounding up to the threshold."
        )
        faults.add(f"parameters/{ROUNDING}.yaml", problem, column="values")


def _problem(value: float, parameter: Parameter) -> str:
    """What is wrong with a value; empty when nothing is."""
    if not math.isfinite(value):
        return f"{value} is not a number. Write digits."
    low, high, hint = LIMITS.get(parameter.unit, (-math.inf, math.inf, ""))
    if not low <= value <= high:
        return f"{value:g} is outside {low} to {high}, the limits of '{parameter.unit}'. {hint}"
    if parameter.unit == "person" and not value.is_integer():
        return f"{value:g} is not whole. {hint}"
    return ""
