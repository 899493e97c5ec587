"""When clients who left a programme left benefit, and when they came back."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.dataset.client_days import joined_benefits, nearest_start
from evalutils.dataset.codelists import groupings_of
from evalutils.outflow.clients.followed import Codelist, Floats, Window, followed
from evalutils.statistics.calendar_months import elapsed

# Who left for one of these cannot come back to this benefit.
FINAL = ("deceased", "pension_age", "moved")


def departures(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> pd.DataFrame:
    """Exits from the programme with the day benefit ended and the day it began again.

    Benefit that goes on the day after it ended never ended.

    Returns
    -------
    DataFrame
        A row per exit, in the order of `spells` and with its index: client_id, client (a number for
        each client), destination, kind, exit (last day on the programme), departure (last day on
        the programme or on the benefit that ran on after it; missing while that benefit goes on),
        followed (place of the end of the window, counted from the day after the departure), back
        (place of the first day of the next benefit; missing when there was none), never (no benefit
        had begun by the exit). Of several exits before one departure only the last has it.
    """
    seen = followed(spells, window)
    exits = seen.loc[seen["left"], ["client_id", "destination", "end"]].rename(
        columns={"end": "exit"}
    )
    exits["kind"] = kind_of_exit(exits["destination"], codelist)
    numbers = pd.factorize(pd.concat([exits["client_id"], benefits["client_id"]]))[0]
    exits["client"] = numbers[: len(exits)]
    joined = joined_benefits(benefits.assign(client_id=numbers[len(exits) :]))
    last = pd.Timestamp(window.end)
    running = _nearest(exits, "exit", joined, "end", after=False)
    exits["never"] = running.isna()
    on_benefit = (running >= exits["exit"]).fillna(False)
    exits["departure"] = exits["exit"].where(~on_benefit, running)
    exits["departure"] = exits["departure"].where(exits["departure"] <= last)
    later = exits.sort_values("exit", kind="stable").duplicated(
        ["client", "departure"], keep="last"
    )
    exits["departure"] = exits["departure"].where(~later)
    exits["followed"] = place_after(exits["departure"], last)
    back = _nearest(exits, "departure", joined, "start", after=True)
    exits["back"] = place_after(exits["departure"], back.where(back <= last))
    return exits


def place_after(departure: pd.Series[pd.Timestamp], day: Any) -> Floats:
    """Place of days since the departure, of which the day after has place 1."""
    return elapsed(departure + pd.Timedelta(days=1), day)


def _nearest(
    exits: pd.DataFrame, column: str, benefits: pd.DataFrame, date: str, *, after: bool
) -> pd.Series[pd.Timestamp]:
    """A date of the benefit that starts nearest to a day, on one side of it."""
    asked = pd.DataFrame({"client_id": exits["client"], "day": exits[column]})
    row = nearest_start(asked, benefits, after=after)
    dates = benefits[date].reset_index(drop=True).reindex(row)
    return dates.set_axis(exits.index)


def lasting_exits(
    spells: pd.DataFrame, benefits: pd.DataFrame, codelist: Codelist, window: Window
) -> pd.DataFrame:
    """The departures; none when there is no benefit table.

    Who never received benefit cannot come back to it: count those apart, and leave them out with
    `may_return`.
    """
    found = departures(spells, benefits, codelist, window)
    return found if len(benefits) else found.iloc[:0]


def may_return(found: pd.DataFrame) -> pd.DataFrame:
    """The departures of who received benefit before, so that they can come back to it."""
    return found[found["departure"].notna() & ~found["never"]]


def with_benefit(seen: pd.DataFrame, benefits: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The spells of clients of whom a benefit had begun by the last day that was seen of them."""
    last = pd.Timestamp(window.end)
    asked = seen[["client_id"]].assign(day=seen["end"].where(seen["left"], last))
    return seen[nearest_start(asked, benefits, after=False) >= 0]


def places_off_benefit(left: pd.DataFrame) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Place of the next benefit or of the end of the follow-up, and which of the two it is."""
    back = left["back"].notna()
    places = left["back"].where(back, left["followed"])
    return places.to_numpy(dtype=np.float64), back.to_numpy(dtype=bool)


def kind_of_exit(destinations: pd.Series[str], codelist: Codelist) -> pd.Series[str]:
    """The kind that each destination belongs to; one that is missing is of an unknown kind."""
    return destinations.map(groupings_of(codelist)).fillna("unknown")
