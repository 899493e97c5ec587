"""Bounds on movement for a report: from its distributions, with known and unknown rungs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from evalutils.ladder.standings import (
    UNKNOWN,
    change_keys,
    distribution,
    half_units,
    in_moment_order,
    measured_moments,
    with_shares,
)
from evalutils.result import KeyFigure, Result
from evalutils.statistics.movement_bounds import Movement, Standing, movement

KNOWN, ALL_CLIENTS = "known", "all"
EXACT, ROUNDED, RESCALED = "exact", "rounded", "rescaled"
_METHOD = "sharp bounds from the two distributions"
# Per way in which the distributions are known what the bounds reckon with.
METHODS = {
    EXACT: _METHOD,
    ROUNDED: f"{_METHOD}, over all that round to them",
    RESCALED: f"{_METHOD}, rescaled to 100 percent",
}


def movement_bounds(ladder: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """What the distributions alone allow on the share that rises and falls since `current`.

    The bounds hold for all distributions that round to the printed ones. Where the shares of a
    moment are together so far from 100 that none does, both are rescaled to 100, without room for
    rounding. Group `known` is the clients with a known rung at both moments, whoever of the others
    they were; in group `all` an unknown rung may be any rung. There are no bounds with a moment
    that lacks a share on some rung, or when the count on a rung is hidden.

    Returns
    -------
    Result
        Columns moment, group, up_min, up_max, down_min, down_max, moved_min (percent), and made:
        `exact`, `rounded` or `rescaled`, how the distributions are known. Indicators
        ``ladder.share_up_min`` and so on, grouped by `known` and `all`, preceded by the moment
        for another moment than the main one.
    """
    everything = distribution(ladder, rungs)
    complete = measured_moments(ladder, rungs)
    usable = complete if "current" in complete else []
    names = ("share_up_min", "share_up_max", "share_down_min", "share_down_max", "share_moved_min")
    return replace(
        everything,
        derive=partial(_bounds, moments=usable),
        key_figures=tuple(
            KeyFigure(f"ladder.{name}", name.removeprefix("share_"), "percent", "column:method")
            for name in names
        ),
    )


_COLUMNS = ("moment", "group", "up_min", "up_max", "down_min", "down_max", "moved_min")


def _bounds(frame: pd.DataFrame, moments: Sequence[str]) -> pd.DataFrame:
    rows = list(_rows(with_shares(frame[frame["moment"].isin(moments)])))
    table = in_moment_order(pd.DataFrame(rows, columns=[*_COLUMNS, "made", "source"]))
    main = change_keys(table["moment"])
    table["group_key"] = table["group"].where(main == "", main + ":" + table["group"])
    return table.assign(status="computed", method=table["made"].map(METHODS))


def _rows(shares: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    parts = dict(iter(shares.groupby("moment", sort=False)))
    if "current" not in parts:
        return
    current = parts.pop("current")
    for moment, part in parts.items():
        made, start, end = _standings(current, part)
        left_out = {rung for item in (current, part) for rung in _left_out(item)}
        for group in (KNOWN, ALL_CLIENTS):
            # Of the clients with a known rung bounds hold however many others there are.
            hidden = left_out if group == ALL_CLIENTS else left_out - {UNKNOWN}
            found = [np.nan] * 5
            if not hidden:
                found = _percents(movement(start, end, everyone=group == ALL_CLIENTS))
            yield (moment, group, *found, made, part["source"].iloc[0])


def _left_out(part: pd.DataFrame) -> set[str]:
    """The rungs whose number was left out."""
    return set(part.loc[_numbers(part).isna(), "rung"])


def _counted(part: pd.DataFrame) -> bool:
    """Whether every known rung has a count."""
    return bool(part.loc[part["rung"] != UNKNOWN, "complete"].all())


def _numbers(part: pd.DataFrame) -> pd.Series[float]:
    return part["count" if _counted(part) else "share"].astype("float64")


def _standings(start: pd.DataFrame, end: pd.DataFrame) -> tuple[str, Standing, Standing]:
    """How the two distributions are known, and the least and the most on each rung."""
    made = [_standing(part, rounded=True) for part in (start, end)]
    if not all(standing.possible() for standing in made):
        return RESCALED, _standing(start, rounded=False), _standing(end, rounded=False)
    exact = all(np.array_equal(standing.low, standing.high) for standing in made)
    return EXACT if exact else ROUNDED, made[0], made[1]


def _standing(part: pd.DataFrame, *, rounded: bool) -> Standing:
    """Of counts what they may have been rounded from, of printed shares too."""
    counted, numbers = _counted(part), _numbers(part)
    room = (part["margin"] if counted else half_units(part)) * rounded
    # Of a number that was left out no more is known than what it is below.
    limit = (part["hidden_count"].astype("float64") - 1).fillna(np.inf)
    rungs = [*part.loc[part["rung"] != UNKNOWN, "rung"], UNKNOWN]
    low, high = (
        pd.Series(ends.to_numpy(), part["rung"]).reindex(rungs, fill_value=0.0).to_numpy()
        for ends in ((numbers - room).clip(lower=0.0).fillna(0.0), (numbers + room).fillna(limit))
    )
    return Standing(low, high, 100.0 if rounded and not counted else None)


def _percents(found: Movement) -> list[float]:
    return [100 * share for share in (*found.up, *found.down, found.moved_min)]
