"""Where the clients went, as counts and as shares of a stated base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.spans import Span, name_in, span_of
from evalutils.contracts.vocabulary import GROUP_TOTAL, OWN_BASE, TOTAL
from evalutils.counted_shares import (
    WITHIN,
    precision,
    resting_on,
    unit_of,
    with_shares,
)
from evalutils.dataset.codelists import Destination, groupings_of, name_of_exits
from evalutils.dataset.nesting import Nesting
from evalutils.frames import rows
from evalutils.keys import told_apart
from evalutils.nested_groups import (
    NOT_NESTED,
    sums_over_days,
    sums_over_groups,
    with_groups,
)
from evalutils.outflow.bases import Base, Bases
from evalutils.outflow.caseload import sums_over_time
from evalutils.outflow.exit_kinds import summed_as
from evalutils.result import (
    Balance,
    Cell,
    KeyFigure,
    Result,
    Share,
    named,
    ranged,
    share_or_ratio,
    sums,
)

_COLUMNS = (
    *("destination", "group", "period_start", "date", "count", "share", "qualifier"),
    *("unit", "base", "base_count", "base_label", "within_base", "overlapping"),
)
_RENAMED = {
    "share": "published_share",
    "period_start": "first",
    "date": "last",
    "qualifier": "qualifier_count",
    "unit": "unit_count",
    "within_base": "within_n",
}

# Rows of groups that are alike but for the group.
_DAYS = ("first", "last")
_ALIKE = ("destination", *_DAYS)


def destinations(
    exits: pd.DataFrame,
    caseload: pd.DataFrame | None,
    nesting: Nesting = NOT_NESTED,
    codelist: Mapping[str, Destination] = MappingProxyType({}),
) -> Result:
    """Exits per destination with a Wilson interval for the share.

    The base of a share is the one that the row names: a measure of caseload.csv, or a base of its
    own. A row that names none takes the total of its group; where there is no total row that is
    the outflow of the group in caseload.csv. A base is of the period of the row, and one without a
    period is of the whole of caseload.csv; where that does not give it there is no share. Groups
    and periods are never added up.

    Parameters
    ----------
    exits
        Table ``exits`` of the contract.
    caseload
        Table ``caseload``, when there is one.
    nesting
        Which group is part of which.
    codelist
        Destinations by code: then a row that is not shown may stand in that of its kind.

    Returns
    -------
    Result
        Columns destination, group, part_of, first and last (day of the period, missing where the
        row names none), count, base (name), base_label (of a base of its own), n, share, lower,
        upper (percent), ratio (per 100), published_share, overlapping, leavers (everyone of the
        group who left in the period), and how precise the count, the base and the share are
        (``qualifier_count`` and so on). A bound has no interval. Only where ``within_n`` is yes is
        there a share; other counts have a ratio to their base. A part of the total of its own group
        is within it, unless the row says otherwise or overlaps with other rows.
    """
    frame = exits[[*_COLUMNS, "source"]].rename(columns=_RENAMED).reset_index(drop=True)
    frame = with_groups(frame, nesting)
    frame["overlapping"] = frame["overlapping"].fillna(False).astype(bool)
    frame["within_n"] = _within_n(frame)
    bases = Bases(frame, caseload)
    leavers = [bases.leavers(row) for row in rows(frame)]
    of_rows = [bases.base(row) for row in rows(frame)]
    frame["base"] = [base.name for base in of_rows]
    for column, found in (("n", of_rows), ("leavers", leavers)):
        frame[column] = pd.Series([base.number for base in found], dtype="float64")
        frame[f"qualifier_{column}"] = [base.qualifier for base in found]
        frame[f"unit_{column}"] = [base.unit for base in found]
    frame["unit"] = unit_of(frame, "count").replace("", "person")
    frame["about"] = [
        exits_name("", row.group, span_of(row.first, row.last)) for row in rows(frame)
    ]
    frame["group_key"] = _group_keys(frame)
    frame["status_count"] = resting_on("published", precision(frame, "count"))
    names = _names(frame, of_rows, leavers)
    if codelist:
        frame["coarser"] = _coarser(frame, codelist)
    return Result(
        frame.drop(columns=["about", "base_count"]),
        counts=("count", "n", "leavers"),
        shares=(Share("published_share", "count", ("n",)),),
        balances=(
            *_sums_of_rows(frame.assign(of=[names[row, "n"] for row in frame.index]), nesting),
            *sums_over_time({names[row, "count"] for row in frame.index}, bases.whole),
            *(balance for base in (*of_rows, *leavers) for balance in base.balances),
        ),
        names=names,
        derive=partial(with_shares, count="count", base="n", formula="count / base"),
        key_figures=(
            KeyFigure(
                "outflow.count",
                "count",
                "column:unit",
                "as published",
                status="column:status_count",
            ),
            *share_or_ratio("outflow.share", "n"),
        ),
        folds="coarser" if codelist else None,
    )


def exit_sums(
    exits: pd.DataFrame,
    caseload: pd.DataFrame | None,
    nesting: Nesting,
    codelist: Mapping[str, Destination],
    fewest: int = 1,
) -> Result:
    """Exits per coarse kind, where numbers below `fewest` are hidden; otherwise no rows.

    The kinds are those of `EXIT_SUMS`. One has a row whatever became of its destinations, in each
    group and period of which everyone is counted once.

    Returns
    -------
    Result
        Columns as of `destinations`, with the kind in ``destination``; n is everyone of the group
        who left in the period.
    """
    every = destinations(exits if fewest > 1 else exits.iloc[:0], caseload, nesting, codelist)
    frame = every.exact
    parts = frame[frame["coarser"].ne("")]
    members = [part for _, part in parts.groupby("coarser", sort=False)]
    sums_of = pd.concat([parts.iloc[:0], *(part.iloc[:1] for part in members)], ignore_index=True)
    groupings = groupings_of(codelist)
    sums_of["destination"] = [summed_as(code, groupings) for code in sums_of["destination"]]
    counts = pd.Series([float(part["count"].sum()) for part in members], dtype="float64")
    sums_of["count"] = counts.astype(sums_of["count"].dtype)
    sums_of = sums_of.assign(
        n=sums_of["leavers"], base=GROUP_TOTAL, base_label=None, within_n=WITHIN,
        published_share=np.nan, status_count="computed", group_key=_group_keys(sums_of),
        qualifier_n=sums_of["qualifier_leavers"], unit_n=sums_of["unit_leavers"],
    ).drop(columns="coarser")  # fmt: skip
    leavers = [every.names[part.index[0], "leavers"] for part in members]
    counted = [[every.names[int(row), "count"] for row in part.index] for part in members]
    names = [
        # One destination alone is the same number.
        known[0]
        if len(known) == 1
        else exits_name(f"sum of {row.destination}", row.group, span_of(row.first, row.last))
        for row, known in zip(rows(sums_of), counted, strict=True)
    ]
    return Result(
        sums_of,
        counts=("count", "n"),
        balances=(
            # No sum: who all left for one destination of a kind are no group known beforehand.
            *(
                Balance(((row, "count"),), tuple(known), "flow")
                for row, known in enumerate(counted)
                if len(known) > 1
            ),
            *sums(sums_of.assign(of=pd.Series(leavers, dtype="str")), "of", "n", "count"),
        ),
        names=named(sums_of, "count", names) | named(sums_of, "n", leavers),
        derive=partial(with_shares, count="count", base="n", formula="count / base"),
        key_figures=(
            KeyFigure("outflow.kind_count", "count", "person", "sum of destinations",
                      status="column:status_count"),
            ranged("outflow.kind_share", "share", "percent", "column:method", "n"),
        ),
    )  # fmt: skip


def _coarser(frame: pd.DataFrame, codelist: Mapping[str, Destination]) -> list[str]:
    """Per row the kind, group and period that it is summed in; nothing where it is in no sum."""
    groupings = groupings_of(codelist)
    exact = precision(frame, "count").eq(EXACT) & unit_of(frame, "count").isin(["", "person"])
    once = ~frame["overlapping"] & ~frame.duplicated([*_ALIKE, "group"])
    summed = frame["count"].notna() & frame["leavers"].notna() & exact & once
    return [
        "/".join((kind, row.group, _period_key(row))) if kind and counted else ""
        for row, counted in zip(rows(frame), summed, strict=True)
        for kind in [summed_as(row.destination, groupings)]
    ]


def _within_n(frame: pd.DataFrame) -> pd.Series[str]:
    """Whether those who left are among those of the base, as far as the rows or their form say."""
    names_none = frame["base"].isna() & frame["base_label"].isna()
    by_form = pd.Series(WITHIN, frame.index).where(names_none & ~frame["overlapping"], "")
    return frame["within_n"].astype("object").fillna(by_form)


def _sums_of_rows(frame: pd.DataFrame, nesting: Nesting) -> Iterator[Balance]:
    """Destinations are parts of the leavers and of a base, and groups and periods of each other.

    Column ``of`` is the name of the base.
    """
    destinations = frame[frame["destination"] != TOTAL]
    for by, whole in (("about", "leavers"), ("of", "n")):
        chosen = destinations[destinations[whole].notna()]
        yield from sums(chosen.drop_duplicates(["destination", by]), by, whole, "count")
    own = frame[frame["base"].eq(OWN_BASE)]
    for rows_of, by_base, column in ((frame, [], "count"), (own, ["base_label"], "n")):
        yield from sums_over_groups(rows_of, [*_ALIKE, *by_base], column, nesting)
        yield from sums_over_days(rows_of, ["destination", *by_base], _DAYS, column, nesting)


def _group_keys(frame: pd.DataFrame) -> pd.Series[str]:
    """Destination, group and period, with the base where these stand there twice."""
    keys = pd.Series(
        [
            ":".join(part for part in (row.destination, row.group, _period_key(row)) if part)
            for row in rows(frame)
        ],
        index=frame.index,
        dtype="str",
    )
    bases = frame["base_label"].where(frame["base"].eq(OWN_BASE), frame["base"])
    keys = keys.where(~keys.duplicated(keep=False), keys + ":" + bases)
    return pd.Series(told_apart(keys, ":"), index=keys.index, dtype="str")


def _period_key(row: Any) -> str:
    span = span_of(row.first, row.last)
    return span.key if span else "" if pd.isna(row.last) else f"{row.last:%Y-%m-%d}"


def _names(frame: pd.DataFrame, bases: Sequence[Base], leavers: Sequence[Base]) -> dict[Cell, str]:
    """What the number in each cell is: a destination or the total of a group, or a base."""
    found = {}
    counts = frame["count"].astype("float64")
    for row, base, leaving, count in zip(rows(frame), bases, leavers, counts, strict=True):
        is_total = row.destination == TOTAL and count == leaving.number
        own = leaving if is_total else Base(row.destination, count)
        for column, item in (("count", own), ("n", base), ("leavers", leaving)):
            name = TOTAL if item.name == GROUP_TOTAL else item.name
            found[row.Index, column] = item.known_as or exits_name(
                name, row.group, span_of(row.first, row.last)
            )
    return found


def exits_name(destination: str, group: str = "", span: Span | None = None) -> str:
    """The name of the number of exits to a destination."""
    name = name_of_exits(destination)
    return name_in(f"{name}:{group}" if group else name, span)
