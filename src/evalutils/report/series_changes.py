"""The change between the points of a series, and where the series breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.contracts.breaks import (
    BETTER,
    BORDER,
    LENGTH,
    METHOD,
    OVERLAP,
    UNCLEAR,
    UNDECLARED,
    WORSE,
    touches,
)
from evalutils.dataset.evaluation import Comparable
from evalutils.report.merged_places import METHOD as MERGED
from evalutils.report.merged_places import Moment
from evalutils.statistics.estimate_change import change
from evalutils.statistics.proportions import Interval

_BOUNDS = ("value", "lower", "upper")


# Periods of which the one is so much longer are not equally long; a leap day makes less.
_LONGER = 1.05


class Link(NamedTuple):
    """What lies between two moments that follow each other."""

    declared: Comparable | None  # what evaluation.yaml says of it
    alike: bool = True  # whether they are equally long
    apart: bool = True  # whether they share no day

    @classmethod
    def between(cls, declared: Comparable | None, before: Moment, after: Moment) -> Link:
        """The link between two periods."""
        days = [(one.last - one.first).days + 1 for one in (before, after)]
        apart = before.last < after.first
        return cls(declared, max(days) <= _LONGER * min(days), apart)

    @property
    def same_clients(self) -> bool:
        """Whether they share people; unknown counts as so."""
        return self.declared is None or self.declared.clients == "same"


def with_changes(points: pd.DataFrame, links: Sequence[Link]) -> pd.DataFrame:
    """The points with the change since the moment before, where they are one series.

    Parameters
    ----------
    points
        As `series_points.points_of_periods` gives them.
    links
        Between every moment and the next.

    Returns
    -------
    DataFrame
        The points, with columns change, change_lower, change_upper (in the unit of the figure; of
        shares in percentage points), broken (why there is none: a key of
        `BREAKS`; empty otherwise) and verdict (of `VERDICTS`; empty for a figure of which more is
        neither better nor worse, and for a first point).
    """
    before = points.groupby("figure", sort=False)[[*_BOUNDS, "place", "method", "borders"]].shift()
    following = before["place"].eq(points["place"] - 1)
    pairs = zip(
        *(points[name] for name in ("place", "indicator", "method", "borders")),
        *(before[name] for name in ("method", "borders")),
        following,
        strict=True,
    )
    broken = [
        _broken(links[int(place) - 1], indicator, (earlier, method), (had, has)) if known else ""
        for place, indicator, method, has, earlier, had, known in pairs
    ]
    whole = following & pd.Series(broken, index=points.index).eq("")
    same = [place > 0 and links[int(place) - 1].same_clients for place in points["place"]]
    earlier, later = (
        Interval(*(frame[name].where(whole).to_numpy(np.float64) for name in _BOUNDS))
        for frame in (before, points)
    )
    changed = change(earlier, later, np.where(same, -1.0, 0.0))
    frame = points.assign(
        broken=broken,
        change=changed.estimate,
        change_lower=changed.lower,
        change_upper=changed.upper,
    )
    return frame.assign(verdict=_verdicts(frame, following))


def _broken(link: Link, indicator: str, methods: tuple[str, str], borders: tuple[str, str]) -> str:
    earlier, method = methods
    if link.declared is None:
        return UNDECLARED if link.apart else OVERLAP
    changes = (*link.declared.changed, *([] if link.alike else [LENGTH]))
    changed = [item for item in changes if touches(item, indicator, method)]
    if changed:
        return changed[0]
    if borders[0] != borders[1]:
        return BORDER
    return METHOD if method != earlier and MERGED not in (method, earlier) else ""


def _verdicts(frame: pd.DataFrame, following: pd.Series[bool]) -> np.ndarray:
    """Better or worse where the whole interval of the change is on one side of 0."""
    up = frame["change_lower"] > 0
    down = frame["change_upper"] < 0
    sign = np.where(up, 1, np.where(down, -1, 0)) * frame["direction"].to_numpy()
    judged = following & frame["direction"].ne(0)
    return np.select([~judged, sign > 0, sign < 0], ["", BETTER, WORSE], default=UNCLEAR)
