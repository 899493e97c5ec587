"""Exits that a programme may claim, administrative exits, reasons to stop, and what is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from evalutils.contracts.qualifiers import CIRCA, EXACT, combined
from evalutils.contracts.vocabulary import EXIT_KINDS, GROUPINGS, TOTAL
from evalutils.counted_shares import precision, unit_of

ADMINISTRATIVE, REASON = "administrative", "reason"
APART = (ADMINISTRATIVE, REASON)


class Unaccounted(NamedTuple):
    """How many of the leavers have no destination with a count.

    Attributes
    ----------
    persons
        How many.
    leavers
        Everyone who left.
    qualifier
        How precise that is; at least so many where counted destinations may hold the same people
        twice.
    """

    persons: float
    leavers: float
    qualifier: str

    @property
    def share(self) -> float:
        """Of the leavers, in percent; NaN when nobody left."""
        return 100 * self.persons / self.leavers if self.leavers else float("nan")


def with_kinds(frame: pd.DataFrame, groupings: Mapping[str, str]) -> pd.DataFrame:
    """Exits in the order of the kinds of exit, with that kind in column ``kind``.

    Parameters
    ----------
    frame
        The frame of `destinations`, as computed or as cleared for publication.
    groupings
        Grouping per code of destinations.csv.
    """
    kinds = frame["destination"].map(lambda code: GROUPINGS[groupings[code]].kind)
    order = kinds.map({kind: place for place, kind in enumerate(EXIT_KINDS)})
    return frame.assign(kind=kinds).loc[order.sort_values(kind="stable").index]


def summed_as(destination: str, groupings: Mapping[str, str]) -> str:
    """The code of EXIT_SUMS that a destination belongs to; the total and unlisted ones to none."""
    grouping = GROUPINGS[groupings.get(destination, TOTAL)]
    return "" if grouping.kind == TOTAL else "work" if grouping.work else grouping.kind


def proper_destinations(frame: pd.DataFrame, groupings: Mapping[str, str]) -> pd.DataFrame:
    """Exits with a destination and the totals, without administrative exits and reasons to stop.

    The total of a group of which the source only gives such rows goes with those rows.
    """
    kinds = with_kinds(frame, groupings)
    apart = kinds["kind"].isin(APART)
    other = kinds["destination"].ne(TOTAL) & ~apart
    only_apart = kinds["group"].isin(kinds["group"][apart]) & ~kinds["group"].isin(
        kinds["group"][other]
    )
    return kinds[~apart & ~(only_apart & kinds["group"].ne(""))]


def of_kind(frame: pd.DataFrame, groupings: Mapping[str, str], kind: str) -> pd.DataFrame:
    """Exits of one kind."""
    kinds = with_kinds(frame, groupings)
    return kinds[kinds["kind"] == kind]


def by_period(frame: pd.DataFrame) -> list[pd.DataFrame]:
    """The exits of all clients: first those without a period of their own, then per period."""
    everyone = frame[frame["group"].eq("")]
    whole = everyone[everyone["last"].isna()]
    dated = everyone[everyone["last"].notna()].groupby(["last", "first"], dropna=False)
    return [part for part in (whole, *(part for _, part in dated)) if not part.empty]


def unaccounted(frame: pd.DataFrame) -> Unaccounted | None:
    """How many of all clients who left have no destination that the source counts; 0 for nobody.

    A destination of which the source gives only the share of the leavers is counted as about that.

    Parameters
    ----------
    frame
        The frame of `destinations`, cleared for publication, of one period.

    Returns
    -------
    Unaccounted or None
        None when the number of leavers is not known, when a count was left out, or when the
        difference could come from rounding, from counts that are not exact or from two units.
    """
    everyone = frame[frame["group"].eq("")]
    parts = everyone[everyone["destination"] != TOTAL].drop_duplicates("destination")
    leavers = everyone["leavers"].dropna()
    if leavers.empty or parts["hidden_count"].notna().any():
        return None
    if len({*unit_of(parts, "count"), *unit_of(everyone, "leavers")} - {""}) > 1:
        return None
    counts, codes = _named(parts[parts["destination"].ne("unknown")])
    everybody = float(leavers.iloc[0])
    left = everybody - float(counts.sum())
    noise = float(everyone["margin"].max()) * (len(counts) + 1)
    if left < 0 or (noise > 0 and left <= noise):
        return None
    twice = "at_least" if parts["overlapping"].any() else EXACT
    qualifier = combined([twice, precision(everyone, "leavers").iloc[0]], codes)
    return None if qualifier is None else Unaccounted(left, everybody, qualifier)


def _named(parts: pd.DataFrame) -> tuple[pd.Series[float], pd.Series[str]]:
    """Who went to each destination, and how precisely that is known."""
    counts = parts["count"].astype("float64")
    of_leavers = parts["n"].eq(parts["leavers"]) & counts.isna()
    about = (parts["share"] * parts["leavers"].astype("float64") / 100).where(of_leavers)
    codes = precision(parts, "count").mask(of_leavers, CIRCA)
    known = counts.fillna(about).notna()
    return counts.fillna(about)[known], codes[known]
