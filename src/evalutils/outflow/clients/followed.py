"""Clients followed from day to day: dates become places in calendar months, entries and exits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from evalutils.dataset.codelists import Destination
from evalutils.statistics.calendar_months import elapsed

Floats = npt.NDArray[np.float64]
Codelist = Mapping[str, Destination]

# The months of key_figures.csv; a page without hidden numbers shows every month up to the last.
LISTED_MONTHS = (3, 6, 12, 18, 24, 36, 48, 60)
# Months within which an exit must have lasted, and by which groups and cohorts are compared.
DURABLE_MONTHS = 12


@dataclass(frozen=True)
class Window:
    """The period in which clients were followed.

    Attributes
    ----------
    start, end
        First and last day.
    fewest
        Smallest number of persons that a step of a curve may rest on: smaller steps are taken
        together with the next one. 1 where numbers are not protected.
    """

    start: date
    end: date
    fewest: int = 1

    @property
    def length(self) -> float:
        """Place of its last day in calendar months since its first."""
        return float(elapsed(np.datetime64(self.start), np.datetime64(self.end)))

    @property
    def months(self) -> tuple[int, ...]:
        """Whole months at which curves are given."""
        if self.fewest > 1:
            return LISTED_MONTHS
        return tuple(range(1, LISTED_MONTHS[-1] + 1))


def followed(spells: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Spells as seen within a window.

    Parameters
    ----------
    spells
        Table with columns start and end (the last day; empty when it goes on).
    window
        The period: a spell that began earlier comes under observation on its first day, and one
        that goes on after its last day is censored there.

    Returns
    -------
    DataFrame
        The spells with a day in the window, with columns place (of the last day seen, in calendar
        months since the first: see `elapsed`), could (place of the last day of the window: how
        far it could be followed at most), entry (place of the day before the window; 0 for who
        began in it), left (whether its end was seen), client (a number for each client).
    """
    first, last = pd.Timestamp(window.start), pd.Timestamp(window.end)
    ended = spells["end"].notna() & (spells["end"] <= last)
    end = spells["end"].where(ended, last)
    could = elapsed(spells["start"], last)
    seen = spells.assign(
        place=np.where(ended, elapsed(spells["start"], end), could),
        could=could,
        entry=elapsed(spells["start"], first - pd.Timedelta(days=1)).clip(min=0),
        left=ended,
    )
    seen = seen[(spells["start"] <= last) & (end >= first)]
    return seen.assign(client=pd.factorize(seen["client_id"])[0])


def clients_of(seen: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Whose each spell is: errors are those of clients, who may have several."""
    return seen["client"].to_numpy(dtype=np.intp)


def entry_of(seen: pd.DataFrame) -> Floats | None:
    """Place of the day before observation; None when all were seen from their first day."""
    entry: Floats = seen["entry"].to_numpy(dtype=np.float64)
    return entry if entry.any() else None


def places_of(seen: pd.DataFrame) -> Floats:
    """Place of the exit or of the end of the window."""
    places: Floats = seen["place"].to_numpy(dtype=np.float64)
    return places


def passed(places: Floats, moments: Floats) -> Floats:
    """How many of the places lie at or before each moment."""
    return np.searchsorted(np.sort(places), moments, side="right").astype(np.float64)
