"""Reads data/parameters: dated values that their unit allows, from a day that has come."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from evalutils.contracts.parameters import Parameter
from evalutils.contracts.yaml_files import PARAMETERS
from evalutils.dataset.faults import FaultList, quoted
from evalutils.dataset.find import shared_files
from evalutils.dataset.reading.yaml_file import file_key, read_yaml
from evalutils.dataset.reading.yaml_keys import KeyReader

THRESHOLD, ROUNDING = "disclosure_threshold", "disclosure_rounding"

# Lowest and highest value per unit, and how to write it. Wide: they catch a slip of a comma or a
# percentage in the place of a share, and no judgement is meant.
LIMITS = {
    "share_per_year": (-0.1, 0.25, "A share per year: 0.0225 for 2,25%."),
    "percent_per_year": (-50, 100, "Percent per year: 2.25 for 2,25%."),
    "percent": (0, 100, "Percentages run from 0 to 100."),
    "person": (1, 1000, "A whole number of persons."),
    "inhabitant": (1, 1_000_000, "A number of inhabitants: 40000."),
    "year": (1, 10, "A number of years: 2."),
}
# What the parameters are in that are computed with.
UNIT_OF = {
    THRESHOLD: "person",
    ROUNDING: "person",
    "discount_rate": "share_per_year",
    "discount_rate_green_book": "share_per_year",
    "consumer_price_change": "percent_per_year",
    "benefit_exit_rate": "share_per_year",
    "quality_most_missing": "percent",
    "budget_history_below": "inhabitant",
    "budget_objective_from": "inhabitant",
    "budget_history_delay": "year",
}
# A threshold of 1 hides nobody.
LOWEST = {THRESHOLD: 2}
# Below these only with a reason that readers get to see.
FLOORS = {THRESHOLD: 10, ROUNDING: 5}


def read_parameters(data_dir: Path, faults: FaultList) -> dict[str, Parameter]:
    """The parameters without a fault, by key."""
    paths = shared_files(data_dir, "parameters")
    # Without these no figure can be cleared for publication.
    for key in (THRESHOLD, ROUNDING):
        if key not in [path.stem for path in paths]:
            name = f"parameters/{key}.yaml"
            faults.add(name, "the file is missing. Copy it from the project you started from.")
    read = {path.stem: _read_parameter(path, faults) for path in paths}
    known = {key: parameter for key, parameter in read.items() if parameter is not None}
    _check_disclosure(known, faults)
    return known


def _check_disclosure(parameters: Mapping[str, Parameter], faults: FaultList) -> None:
    if THRESHOLD not in parameters or ROUNDING not in parameters:
        return
    for key, floor in FLOORS.items():
        if parameters[key].latest < floor and not parameters[key].lower_because.strip():
            problem = (
                f"{parameters[key].latest:g} is below {floor}, and more can be found out about "
                f"persons then. Choose {floor} or more, or write under lower_because why it is "
                "lower: the book prints that."
            )
            faults.add(f"parameters/{key}.yaml", problem, column="values")
    threshold, rounding = parameters[THRESHOLD].latest, parameters[ROUNDING].latest
    if rounding > threshold:
        problem = (
            f"{rounding:g} is above the threshold of {threshold:g}, so that a count could be shown "
            "as 0. Choose a rounding up to the threshold."
        )
        faults.add(f"parameters/{ROUNDING}.yaml", problem, column="values")


def _read_parameter(path: Path, faults: FaultList) -> Parameter | None:
    own = faults.of(f"parameters/{path.name}")
    key, content = file_key(path, own, "_"), read_yaml(path, own)
    if content is None:
        return None
    reader = KeyReader(own)
    read = reader.keys(content, PARAMETERS.keys)
    if own.found:
        return None
    if problem := _unit_problem(key, read["unit"]):
        reader.add(problem, "unit")
        return None
    values = {day: float(value) for day, value in read["values"].items()}
    if problem := _dated_problem(key, read["unit"], values, date.today()):
        reader.add(problem, "values")
        return None
    reference = read["reference"]
    return Parameter(
        key,
        read["description"],
        read["unit"],
        values,
        reference["title"],
        reference["href"],
        reference["source"] or "",
        read["lower_because"] or "",
    )


def _unit_problem(key: str, unit: str) -> str:
    """What is wrong with the unit of a parameter that is computed with."""
    wanted = UNIT_OF.get(key, unit)
    if unit == wanted:
        return ""
    return f"{quoted(unit)} is not the unit of this parameter. Write {wanted}, and values in it."


def _dated_problem(key: str, unit: str, values: Mapping[date, float], today: date) -> str:
    """What is wrong with the values of a parameter, empty when nothing is.

    A unit that is not in `LIMITS` allows every number.
    """
    low, high, hint = LIMITS.get(unit, (-math.inf, math.inf, ""))
    low = LOWEST.get(key, low)
    for day, value in values.items():
        if not low <= value <= high:
            limits = f"from {low:g} to {high:g} in unit '{unit}'"
            return f"{value:g} on {day} is no value {limits}. {hint}"
        if unit == "person" and value != int(value):
            return f"{value:g} on {day} is not whole. {hint}"
        if day > today:
            return f"{day} is after today. Add the value when it is in force."
    return ""
