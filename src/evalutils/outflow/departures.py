"""When clients who left a programme left benefit, and when they came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pandas as pd

from evalutils.dataset.benefit_spells import joined_benefits
from evalutils.dataset.library import Destination
from evalutils.outflow.followed import Window, followed

# Who left for one of these cannot come back to this benefit.
FINAL = ("deceased", "pension_age", "moved")


def departures(
    spells: pd.DataFrame,
    benefits: pd.DataFrame,
    codelist: Mapping[str, Destination],
    window: Window,
) -> pd.DataFrame:
    """Exits from the programme with the day benefit ended and the day it began again.

    Parameters
    ----------
    spells, benefits
        Client tables of the contract. Benefit that goes on the day after it ended never ended.
    codelist
        Destinations with the kind that each belongs to.
    window
        The period in which clients were followed.

    Returns
    -------
    DataFrame
        A row per exit, in the order of `spells` and with its index: client_id, destination, kind,
        exit (last day on the programme), departure (last day on the programme or on the benefit
        that ran on after it; missing while that benefit goes on), followed (days from the
        departure to the end of the window), back (days from the departure to the next benefit;
        missing when there was none). Of several exits before one departure only the last has it.
    """
    seen = followed(spells, window)
    exits = seen.loc[seen["left"], ["client_id", "destination", "end"]].rename(
        columns={"end": "exit"}
    )
    groupings = {code: item.grouping for code, item in codelist.items()}
    exits["client_id"] = exits["client_id"].astype("str")
    exits["kind"] = exits["destination"].map(groupings).fillna("unknown")
    joined = joined_benefits(benefits).astype({"client_id": "str"})
    last = pd.Timestamp(window.end)
    running = _latest_before(exits, "exit", joined)
    on_benefit = (running >= exits["exit"]).fillna(False)
    exits["departure"] = exits["exit"].where(~on_benefit, running)
    exits["departure"] = exits["departure"].where(exits["departure"] <= last)
    later = exits.sort_values("exit", kind="stable").duplicated(
        ["client_id", "departure"], keep="last"
    )
    exits["departure"] = exits["departure"].where(~later)
    exits["followed"] = (last - exits["departure"]).dt.days
    back = _next_after(exits, "departure", joined)
    exits["back"] = (back.where(back <= last) - exits["departure"]).dt.days
    return exits


def _latest_before(
    exits: pd.DataFrame, column: str, benefits: pd.DataFrame
) -> pd.Series[pd.Timestamp]:
    """End of the last benefit that began on or before a day."""
    return _nearest(exits, column, benefits, "backward")["end"]


def _next_after(
    exits: pd.DataFrame, column: str, benefits: pd.DataFrame
) -> pd.Series[pd.Timestamp]:
    """First day of the next benefit after a day."""
    return _nearest(exits, column, benefits, "forward")["start"]


def _nearest(
    exits: pd.DataFrame,
    column: str,
    benefits: pd.DataFrame,
    direction: Literal["backward", "forward"],
) -> pd.DataFrame:
    """The benefit of the same client whose start is nearest to a day, on one side of it."""
    known = exits.loc[exits[column].notna(), ["client_id", column]].sort_values(column)
    days = known.assign(day=known[column].astype("datetime64[ns]"), row=known.index)
    spells = benefits.assign(day=benefits["start"].astype("datetime64[ns]"))
    found = pd.merge_asof(
        days,
        spells,
        on="day",
        by="client_id",
        direction=direction,
        allow_exact_matches=direction == "backward",
    )
    found = found.set_index("row")[["start", "end"]]
    return found.reindex(exits.index)
