"""Where the clients went, as counts and as shares of a stated base."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.contracts.qualifiers import EXACT, known
from evalutils.dataset.nesting import Nesting
from evalutils.frames import rows
from evalutils.keys import told_apart
from evalutils.outflow.caseload import latest, latest_place, number_names
from evalutils.outflow.counted_shares import precision, resting_on, unit_of, with_shares
from evalutils.outflow.nested_groups import NOT_NESTED, sums_over_groups, with_groups
from evalutils.result import Cell, KeyFigure, Result, Share, ranged, sums

TOTAL = "total"
GROUP_TOTAL = "group_total"
_COLUMNS = ("destination", "group", "count", "share", "base", "overlapping")


def destinations(
    exits: pd.DataFrame, caseload: pd.DataFrame | None, nesting: Nesting = NOT_NESTED
) -> Result:
    """Exits per destination with a Wilson interval for the share.

    The base of a share is the measure that the row names. A row that names none takes the total
    of its group; for all clients together that is the outflow of caseload.csv when there is no
    total row. Groups are never added up.

    Parameters
    ----------
    exits
        Table ``exits`` of the contract.
    caseload
        Table ``caseload``, when there is one.
    nesting
        Which group is part of which.

    Returns
    -------
    Result
        Columns destination, group, part_of, count, base (name), n, share, lower, upper (percent),
        published_share, overlapping, leavers (everyone of the group who left), and how precise
        the count, the base and the share are (``qualifier_count`` and so on). A count above its
        base has no share, and a bound has no interval.
    """
    frame = exits[[*_COLUMNS, "qualifier", "unit", "source"]]
    renamed = {"share": "published_share", "qualifier": "qualifier_count", "unit": "unit_count"}
    frame = frame.rename(columns=renamed)
    frame = frame.reset_index(drop=True)
    frame = with_groups(frame, nesting)
    frame["overlapping"] = frame["overlapping"].fillna(False).astype(bool)
    leavers = {group: _leavers(frame, group, caseload) for group in frame["group"].unique()}
    bases = [_base(row, leavers[row.group], caseload) for row in rows(frame)]
    frame["base"] = [base.name for base in bases]
    frame["n"] = pd.Series([base.number for base in bases], dtype="float64")
    frame["leavers"] = frame["group"].map({group: base.number for group, base in leavers.items()})
    frame["qualifier_n"] = [base.qualifier for base in bases]
    frame["unit_n"] = [base.unit for base in bases]
    frame["unit_leavers"] = [leavers[group].unit for group in frame["group"]]
    frame["unit"] = unit_of(frame, "count").replace("", "person")
    frame["qualifier_leavers"] = [leavers[group].qualifier for group in frame["group"]]
    frame["group_key"] = _group_keys(frame)
    frame["status_count"] = resting_on("published", precision(frame, "count"))
    return Result(
        frame,
        counts=("count", "n", "leavers"),
        shares=(Share("published_share", "count", ("n",)),),
        balances=(
            *sums(_once(frame, frame["destination"] != TOTAL), "group", "leavers", "count"),
            *sums_over_groups(frame[~frame["overlapping"]], ["destination"], "count", nesting),
        ),
        names=_names(frame, bases, leavers),
        derive=partial(
            with_shares, count="count", base="n", method="count / base, Wilson interval"
        ),
        key_figures=(
            KeyFigure(
                "outflow.count",
                "count",
                "column:unit",
                "as published",
                status="column:status_count",
            ),
            ranged("outflow.share", "share", "percent", "column:method", "n"),
        ),
    )


class _Base(NamedTuple):
    """What a share is a share of: a name, the number, and its name where caseload.csv has it."""

    name: str
    number: float
    known_as: str | None = None
    qualifier: str = EXACT
    unit: str = ""


NO_BASE = _Base("", np.nan)


def _leavers(frame: pd.DataFrame, group: str, caseload: pd.DataFrame | None) -> _Base:
    """Everyone of a group who left."""
    chosen = frame[(frame["group"] == group) & (frame["destination"] == TOTAL)]
    totals = chosen[chosen["count"].notna()]
    outflow = _measured(caseload, "outflow") if group == "" else NO_BASE
    if len(totals):
        total, code = float(totals["count"].iloc[0]), str(precision(totals, "count").iloc[0])
        known_as = outflow.known_as if total == outflow.number else None
        return _Base(GROUP_TOTAL, total, known_as, code, unit_of(totals, "count").iloc[0])
    return NO_BASE if np.isnan(outflow.number) else outflow


def _base(row: object, leavers: _Base, caseload: pd.DataFrame | None) -> _Base:
    measure = getattr(row, "base", None)
    if isinstance(measure, str) and caseload is not None:
        return _measured(caseload, measure)
    return NO_BASE if getattr(row, "destination", None) == TOTAL else leavers


def _group_keys(frame: pd.DataFrame) -> pd.Series[str]:
    """Destination and group, with the base where a destination stands there twice."""
    separator = np.where(frame["group"] == "", "", ":")
    keys = frame["destination"] + separator + frame["group"]
    keys = keys.where(~keys.duplicated(keep=False), keys + ":" + frame["base"])
    return pd.Series(told_apart(keys, ":"), index=keys.index, dtype="str")


def _measured(caseload: pd.DataFrame | None, measure: str) -> _Base:
    """The number of a measure of caseload.csv on its latest date."""
    place = None if caseload is None else latest_place(caseload, measure)
    if caseload is None or place is None:
        return _Base(measure, np.nan)
    code = known(caseload["qualifier"].iloc[place])
    unit = caseload["unit"].astype("object").fillna("").iloc[place]
    return _Base(measure, latest(caseload, measure), number_names(caseload)[place], code, unit)


def _names(frame: pd.DataFrame, bases: list[_Base], leavers: dict[str, _Base]) -> dict[Cell, str]:
    """What the number in each cell is: a destination or the total of a group, or a base."""
    found = {}
    counts = frame["count"].astype("float64")
    for row, base, count in zip(rows(frame), bases, counts, strict=True):
        leaving = leavers[row.group]
        is_total = row.destination == TOTAL and count == leaving.number
        own = leaving if is_total else _Base(row.destination, count)
        for column, item in (("count", own), ("n", base), ("leavers", leaving)):
            name = TOTAL if item.name == GROUP_TOTAL else item.name
            found[row.Index, column] = item.known_as or exits_name(name, row.group)
    return found


def exits_name(destination: str, group: str = "") -> str:
    """The name of the number of exits to a destination."""
    return f"exits.{destination}:{group}" if group else f"exits.{destination}"


def _once(frame: pd.DataFrame, chosen: pd.Series[bool]) -> pd.DataFrame:
    """The rows that were chosen, each destination of a group once."""
    return frame[chosen].drop_duplicates(["destination", "group"])
