"""Where clients go and when: cumulative incidence per kind of destination."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd

from evalutils.contracts.vocabulary import WORK
from evalutils.dataset.library import Destination
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    EVERYONE,
    climbed_shares,
    finished,
    listed,
    reached,
    steps,
)
from evalutils.outflow.clients.departures import kind_of_exit
from evalutils.outflow.clients.followed import Window, days_of, entry_of, followed, in_days, passed
from evalutils.outflow.destinations import exits_name
from evalutils.result import Balance, KeyFigure, Result, named
from evalutils.statistics.survival import cumulative_incidence

POOLED = "other"


def destination_incidence(
    spells: pd.DataFrame, codelist: Mapping[str, Destination], window: Window
) -> Result:
    """Share that left for each kind of destination, by month since the start (Aalen-Johansen).

    Parameters
    ----------
    spells
        Client table of the contract.
    codelist
        Destinations with the kind that each belongs to.
    window
        The period in which clients were followed. Kinds with fewer exits than its `fewest` are
        taken together as ``other``.

    Returns
    -------
    Result
        Columns kind, month, clients, at_risk, exits (since the row before), base, effective, share
        (percent), lower, upper.
    """
    seen = followed(spells, window)
    kinds = kinds_of(seen, codelist, window)
    names = _by_size(kinds)
    frame = _curves(seen, kinds, names, window) if names else _no_rows()
    frame = finished(frame)
    frame["group_key"] = frame["kind"] + ":" + frame["month"].astype(str)
    return Result(
        frame,
        counts=COUNTS,
        balances=(
            EVERYONE,
            *_among_exits(frame, seen, codelist),
            *reached(frame[frame["kind"].isin(WORK)], "programme.work"),
        ),
        names=named(frame, "clients", "programme.clients"),
        derive=_shares,
        key_figures=(
            KeyFigure(
                "outflow.cumulative_incidence",
                "listed",
                "percent",
                "Aalen-Johansen, delayed entry, log-log interval",
                lower="lower",
                upper="upper",
                n="clients",
            ),
        ),
    )


def _among_exits(
    frame: pd.DataFrame, seen: pd.DataFrame, codelist: Mapping[str, Destination]
) -> Iterator[Balance]:
    """The steps of a kind are among the exits to its destinations."""
    for kind, part in frame[frame["kind"] != POOLED].groupby("kind", sort=False):
        steps_ = tuple((int(str(row)), "exits") for row in part.index)
        yield Balance(exits_to({str(kind)}, seen, codelist), steps_)


def exits_to(
    kinds: Collection[str], seen: pd.DataFrame, codelist: Mapping[str, Destination]
) -> tuple[str, ...]:
    """The names of the exits to every destination of some kinds that somebody left for."""
    codes = sorted(seen.loc[seen["left"], "destination"].dropna().astype("str").unique())
    kind = kind_of_exit(pd.Series(codes, dtype="str"), codelist)
    return tuple(exits_name(code) for code, item in zip(codes, kind, strict=True) if item in kinds)


def kinds_of(
    seen: pd.DataFrame, codelist: Mapping[str, Destination], window: Window
) -> pd.Series[str]:
    """Kind of destination of every exit seen, empty for who is still there.

    Kinds with few exits, and the smallest others until they are enough together, become one.
    """
    kinds = kind_of_exit(seen["destination"], codelist).where(seen["left"], "")
    sizes = kinds[kinds != ""].value_counts()
    few = set(sizes[sizes < window.fewest].index)
    if few and POOLED in sizes.index:
        few.add(POOLED)
    for kind in sizes.sort_values(kind="stable").index:
        if not few or sizes[sorted(few)].sum() >= window.fewest:
            break
        few.add(kind)
    return kinds.where(~kinds.isin(few), POOLED)


def _by_size(kinds: pd.Series[str]) -> list[str]:
    """Kinds of destination, the largest first; equal ones in the order of the alphabet."""
    sizes = kinds[kinds != ""].value_counts()
    return sorted(sizes.index, key=lambda kind: (-sizes[kind], kind))


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame(columns=["kind", "month", *COUNTS])


def _curves(
    seen: pd.DataFrame, kinds: pd.Series[str], names: list[str], window: Window
) -> pd.DataFrame:
    codes = kinds.map({name: code for code, name in enumerate(names, start=1)}).fillna(0)
    event = codes.to_numpy(dtype=np.int64)
    days, moments = days_of(seen), in_days(window.months)
    curve = cumulative_incidence(
        days, event, entry=entry_of(seen), times=moments, causes=len(names)
    )
    parts = []
    for place, name in enumerate(names):
        gone = passed(days[event == place + 1], moments)
        estimate, error = curve.incidence[place], curve.standard_error[place]
        rows = steps(window.months, estimate, error, curve.at_risk, gone, window)
        parts.append(rows.assign(kind=name, clients=float(len(seen))))
    return pd.concat(parts, ignore_index=True)


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    frame = climbed_shares(frame, ["kind"])
    frame[["share", "lower", "upper"]] *= 100
    return frame.assign(listed=listed(frame, "share"))
