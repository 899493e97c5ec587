"""Figures of municipalities that merged, added up where all parts are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evalutils.contracts.units import UNITS
from evalutils.dataset.library import Library
from evalutils.dataset.mergers import border_days, made_of
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

    Returns
    -------
    DataFrame
        The points, with column borders: what differs between periods in which the municipality of
        a figure had other borders; empty without one.
    """
    places = _Places(moments, library)
    points = points.assign(
        borders=[places.borders(*one) for one in zip(points["group"], points["place"], strict=True)]
    )
    if points.empty or not library.mergers:
        return points
    now = {row.figure: row for row in each_row(points[points["place"].eq(len(moments) - 1)])}
    added, spent = [], set()
    for place in range(len(moments) - 1):
        earlier = {row.figure: row for row in each_row(points[points["place"].eq(place)])}
        for row in now.values():
            wanted = places.parts(row, place)
            # Where a source still has a part apart, the others are what they were too.
            if any(name in now for name in wanted if name != row.figure):
                continue
            if wanted and all(name in earlier for name in wanted):
                whole = _together([earlier[name] for name in wanted])
                if pd.isna(whole["value"]):
                    continue
                told = {"figure": row.figure, "group": row.group, "borders": row.borders}
                added.append(whole | told | {"place": place})
                spent |= {(place, name) for name in wanted}
    if not added:
        return points
    gone = [key in spent for key in zip(points["place"], points["figure"], strict=True)]
    return pd.concat([points[[not one for one in gone]], pd.DataFrame(added)], ignore_index=True)


class _Places:
    """The municipalities of each period, and what those of the last were made of."""

    def __init__(self, moments: Sequence[Moment], library: Library) -> None:
        self._moments, self._mergers = moments, tuple(library.mergers)
        self._known = tuple(library.municipalities)
        self._codes = [
            {item.name: item.code for item in self._known if item.existed(one.first, one.last)}
            for one in moments
        ]
        self._made: dict[tuple[str, int], list[str]] = {}
        self._borders: dict[tuple[str, int], str] = {}

    def borders(self, group: str, place: int) -> str:
        """What changes with the borders of the municipality in a group; empty without one."""
        name = next((part for part in group.split(":") if part in self._codes[place]), "")
        if name and (name, place) not in self._borders:
            code, days = self._codes[place][name], (self._moments[place].last, self._last.last)
            still = len(border_days(self._mergers, code, *days))
            self._borders[name, place] = f"{code} before {still} changes"
        return self._borders.get((name, place), "")

    @property
    def _last(self) -> Moment:
        return self._moments[-1]

    def parts(self, row: Any, place: int) -> list[str]:
        """The figures of the municipalities that the one in a group was made of.

        None when there is none in it, or it was one already.
        """
        group = row.group.split(":")
        at = next((at for at, name in enumerate(group) if name in self._codes[-1]), None)
        if at is None:
            return []
        start = row.figure.removesuffix(row.group)
        return [
            start + ":".join([*group[:at], name, *group[at + 1 :]])
            for name in self._names(group[at], place)
        ]

    def _names(self, name: str, place: int) -> list[str]:
        if (name, place) not in self._made:
            code, days = self._codes[-1][name], (self._moments[place].last, self._last.last)
            made = made_of(self._mergers, self._known, code, *days)
            same = made <= {code}
            names = [] if same else [item.name for item in self._known if item.code in made]
            self._made[name, place] = names
        return self._made[name, place]


def _together(found: Iterable[Any]) -> dict[str, Any]:
    """One figure of several places: numbers add up, and shares weigh by their base.

    Without a value where neither is so: a median of two places is no sum of theirs.
    """
    frame = pd.DataFrame([row._asdict() for row in found])
    whole = {str(name): value for name, value in frame.iloc[0].drop("Index").items()}
    every = {"method": METHOD, "lower": float("nan"), "upper": float("nan")}
    every |= together(frame[list(PLACES)].to_dict("records"))
    base = frame["n"].sum(min_count=len(frame))
    if whole["unit"] not in ("percent", "per_100"):
        unit = UNITS[str(whole["unit"])]
        adds_up = unit.adds_up or unit.measures == "money"
        value = frame["value"].sum() if adds_up else float("nan")
        return {**whole, **every, "n": base, "value": value}
    count = (frame["value"] * frame["n"]).sum(min_count=len(frame)) / 100
    every |= {"n": base, "value": 100 * count / base}
    if whole["unit"] == "percent" and frame["lower"].notna().all():
        bounds = percent_interval([count], [base])
        every |= {"lower": float(bounds.lower[0]), "upper": float(bounds.upper[0])}
    return {**whole, **every}
