"""Figures of municipalities that merged, added up where all parts are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evalutils.dataset.library import Library
from evalutils.dataset.mergers import made_of
from evalutils.frames import rows as each_row
from evalutils.report.figure_rows import PLACES, together
from evalutils.statistics.proportions import percent_interval

METHOD = "sum of the municipalities that merged"


@dataclass(frozen=True)
class Moment:
    """One period of a series, or one cohort."""

    key: str  # name of the folder of a period, text of a cohort
    label: str
    first: date
    last: date


def with_sums(points: pd.DataFrame, moments: Sequence[Moment], library: Library) -> pd.DataFrame:
    """The points of series, with in the place of parts that merged what they were together.

    A figure of a municipality of the last period, named in its group, has a value in an earlier
    one where every municipality that it was made of has that figure, and none of them was split.

    Parameters
    ----------
    points
        Columns of `series_points.POINT`, figure and place (of the period, from 0).
    moments
        The periods.
    library
        The shared files.
    """
    if points.empty or not library.mergers:
        return points
    now = [*each_row(points[points["place"].eq(points["place"].max())])]
    places = _Places(moments, library)
    added, spent = [], set()
    for place in range(len(moments) - 1):
        earlier = {row.figure: row for row in each_row(points[points["place"].eq(place)])}
        for row in now:
            wanted = places.parts(row, place)
            if wanted and all(name in earlier for name in wanted):
                whole = _together([earlier[name] for name in wanted])
                added.append(whole | {"figure": row.figure, "group": row.group, "place": place})
                spent |= {(place, name) for name in wanted}
    if not added:
        return points
    gone = [key in spent for key in zip(points["place"], points["figure"], strict=True)]
    return pd.concat([points[[not one for one in gone]], pd.DataFrame(added)], ignore_index=True)


class _Places:
    """The municipalities of the last period, and what each was made of; found out once."""

    def __init__(self, moments: Sequence[Moment], library: Library) -> None:
        self._moments, self._mergers = moments, tuple(library.mergers)
        self._known = tuple(library.municipalities)
        last = moments[-1]
        self._codes = {
            item.name: item.code for item in self._known if item.existed(last.first, last.last)
        }
        self._made: dict[tuple[str, int], list[str]] = {}

    def parts(self, row: Any, place: int) -> list[str]:
        """The figures of the municipalities that the one in a group was made of.

        None when there is none in it, or it was one already.
        """
        group = row.group.split(":")
        at = next((at for at, name in enumerate(group) if name in self._codes), None)
        if at is None:
            return []
        start = row.figure.removesuffix(row.group)
        return [
            start + ":".join([*group[:at], name, *group[at + 1 :]])
            for name in self._names(group[at], place)
        ]

    def _names(self, name: str, place: int) -> list[str]:
        if (name, place) not in self._made:
            code, days = self._codes[name], (self._moments[place].last, self._moments[-1].last)
            made = made_of(self._mergers, self._known, code, *days)
            same = made <= {code}
            names = [] if same else [item.name for item in self._known if item.code in made]
            self._made[name, place] = names
        return self._made[name, place]


def _together(found: Iterable[Any]) -> dict[str, Any]:
    """One figure of several places: numbers add up, and shares weigh by their base."""
    frame = pd.DataFrame([row._asdict() for row in found])
    whole = {str(name): value for name, value in frame.iloc[0].drop("Index").items()}
    every = {"method": METHOD, "lower": float("nan"), "upper": float("nan")}
    every |= together(frame[list(PLACES)].to_dict("records"))
    base = frame["n"].sum(min_count=len(frame))
    if whole["unit"] not in ("percent", "per_100"):
        return {**whole, **every, "n": base, "value": frame["value"].sum()}
    count = (frame["value"] * frame["n"]).sum(min_count=len(frame)) / 100
    every |= {"n": base, "value": 100 * count / base}
    if whole["unit"] == "percent" and frame["lower"].notna().all():
        bounds = percent_interval([count], [base])
        every |= {"lower": float(bounds.lower[0]), "upper": float(bounds.upper[0])}
    return {**whole, **every}
