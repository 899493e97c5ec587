"""The numbers of persons among the assumptions, and how they add up for disclosure control."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evalutils.result import Balance, Result
from evalutils.statistics.uncertain_inputs import Input, counted

PERSONS = ("participants", "exits")
# Of a number of persons: the share that counts in its place once it may be shown.
ESTIMATE = "estimate"
SHARES = (
    "counterfactual_exit_share",
    "displacement_share",
    "part_time_exit_share",
    "durability",
)


def value_of(assumptions: Mapping[str, Any], name: str) -> Any:
    """The value of an assumption, None when it is not given."""
    entry = assumptions.get(name)
    return None if entry is None else entry["value"]


def share_of(assumptions: Mapping[str, Any], name: str) -> Any:
    """The value of a share; that of a durability without its month."""
    value = value_of(assumptions, name)
    return value.get("share") if name == "durability" and isinstance(value, Mapping) else value


def groups(assumptions: Mapping[str, Any]) -> dict[str, tuple[float, float]]:
    """Per share that is given as a count of a group, or rests on one: the count and the group."""
    shares = {name: share_of(assumptions, name) for name in SHARES}
    return {
        name: (float(share["count"]), float(share["of"]))
        for name, share in shares.items()
        if isinstance(share, Mapping) and "count" in share
    }


def cells_of(name: str) -> tuple[str, str]:
    """The columns that hold the count and the group of a share."""
    return f"{name}_count", f"{name}_of"


def persons(assumptions: Mapping[str, Any]) -> Result:
    """All numbers of persons in one row, which every result of the model starts from.

    Returns
    -------
    Result
        participants, exits, and per share that is a count of a group the columns of `cells_of`.
    """
    given = {name: value_of(assumptions, name) for name in PERSONS}
    row = {name: np.nan if value is None else float(value) for name, value in given.items()}
    for name, pair in groups(assumptions).items():
        row |= dict(zip(cells_of(name), pair, strict=True))
    # A balance rests on every source of the evaluation, which is what no source of its own means.
    frame = pd.DataFrame([{**row, "source": None, "status": "computed"}])
    return Result(
        frame,
        counts=tuple(row),
        balances=balances_of_persons(assumptions),
        names={(0, name): known_as for name, known_as in person_names(assumptions).items()},
    )


def person_names(assumptions: Mapping[str, Any]) -> dict[str, str]:
    """What each number of persons is, by its column in `persons`."""
    found = {name: _known_as(assumptions, name, f"persons.{name}") for name in PERSONS}
    for name, (_, of) in groups(assumptions).items():
        count, group = cells_of(name)
        # The group whose exits lasted is often all who left: hidden in one place, hidden in both.
        everyone = of == value_of(assumptions, "exits")
        own = f"persons.{count}", f"persons.{'exits' if everyone else group}"
        found |= dict(zip((count, group), _known_as(assumptions, name, own), strict=True))
    return found


def _known_as(assumptions: Mapping[str, Any], name: str, own: Any) -> Any:
    """What the numbers of an assumption are called elsewhere: hidden there, hidden here."""
    return assumptions.get(name, {}).get("known_as", own)


def as_followed(assumptions: Mapping[str, Any], participants: Any, exits: Any) -> Any:
    """The exits as many as there would be had everybody been followed, where that is estimated.

    Parameters
    ----------
    assumptions
        Content of assumptions.yaml, with entry `ESTIMATE` beside the counted exits.
    participants, exits
        Cleared numbers or columns of them; missing where one was left out.
    """
    estimate = (assumptions.get("exits") or {}).get(ESTIMATE)
    if estimate is None:
        return exits
    step = estimate["step"]
    return np.round(estimate["share"] * participants / step) * step + 0 * exits


def share_input(assumptions: Mapping[str, Any], name: str, count: float, of: float) -> Input:
    """A share that rests on a cleared count of a group: that count, or an estimate from it."""
    value = share_of(assumptions, name)
    if "size" not in value:
        return counted(name, count, of)
    known = float(value["size"]) + 0 * (count + of)
    return counted(name, float(value["share"]) * known, known)


def balances_of_persons(assumptions: Mapping[str, Any]) -> tuple[Balance, ...]:
    """Who did not leave, and who is not in the count of a group, are groups of persons as well."""
    names = person_names(assumptions)
    pairs = [PERSONS, *(cells_of(name)[::-1] for name in groups(assumptions))]
    return tuple(Balance((names[whole],), (names[part],), "remainder") for whole, part in pairs)
