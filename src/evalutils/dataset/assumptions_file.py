"""Reads and checks assumptions.yaml, the inputs of a cost-benefit analysis."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evalutils.dataset.faults import FaultList, suggestion
from evalutils.dataset.library import Library, read_yaml
from evalutils.errors import InputError

COUNTS = ("horizon_months", "participants", "exits", "lock_in_months")
SHARES = ("displacement_share", "durability")
RANGES = ("counterfactual_exit_share",)
KEYS = COUNTS + SHARES + RANGES
DETAILS = ("value", "source", "locator", "note")


def read_assumptions_file(
    path: Path, name: str, library: Library, faults: FaultList
) -> dict[str, Any]:
    """Read the assumptions of an evaluation.

    Every value may be written plainly or with where it comes from:
    ``{value: 12, source: key, locator: ..., note: ...}``.

    Parameters
    ----------
    path
        The file, which may be absent.
    name
        How messages name the file.
    library
        Known sources.
    faults
        Receives everything that is wrong.

    Returns
    -------
    dict
        Per key a mapping with ``value``, ``source``, ``locator`` and ``note``; empty when there
        is no file. Shares run from 0 to 1.
    """
    if not path.exists():
        return {}
    try:
        content = read_yaml(path)
    except InputError as error:
        faults.add(name, str(error).split(": ", 1)[-1])
        return {}
    assumptions = {}
    for key, entry in content.items():
        if key not in KEYS:
            faults.add(name, f"unknown key '{key}'. {suggestion(str(key), KEYS)}")
            continue
        detailed = _detailed(entry)
        _check_value(key, detailed["value"], name, faults)
        _check_source(key, detailed, name, library, faults)
        assumptions[key] = detailed
    return assumptions


def _detailed(entry: object) -> dict[str, Any]:
    details: Mapping[str, Any] = {"value": entry}
    if isinstance(entry, dict):
        details = entry
        if "value" not in entry:
            value = {key: item for key, item in entry.items() if key not in DETAILS}
            details = {"value": value, **{key: entry[key] for key in DETAILS if key in entry}}
    return {key: details.get(key) for key in DETAILS}


def _check_value(key: str, value: object, name: str, faults: FaultList) -> None:
    if key in RANGES:
        _check_range(key, value, name, faults)
    elif key in COUNTS and not (_is_number(value) and float(str(value)).is_integer()):
        faults.add(name, f"'{value}' is not a whole number from 0.", column=key)
    elif key in SHARES and not (_is_number(value) and float(str(value)) <= 1):
        faults.add(name, f"'{value}' is not a share from 0 to 1, e.g. 0.1 for 10%.", column=key)


def _check_range(key: str, value: object, name: str, faults: FaultList) -> None:
    parts = ("low", "central", "high")
    if not isinstance(value, dict) or set(value) != set(parts):
        faults.add(name, "write {low: ..., central: ..., high: ...}.", column=key)
        return
    numbers = [value[part] for part in parts]
    if not all(_is_number(number) and number <= 1 for number in numbers):
        faults.add(name, "low, central and high are shares from 0 to 1.", column=key)
    elif numbers != sorted(numbers):
        faults.add(name, "low, central and high must not go down.", column=key)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _check_source(
    key: str, detailed: Mapping[str, Any], name: str, library: Library, faults: FaultList
) -> None:
    source = detailed["source"]
    if source is not None and source not in library.sources:
        hint = suggestion(str(source), library.sources)
        faults.add(name, f"'{source}' is not in sources.yaml. {hint}", column=key)
