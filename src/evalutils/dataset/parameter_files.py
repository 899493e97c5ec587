"""Reads data/parameters: dated values that their unit allows, from a day that has come."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts.parameters import Parameter
from evalutils.dataset.faults import FaultList
from evalutils.dataset.find import shared_files
from evalutils.dataset.reading.yaml_file import (
    as_text,
    check_text,
    check_texts,
    file_key,
    read_yaml,
)

THRESHOLD, ROUNDING = "disclosure_threshold", "disclosure_rounding"

# Lowest and highest value per unit, and how to write it. Wide: they catch a slip of a comma or a
# percentage in the place of a share, and no judgement is meant.
LIMITS = {
    "share_per_year": (-0.1, 0.25, "A share per year: 0.0225 for 2,25%."),
    "percent_per_year": (-50, 100, "Percent per year: 2.25 for 2,25%."),
    "percent": (0, 100, "Percentages run from 0 to 100."),
    "person": (1, 1000, "A whole number of persons."),
}
# A threshold of 1 hides nobody.
LOWEST = {THRESHOLD: 2}


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
    threshold, rounding = parameters[THRESHOLD].latest, parameters[ROUNDING].latest
    if rounding > threshold:
        problem = (
            f"{rounding:g} is above the threshold of {threshold:g}, so that a count could be shown "
            "as 0. Choose a rounding up to the threshold."
        )
        faults.add(f"parameters/{ROUNDING}.yaml", problem, column="values")


def _read_parameter(path: Path, faults: FaultList) -> Parameter | None:
    name = f"parameters/{path.name}"
    key, content = file_key(path, name, faults, "_"), read_yaml(path, name, faults)
    if content is None:
        return None
    values, reference = content.get("values"), content.get("reference")
    check_texts(content, ("description", "unit"), name, faults)
    fields = reference if isinstance(reference, dict) else {}
    if not as_text(fields.get("title")) or not as_text(fields.get("href")):
        problem = "write where the values come from: reference: {title: ..., href: ...}."
        faults.add(name, problem, column="reference")
    check_text(fields.get("source"), "", name, "reference.source", faults)
    if not isinstance(values, dict) or not _are_dated(values):
        problem = "write one number for each date: values: {2021-01-01: 0.0225}."
        faults.add(name, problem, column="values")
    elif problem := _dated_problem(key, as_text(content.get("unit")), values, date.today()):
        faults.add(name, problem, column="values")
    return None if faults.about(name) else _parameter(key, content)


def _are_dated(values: object) -> bool:
    return (
        isinstance(values, dict)
        and bool(values)
        and all(type(day) is date for day in values)
        and all(
            isinstance(value, int | float) and not isinstance(value, bool)
            for value in values.values()
        )
    )


def _parameter(key: str, content: Mapping[str, Any]) -> Parameter:
    values = {day: float(value) for day, value in content["values"].items()}
    reference = content["reference"]
    return Parameter(
        key,
        as_text(content["description"]),
        as_text(content["unit"]),
        values,
        as_text(reference["title"]),
        as_text(reference["href"]),
        as_text(reference.get("source")),
    )


def _dated_problem(key: str, unit: str, values: Mapping[date, float], today: date) -> str:
    """What is wrong with the values of a parameter, empty when nothing is.

    Parameters
    ----------
    key
        Name of the parameter.
    unit
        Its unit; one that is not in `LIMITS` allows every number.
    values
        Value from each day on.
    today
        No value can be in force from a later day on.
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
