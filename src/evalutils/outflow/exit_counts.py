"""Where the clients went, as counts and as shares of a stated base."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.frames import rows
from evalutils.keys import told_apart
from evalutils.outflow.caseload import latest, latest_place, number_names
from evalutils.result import Balance, Cell, KeyFigure, Result, Share, cells, ranged, sums
from evalutils.statistics.proportions import percent_interval

TOTAL = "total"
GROUP_TOTAL = "group_total"


def destinations(exits: pd.DataFrame, caseload: pd.DataFrame | None) -> Result:
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

    Returns
    -------
    Result
        Columns destination, group, count, base (name), n, share, lower, upper (percent),
        published_share, overlapping, leavers (everyone of the group who left). A count above its
        base has no share.
    """
    frame = exits[["destination", "group", "count", "share", "base", "overlapping", "source"]]
    frame = frame.rename(columns={"share": "published_share"}).reset_index(drop=True)
    frame["group"] = frame["group"].fillna("")
    frame["overlapping"] = frame["overlapping"].fillna(False).astype(bool)
    leavers = {group: _leavers(frame, group, caseload) for group in frame["group"].unique()}
    bases = [_base(row, leavers[row.group], caseload) for row in rows(frame)]
    frame["base"] = [base.name for base in bases]
    frame["n"] = pd.Series([base.number for base in bases], dtype="float64")
    frame["leavers"] = frame["group"].map({group: base.number for group, base in leavers.items()})
    frame["group_key"] = _group_keys(frame)
    frame["status"] = "published"
    return Result(
        frame,
        counts=("count", "n", "leavers"),
        shares=(Share("published_share", "count", ("n",)),),
        balances=(
            *sums(_once(frame, frame["destination"] != TOTAL), "group", "leavers", "count"),
            *_sums_over_groups(frame),
        ),
        names=_names(frame, bases, leavers),
        derive=partial(
            with_shares, count="count", base="n", method="count / base, Wilson interval"
        ),
        key_figures=(
            KeyFigure("outflow.count", "count", "person", "as published", status="published"),
            ranged("outflow.share", "share", "percent", "column:method", "n"),
        ),
    )


class _Base(NamedTuple):
    """What a share is a share of: a name, the number, and its name where caseload.csv has it."""

    name: str
    number: float
    known_as: str | None = None


def _leavers(frame: pd.DataFrame, group: str, caseload: pd.DataFrame | None) -> _Base:
    """Everyone of a group who left."""
    chosen = frame[(frame["group"] == group) & (frame["destination"] == TOTAL)]
    totals = chosen["count"].dropna()
    outflow = latest(caseload, "outflow") if group == "" and caseload is not None else np.nan
    if len(totals):
        total = float(totals.iloc[0])
        return _Base(
            GROUP_TOTAL, total, _name_in(caseload, "outflow") if total == outflow else None
        )
    if np.isnan(outflow):
        return _Base("", np.nan)
    return _Base("outflow", outflow, _name_in(caseload, "outflow"))


def _base(row: object, leavers: _Base, caseload: pd.DataFrame | None) -> _Base:
    measure = getattr(row, "base", None)
    if isinstance(measure, str) and caseload is not None:
        return _Base(measure, latest(caseload, measure), _name_in(caseload, measure))
    return _Base("", np.nan) if getattr(row, "destination", None) == TOTAL else leavers


def _group_keys(frame: pd.DataFrame) -> pd.Series[str]:
    """Destination and group, with the base where a destination stands there twice."""
    separator = np.where(frame["group"] == "", "", ":")
    keys = frame["destination"] + separator + frame["group"]
    keys = keys.where(~keys.duplicated(keep=False), keys + ":" + frame["base"])
    return pd.Series(told_apart(keys, ":"), index=keys.index, dtype="str")


def _name_in(caseload: pd.DataFrame | None, measure: str) -> str | None:
    """The name of the number that `latest` gives."""
    place = None if caseload is None else latest_place(caseload, measure)
    return None if place is None or caseload is None else number_names(caseload)[place]


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


def _sums_over_groups(frame: pd.DataFrame) -> Iterator[Balance]:
    """The groups that do not overlap are parts of all clients, per destination."""
    for _, part in _once(frame, ~frame["overlapping"]).groupby("destination"):
        of_all = part["group"] == ""
        everyone, groups = part.index[of_all], part.index[~of_all]
        if len(everyone) and len(groups):
            yield Balance(cells(everyone, "count"), cells(groups, "count"))


def with_shares(
    frame: pd.DataFrame, count: str, base: str, method: str, *, of: str = ""
) -> pd.DataFrame:
    """Add share, lower and upper (percent), method and status of a count; all end on `of`.

    A share printed by the source, in column ``published_share`` or so, only stands in for a count
    or base that the source does not give.
    """
    counts, bases = frame[count].astype("float64"), frame[base].astype("float64")
    interval = percent_interval(counts, bases)
    computed = ~np.isnan(interval.estimate)
    printed = frame[f"published{of or '_share'}"].where(counts.isna() | bases.isna())
    found = {
        "share": np.where(computed, interval.estimate, printed),
        "lower": interval.lower,
        "upper": interval.upper,
        "method": np.where(computed, method, "as published"),
        "status": np.where(computed, "computed", "published"),
    }
    return frame.assign(**{name + of: values for name, values in found.items()})
