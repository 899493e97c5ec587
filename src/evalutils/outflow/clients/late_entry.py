"""Where a curve of clients who came under observation late can begin, and where it must end.

Who began long before the period is seen from its first day only, so that early months rest on few
people or on none. An estimate multiplies over all days: one early leaver, alone at risk, would
bring it to 0 for everybody after. So a curve runs over the longest stretch in which enough people
are at risk, and is about those who were still there at its start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.outflow.clients.followed import Floats, Window, places_of
from evalutils.statistics.calendar_months import places_at

# Fewest people at risk where numbers are not protected; one of them counts for a tenth.
FEWEST_AT_RISK = 10


class Stretch(NamedTuple):
    """The part of the time since the start that a curve is about.

    Attributes
    ----------
    seen
        The spells that were still there at its start, as seen from then on.
    start
        Its first month; 0 is the start of the spells.
    months
        The months at which the curve is given; none when nobody was followed long enough.
    until
        The last place, since the start of the spells, at which enough people were at risk.
    """

    seen: pd.DataFrame
    start: int
    months: tuple[int, ...]
    until: float = np.inf


def stretch_of(seen: pd.DataFrame, window: Window) -> Stretch:
    """The stretch with the most time followed in which enough people are at risk all along.

    Without late entry it begins at the start, and who left stays in the picture: it goes on as long
    as enough people could be followed (see `followed_months`).

    References
    ----------
    Tsai, Jewell and Wang (1987). A note on the product-limit estimator under right censoring and
    left truncation. Biometrika 74, 883-886.
    """
    if not seen["entry"].any():
        could = seen["could"].to_numpy(dtype=np.float64)
        return Stretch(seen, 0, followed_months(window.months, could), _enough_until(could))
    present = at_risk_by_place(seen)
    first, last = _longest(present >= fewest_at_risk(window), present)
    starts = [month for month in (0, *window.months) if _last(month) + 1 >= first]
    if not starts or _last(starts[0]) >= last:
        return Stretch(seen.iloc[:0], 0, ())
    months = tuple(month for month in window.months if month > starts[0] and _last(month) <= last)
    return Stretch(from_month(seen, starts[0]), starts[0], months, last)


def followed_months(months: Sequence[int], could: Floats) -> tuple[int, ...]:
    """The months up to which enough people could be followed, had they stayed.

    From places up to which each could be followed. Of fewer people than a curve with late entry
    needs, all must have been followable for so long.
    """
    until = _enough_until(could)
    return tuple(month for month in months if _last(month) <= until)


def _enough_until(could: Floats) -> float:
    """The last place up to which ten people could be followed, or all when they are fewer."""
    needed = min(FEWEST_AT_RISK, len(could))
    return float(np.sort(could)[-needed]) if needed else 0.0


def fewest_at_risk(window: Window) -> int:
    """How many people a day of a curve with late entry must rest on."""
    return max(FEWEST_AT_RISK, window.fewest)


def from_month(seen: pd.DataFrame, start: int) -> pd.DataFrame:
    """The spells that were still there after so many months, as seen from then on."""
    if not start:
        return seen
    later: pd.DataFrame = seen[seen["place"] > _last(start)]
    return later.assign(entry=later["entry"].clip(lower=_last(start)))


def at_risk_by_place(seen: pd.DataFrame) -> npt.NDArray[np.int64]:
    """How many spells are under observation at each place since their start, the first first."""
    places = places_of(seen).astype(np.int64)
    begun = seen["entry"].to_numpy(dtype=np.int64)  # under observation from the next place
    length = int(places.max()) + 1
    change = np.bincount(begun, minlength=length) - np.bincount(places, minlength=length)
    return np.cumsum(change)[:-1]


def enough_throughout(seen: pd.DataFrame, start: int, month: int, window: Window) -> bool:
    """Whether enough people are at risk, or could be followed, from a month up to another."""
    if not seen["entry"].any():
        return bool(followed_months([month], seen["could"].to_numpy(dtype=np.float64)))
    present = at_risk_by_place(seen)[_last(start) : _last(month)]
    whole = len(present) == _last(month) - _last(start)
    return whole and bool((present >= fewest_at_risk(window)).all())


def since(name: str, start: int) -> str:
    """The name of a number of those who were still there after so many months."""
    return f"{name}>{start}" if start else name


def of_whom(method: str, start: int) -> str:
    """How a figure was computed, with whom it is about."""
    return f"{method}, of those still there after {start} months" if start else method


def month_keys(frame: pd.DataFrame) -> pd.Series[str]:
    """The group of a key figure at a month: ``12``, or ``after_6:12`` of who was there after 6."""
    month = frame["month"].astype("str")
    return month.where(frame["start"] == 0, after(frame) + ":" + month)


def after(frame: pd.DataFrame) -> pd.Series[str]:
    """Of whom: ``after_6``, who was still there after 6 months; empty for everybody."""
    return ("after_" + frame["start"].astype("str")).where(frame["start"] != 0, "")


def _last(month: int) -> int:
    """The place of the last day of a number of months."""
    return int(places_at(month))


def _longest(enough: npt.NDArray[np.bool_], weight: npt.NDArray[np.int64]) -> tuple[float, float]:
    """First and last place of the stretch with most weight; no place when there is none."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], enough, [False]]).astype(np.int8)))
    if not len(edges):
        return np.inf, -np.inf
    before = np.concatenate([[0], np.cumsum(weight)])
    firsts, ends = edges[::2], edges[1::2]
    best = int(np.argmax(before[ends] - before[firsts]))
    return int(firsts[best]) + 1, int(ends[best])
