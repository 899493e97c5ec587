"""Where the clients went, as counts and as shares of a stated base."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.frames import rows
from evalutils.keys import told_apart
from evalutils.outflow.caseload import latest, latest_place, number_names
from evalutils.result import Balance, Cell, KeyFigure, Result, Share
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
        balances=(*_sums_per_group(frame), *_sums_over_groups(frame)),
        names=_names(frame, bases, leavers),
        derive=_shares,
        key_figures=_KEY_FIGURES,
    )


_KEY_FIGURES = (
    KeyFigure("outflow.count", "count", "person", "as published", status="published"),
    KeyFigure(
        "outflow.share",
        "share",
        "percent",
        "column:method",
        lower="lower",
        upper="upper",
        n="n",
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


def _sums_per_group(frame: pd.DataFrame) -> list[Balance]:
    """The destinations of a group are parts of everyone who left it."""
    balances = []
    for _, rows_of_group in frame[frame["destination"] != TOTAL].groupby("group"):
        parts = rows_of_group.drop_duplicates("destination").index
        whole = (int(parts[0]), "leavers")
        balances.append(Balance((whole,), tuple((int(part), "count") for part in parts)))
    return balances


def _sums_over_groups(frame: pd.DataFrame) -> list[Balance]:
    """The groups that do not overlap are parts of all clients, per destination."""
    balances = []
    for _, part in frame[~frame["overlapping"]].groupby("destination"):
        rows_of_all = part.index[part["group"] == ""]
        groups = part[part["group"] != ""].drop_duplicates("group").index
        if len(rows_of_all) and len(groups):
            whole = (int(rows_of_all[0]), "count")
            balances.append(Balance((whole,), tuple((int(row), "count") for row in groups)))
    return balances


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.copy()
    count, base = frame["count"].astype("float64"), frame["n"].astype("float64")
    interval = percent_interval(count, base)
    computed = ~np.isnan(interval.estimate)
    # A printed share only stands in for a count or base that the source does not give.
    printed = frame["published_share"].where(count.isna() | base.isna())
    frame["share"] = np.where(computed, interval.estimate, printed)
    frame["lower"], frame["upper"] = interval.lower, interval.upper
    frame["method"] = np.where(computed, "count / base, Wilson interval", "as published")
    frame["status"] = np.where(computed, "computed", "published")
    return frame
