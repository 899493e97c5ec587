"""Bounds on movement for a report: from its distributions, with known and unknown rungs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.ladder.standings import (
    UNKNOWN,
    change_keys,
    distribution,
    in_moment_order,
    measured_moments,
    with_shares,
)
from evalutils.result import KeyFigure, Result
from evalutils.statistics.movement_bounds import fall_bounds, minimum_movers, rise_bounds

Floats = npt.NDArray[np.float64]
KNOWN, ALL_CLIENTS = "known", "all"
METHOD = "sharp bounds from the two distributions"


class Movement(NamedTuple):
    """Bounds in fractions: who rose, who fell, and who must have moved at the least."""

    up: tuple[float, float]
    down: tuple[float, float]
    moved_min: float


def movement(
    current: npt.ArrayLike, later: npt.ArrayLike, unknown: tuple[float, float] = (0, 0)
) -> Movement:
    """Bounds on movement when some clients may stand on any rung.

    The unknown clients are put where they make the fewest, or the most, clients rise or fall.

    Parameters
    ----------
    current, later : array_like, shape (rungs,)
        Clients per known rung, low to high. Together with the unknown ones each is divided by its
        own total.
    unknown
        Clients on an unknown rung at the two moments, on the same scales.

    Raises
    ------
    ValueError
        As `rise_bounds`.
    """
    start, end = np.asarray(current, np.float64), np.asarray(later, np.float64)
    low_start, high_start = _with(start, unknown[0], 0), _with(start, unknown[0], -1)
    low_end, high_end = _with(end, unknown[1], 0), _with(end, unknown[1], -1)
    up = rise_bounds(high_start, low_end)[0], rise_bounds(low_start, high_end)[1]
    down = fall_bounds(low_start, high_end)[0], fall_bounds(high_start, low_end)[1]
    if not any(unknown):
        return Movement(up, down, minimum_movers(start, end))
    shares = start / (start.sum() + unknown[0]), end / (end.sum() + unknown[1])
    surplus = float(np.clip(shares[0] - shares[1], 0, None).sum())
    moved = max(0.0, surplus - unknown[1] / (end.sum() + unknown[1]))
    return Movement(up, down, round(moved, 12))


def _with(counts: Floats, extra: float, place: int) -> Floats:
    filled = counts.copy()
    filled[place] += extra
    return filled


def movement_bounds(ladder: pd.DataFrame, rungs: Sequence[int]) -> Result:
    """What the distributions alone allow on the share that rises and falls since `current`.

    Group `known` is about clients with a known rung at both moments, as far as the two
    distributions describe the same clients; in group `all` an unknown rung may be any rung. There
    are no bounds with a moment that lacks a share on some rung, or when a count is hidden.

    Returns
    -------
    Result
        Columns moment, group, up_min, up_max, down_min, down_max, moved_min (percent). Indicators
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
            KeyFigure(f"ladder.{name}", name.removeprefix("share_"), "percent", METHOD)
            for name in names
        ),
    )


def _bounds(frame: pd.DataFrame, moments: Sequence[str]) -> pd.DataFrame:
    frame = frame[frame["moment"].isin(moments)]
    columns = ["moment", "group", "up_min", "up_max", "down_min", "down_max", "moved_min", "source"]
    table = in_moment_order(pd.DataFrame(list(_rows(with_shares(frame))), columns=columns))
    main = change_keys(table["moment"])
    table["group_key"] = table["group"].where(main == "", main + ":" + table["group"])
    return table.assign(status="computed")


def _rows(shares: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    parts = dict(iter(shares.groupby("moment", sort=False)))
    if "current" not in parts:
        return
    start, unknown_start = _split(parts.pop("current"))
    for moment, part in parts.items():
        end, unknown_end = _split(part)
        for group in (KNOWN, ALL_CLIENTS):
            unknown = (unknown_start, unknown_end) if group == ALL_CLIENTS else (0.0, 0.0)
            hidden = not np.isfinite([*start, *end, *unknown]).all()
            empty = hidden or start.sum() == 0 or end.sum() == 0
            found = [np.nan] * 5 if empty else _percents(movement(start, end, unknown))
            yield (moment, group, *found, part["source"].iloc[0])


def _split(part: pd.DataFrame) -> tuple[Floats, float]:
    known = part.loc[part["rung"] != UNKNOWN, "share"].to_numpy(dtype=np.float64)
    unknown = part.loc[part["rung"] == UNKNOWN, "share"].to_numpy(dtype=np.float64)
    return known, float(unknown.sum())


def _percents(found: Movement) -> list[float]:
    return [100 * share for share in (*found.up, *found.down, found.moved_min)]
