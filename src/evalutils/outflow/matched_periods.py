"""Exits against a base of the same dates, where the source divides by one of other dates."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evalutils.contracts.vocabulary import TOTAL
from evalutils.counted_shares import method_of, resting_on, shares_of
from evalutils.dataset.flows import flows_of
from evalutils.outflow.caseload import number_names
from evalutils.result import Result, remainders, share_or_ratio


class Moments(NamedTuple):
    """Until when the exits of all clients were counted, and until when the base of their share.

    Attributes
    ----------
    exits, base
        Row of caseload.csv with the exits, and with the base that the source divides by.
    same
        Row of the base until the date of the exits; None when the source does not give it.
    """

    exits: int
    base: int
    same: int | None


def moments(exits: pd.DataFrame, caseload: pd.DataFrame | None) -> Moments | None:
    """Where the total of all clients and its base were counted; None when not both are dated.

    Exits that name their own period have a base of that period, and are not looked at.
    """
    totals = _total_of(exits)
    if caseload is None or len(totals) != 1 or pd.isna(totals["base"].iloc[0]):
        return None
    if totals[["period_start", "date"]].notna().any(axis=None):
        return None
    rows = caseload.reset_index(drop=True)
    ours = rows["group"].isna()
    measure = str(totals["base"].iloc[0])
    counted = _dated(
        rows, ours & rows["measure"].eq("outflow") & rows["count"].eq(totals["count"].iloc[0])
    )
    base = flows_of(caseload)[""].of(measure)
    if counted is None or len(base) != 1 or base[0].last is None:
        return None
    same_date = ours & rows["date"].eq(rows["date"].iloc[counted])
    same = _dated(rows, rows["measure"].eq(measure) & same_date)
    return Moments(counted, base[0].place, same)


def like_for_like(exits: pd.DataFrame, caseload: pd.DataFrame) -> Result:
    """Who left against the published base and the base of the same dates: a share, or a ratio.

    Those who left may be within the one base if they are within the other.

    Returns
    -------
    Result
        Two rows, with columns kind (``published``, ``same``), measure, counted_until, base_until,
        count, n, share, lower, upper (percent), ratio (per 100). No rows when the dates are equal
        or the source gives no base of the same dates.
    """
    rows = caseload.reset_index(drop=True)
    found = moments(exits, caseload)
    if found is None or found.same is None or found.same == found.base:
        return Result(_frame(rows, None, ""), counts=("count", "n"))
    names = number_names(caseload)
    return Result(
        _frame(rows, found, _within(exits)),
        counts=("count", "n"),
        balances=remainders((0, 1), "n", "count"),
        names={(row, "count"): names[found.exits] for row in (0, 1)}
        | {(row, "n"): names[place] for row, place in enumerate((found.base, found.same))},
        derive=_shares,
        key_figures=share_or_ratio("outflow.share", "n", of="_same"),
    )


def _within(exits: pd.DataFrame) -> str | None:
    """Whether everyone who left is among those of the base."""
    code = _total_of(exits)["within_base"].iloc[0]
    return code if isinstance(code, str) else None


def _total_of(exits: pd.DataFrame) -> pd.DataFrame:
    """The rows with everyone who left."""
    return exits[exits["destination"].eq(TOTAL) & exits["group"].fillna("").eq("")]


def _dated(rows: pd.DataFrame, chosen: pd.Series[bool]) -> int | None:
    """The only row that was chosen and has a date and a count."""
    places = np.flatnonzero(chosen & rows["date"].notna() & rows["count"].notna())
    return int(places[0]) if len(places) == 1 else None


def _frame(rows: pd.DataFrame, found: Moments | None, within: str | None) -> pd.DataFrame:
    places = [] if found is None or found.same is None else [found.base, found.same]
    frame = rows.iloc[places][
        ["measure", "date", "count", "qualifier", "unit", "source"]
    ].reset_index(drop=True)
    frame = frame.rename(
        columns={"date": "base_until", "count": "n", "qualifier": "qualifier_n", "unit": "unit_n"}
    )
    frame["kind"] = ["published", "same"][: len(places)]
    exits = None if found is None else rows.iloc[found.exits]
    frame["count"] = np.nan if exits is None else float(exits["count"])
    frame["qualifier_count"] = None if exits is None else exits["qualifier"]
    frame["unit_count"] = None if exits is None else exits["unit"]
    frame["within_n"] = within
    frame["counted_until"] = pd.NaT if exits is None else exits["date"]
    until = pd.to_datetime(frame["base_until"]).dt.strftime("%Y-%m-%d")
    frame["group_key"] = f"{TOTAL}:" + frame["measure"] + ":" + until
    return frame


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    found = shares_of(frame, "count", "n")
    values = {
        **found._asdict(),
        "status": resting_on("computed", found.qualifier),
        "method": method_of(found, "count / base until the same date"),
    }
    values["qualifier_share"] = values.pop("qualifier")
    # The published base stands in the table of destinations already.
    same = {
        f"{name}_same": column.where(frame["kind"] == "same") for name, column in values.items()
    }
    return frame.assign(**values, **same)
