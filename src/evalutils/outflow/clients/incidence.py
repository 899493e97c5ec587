"""Where clients go and when: cumulative incidence per kind of destination."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

import numpy as np
import pandas as pd

from evalutils.contracts.vocabulary import TOTAL, WORK
from evalutils.outflow.clients.curve_steps import (
    COUNTS,
    cause_steps,
    everyone_in,
    finished,
    listed_shares,
    reached,
)
from evalutils.outflow.clients.departures import kind_of_exit
from evalutils.outflow.clients.followed import (
    Codelist,
    Window,
    clients_of,
    entry_of,
    followed,
    places_of,
)
from evalutils.outflow.clients.late_entry import (
    Stretch,
    month_keys,
    of_whom,
    since,
    stretch_of,
)
from evalutils.outflow.exit_counts import exits_name
from evalutils.result import Balance, Result, cells, named, ranged

POOLED = "other"
METHOD = "Aalen-Johansen, delayed entry, log-log interval, errors by client"


def destination_incidence(spells: pd.DataFrame, codelist: Codelist, window: Window) -> Result:
    """Share that left for each kind of destination, by month since the start (Aalen-Johansen).

    Kinds with fewer exits than the window's `fewest` are taken together as ``other``.

    Returns
    -------
    Result
        Columns kind, start (month from which the curves hold: of those still there then; see
        `late_entry`), month, clients, at_risk, exits (since the row before), base, effective, share
        (percent), lower, upper.
    """
    stretch = stretch_of(followed(spells, window), window)
    seen = stretch.seen
    kinds = kinds_of(seen, codelist, window)
    curves = _curves(stretch, kinds, _in_order(kinds, codelist, window), window)
    frame = finished(curves, ["kind", "start", "month", *COUNTS])
    frame["group_key"] = frame["kind"].astype("str") + ":" + month_keys(frame)
    method = of_whom(METHOD, stretch.start)
    return Result(
        frame,
        counts=COUNTS,
        balances=(
            *everyone_in(frame),
            *_among_exits(frame, codelist),
            *reached(frame[frame["kind"].isin(WORK)], "programme.work"),
        ),
        names=named(frame, "clients", since("programme.clients", stretch.start)),
        derive=partial(listed_shares, curve=["kind"]),
        key_figures=(
            ranged("outflow.cumulative_incidence", "listed", "percent", method, "clients"),
        ),
    )


def _among_exits(frame: pd.DataFrame, codelist: Codelist) -> Iterator[Balance]:
    """The steps of a kind are among the exits to its destinations."""
    for kind, part in frame[frame["kind"] != POOLED].groupby("kind", sort=False):
        yield Balance(exits_to({str(kind)}, codelist), cells(part.index, "exits"))


def exits_to(kinds: Collection[str], codelist: Codelist) -> tuple[str, ...]:
    """The names of the exits to every destination of some kinds."""
    return tuple(exits_name(code) for code, item in codelist.items() if item.grouping in kinds)


def kinds_of(seen: pd.DataFrame, codelist: Codelist, window: Window) -> pd.Series[str]:
    """Kind of destination of every exit seen, empty for who is still there.

    Kinds with few exits, and the smallest others until they are enough together, become one. A
    kind of the codelist without exits is one of few: which kinds are shown may not tell that.
    """
    kinds = kind_of_exit(seen["destination"], codelist).where(seen["left"], "")
    sizes = kinds[kinds != ""].value_counts()
    if window.fewest > 1 and len(sizes):
        every = {item.grouping for item in codelist.values()} - {TOTAL}
        sizes = sizes.reindex([*sizes.index, *sorted(every - {*sizes.index})], fill_value=0)
    few = set(sizes[sizes < window.fewest].index)
    if few and POOLED in sizes.index:
        few.add(POOLED)
    for kind in sizes.sort_values(kind="stable").index:
        if not few or sizes[sorted(few)].sum() >= window.fewest:
            break
        few.add(kind)
    return kinds.where(~kinds.isin(few), POOLED)


def _in_order(kinds: pd.Series[str], codelist: Codelist, window: Window) -> list[str]:
    """Kinds of destination, the largest first; equal ones in the order of the alphabet.

    Where numbers are protected they stand in the order of the codelist: that of their sizes would
    tell which of two numbers is larger.
    """
    sizes = kinds[kinds != ""].value_counts()
    if window.fewest > 1:
        every = [*dict.fromkeys(item.grouping for item in codelist.values()), POOLED]
        return [kind for kind in dict.fromkeys(sorted(every, key=POOLED.__eq__)) if kind in sizes]
    return sorted(sizes.index, key=lambda kind: (-sizes[kind], kind))


def _curves(
    stretch: Stretch, kinds: pd.Series[str], names: list[str], window: Window
) -> list[pd.DataFrame]:
    seen, start, months, _ = stretch
    if not names or not months:
        return []
    codes = kinds.map({name: code for code, name in enumerate(names, start=1)}).fillna(0)
    event, entry = codes.to_numpy(dtype=np.int64), entry_of(seen)
    parts = cause_steps(
        places_of(seen),
        event,
        months,
        window,
        causes=len(names),
        client=clients_of(seen),
        entry=entry,
    )
    return [part.assign(kind=name, start=start) for name, part in zip(names, parts, strict=True)]
