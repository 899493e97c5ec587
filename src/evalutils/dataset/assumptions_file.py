"""Reads and checks assumptions.yaml, the inputs of a cost-benefit analysis."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evalutils.dataset.faults import FaultList, nearest, quoted, suggestion
from evalutils.dataset.library import Library
from evalutils.dataset.yaml_file import read_yaml

COUNTS = ("horizon_months", "participants", "exits", "lock_in_months")
SHARES = ("displacement_share", "durability")
RANGES = ("counterfactual_exit_share",)
KEYS = COUNTS + SHARES + RANGES
PROVENANCE = ("source", "locator", "note")
BOUNDS = ("low", "central", "high")


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
    if not path.exists() and not path.is_symlink():
        return {}
    content = read_yaml(path, name, faults) or {}
    assumptions = {}
    for key, entry in content.items():
        if key not in KEYS:
            faults.add(name, f"this key is unknown. {suggestion(key, KEYS)}", column=key)
            continue
        detailed = _detailed(key, entry, name, faults)
        problem = _range_problem(detailed) if key in RANGES else _problem(key, detailed["value"])
        if problem:
            faults.add(name, problem, column=key)
        _check_source(key, detailed["source"], name, library, faults)
        assumptions[key] = detailed
    return assumptions


def _detailed(key: str, entry: object, name: str, faults: FaultList) -> dict[str, Any]:
    """The value with its provenance; a range may stand beside its provenance."""
    details = dict(entry) if isinstance(entry, dict) else {"value": entry}
    if key in RANGES and "value" not in details:
        details["value"] = {bound: details.pop(bound) for bound in BOUNDS if bound in details}
    known = ("value", *PROVENANCE)
    if any(isinstance(detail, int) for detail in details):  # {low: 0,1} is {low: 0, 1: null}
        faults.add(
            name, "write decimals with a point and thousands without: 0.1, 1200.", column=key
        )
    for detail in details:
        if detail not in known and not isinstance(detail, int):
            meant = nearest(str(detail), known)
            hint = f"Did you mean '{meant}'?" if meant else f"Known are {', '.join(known)}."
            faults.add(name, f"{quoted(detail)} is unknown here. {hint}", column=key)
    return {detail: details.get(detail) for detail in known}


def _problem(key: str, value: object) -> str:
    """What is wrong with a count or share, empty when nothing is."""
    if value is None:
        return "nothing is filled in. Write a number, or remove the key when it is not known."
    if key in COUNTS:
        # 1.000 is 1 in YAML: only a number without a point is certainly meant as a count.
        fine = isinstance(value, int) and _is_number(value)
        hint = "Write digits only, without dots or quotes, e.g. 1200."
        return "" if fine else f"{quoted(value)} is not a whole number from 0. {hint}"
    return "" if _is_share(value) else f"{quoted(value)} is not a share. {_SHARE_HINT}"


_SHARE_HINT = "Shares run from 0 to 1, with a point: 0.1 for 10%."


def _range_problem(detailed: Mapping[str, Any]) -> str:
    value = detailed["value"]
    if not isinstance(value, dict) or set(value) != set(BOUNDS):
        return "write {low: 0.1, central: 0.2, high: 0.3}, with a point in each number."
    bounds = [value[bound] for bound in BOUNDS]
    if not all(map(_is_share, bounds)):
        return f"low, central and high are shares. {_SHARE_HINT}"
    if bounds != sorted(bounds):
        return "low, central and high must not go down. Put the smallest first."
    return ""


def _is_share(value: object) -> bool:
    return _is_number(value) and float(str(value)) <= 1


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _check_source(key: str, source: object, name: str, library: Library, faults: FaultList) -> None:
    if source is None or not library.sources:
        return
    if not isinstance(source, str) or source not in library.sources:
        hint = f"{suggestion(str(source), library.sources)} Otherwise add it there."
        faults.add(name, f"{quoted(source)} is not in sources.yaml. {hint}", column=key)
