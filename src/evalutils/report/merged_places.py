"""Figures of municipalities that merged, added up where all parts are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from evalutils.dataset.library import Library
from evalutils.dataset.mergers import made_of
from evalutils.dataset.municipalities import KnownMunicipality
from evalutils.frames import rows as each_row
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
        Columns indicator, group, value, lower, upper, n, unit, method, status, source, figure and
        place (of the period, from 0).
    moments
        The periods.
    library
        The shared files.
    """
    if points.empty or not library.mergers:
        return points
    now = points[points["place"].eq(points["place"].max())]
    places = {
        row.figure: found for row in each_row(now) if (found := _place(row, moments[-1], library))
    }
    added, spent = [], set()
    for place in range(len(moments) - 1):
        part = points[points["place"].eq(place)]
        earlier = {row.figure: row for row in each_row(part)}
        for row in each_row(now[now["figure"].isin(places)]):
            at, codes = places[row.figure]
            wanted = _parts(row, at, codes, moments[place], moments[-1], library)
            if wanted and all(name in earlier for name in wanted):
                whole = _together([earlier[name] for name in wanted])
                added.append(whole | {"figure": row.figure, "group": row.group, "place": place})
                spent |= {(place, name) for name in wanted}
    if not added:
        return points
    gone = [key in spent for key in zip(points["place"], points["figure"], strict=True)]
    return pd.concat([points[[not one for one in gone]], pd.DataFrame(added)], ignore_index=True)


def _place(row: Any, moment: Moment, library: Library) -> tuple[int, KnownMunicipality] | None:
    """Which part of the group is a municipality of that period, and which one."""
    for at, name in enumerate(row.group.split(":")):
        for item in library.municipalities:
            if item.name == name and item.existed(moment.first, moment.last):
                return at, item
    return None


def _parts(
    row: Any,
    at: int,
    whole: KnownMunicipality,
    before: Moment,
    after: Moment,
    library: Library,
) -> list[str]:
    """The figures of the municipalities that it was made of; none when it was one already."""
    known = library.municipalities
    made = made_of(library.mergers, known, whole.code, before.last, after.last)
    if made <= {whole.code}:
        return []
    names = [item.name for item in known if item.code in made]
    group = row.group.split(":")
    start = row.figure.removesuffix(row.group)
    return [start + ":".join([*group[:at], name, *group[at + 1 :]]) for name in names]


def _together(found: Iterable[Any]) -> dict[str, Any]:
    """One figure of several places: numbers add up, and shares weigh by their base."""
    frame = pd.DataFrame([row._asdict() for row in found])
    whole = {str(name): value for name, value in frame.iloc[0].drop("Index").items()}
    every = {"method": METHOD, "lower": float("nan"), "upper": float("nan")}
    base = frame["n"].sum(min_count=len(frame))
    if whole["unit"] not in ("percent", "per_100"):
        return {**whole, **every, "n": base, "value": frame["value"].sum()}
    count = (frame["value"] * frame["n"]).sum(min_count=len(frame)) / 100
    every |= {"n": base, "value": 100 * count / base}
    if whole["unit"] == "percent" and frame["lower"].notna().all():
        bounds = percent_interval([count], [base])
        every |= {"lower": float(bounds.lower[0]), "upper": float(bounds.upper[0])}
    return {**whole, **every}
