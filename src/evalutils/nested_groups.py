"""Groups of people in a table: what is part of what, and never added up with what contains it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import pandas as pd

from evalutils.contracts.spans import Span, fill, nested, span_of
from evalutils.dataset.nesting import Nesting
from evalutils.result import Balance, cells

NOT_NESTED = Nesting()


def with_groups(frame: pd.DataFrame, nesting: Nesting) -> pd.DataFrame:
    """The rows with their group, empty for all clients, and in ``part_of`` what directly holds it.

    That is one of the groups of the same table, and empty where it is all clients.
    """
    groups = frame["group"].astype("object").fillna("").astype("str")
    given = set(groups)
    return frame.assign(group=groups, part_of=[nesting.parent(name, given) for name in groups])


def sums_over_groups(
    frame: pd.DataFrame, by: Sequence[str], column: str, nesting: Nesting
) -> Iterator[Balance]:
    """The groups in rows that are alike are parts of the smallest group that holds them.

    Parameters
    ----------
    frame
        Rows with a column ``group``, empty for all clients; without groups that overlap.
    by
        Columns in which rows of different groups are alike; each group counts once.
    column
        The counts.
    nesting
        Which group is part of which; others are parts of all clients.
    """
    for _, part in frame.groupby(list(by), dropna=False):
        first = part.drop_duplicates("group")
        rows = dict(zip(first["group"], first.index, strict=True))
        for whole, parts in nesting.parts(rows).items():
            if whole in rows:
                inside = [rows[group] for group in parts]
                yield Balance(cells([rows[whole]], column), cells(inside, column))


def sums_over_days(
    frame: pd.DataFrame, by: Sequence[str], days: tuple[str, str], column: str, nesting: Nesting
) -> Iterator[Balance]:
    """The periods of a group are parts of the one that holds them, and so are groups in all.

    Parameters
    ----------
    frame
        Rows with a column ``group``, as in `sums_over_groups`.
    by
        Columns in which rows of different groups and periods are alike.
    days
        Columns with the first and the last day; a row without them is of everything.
    column
        The counts.
    nesting
        Which group is part of which.
    """
    for _, part in frame[frame[column].notna()].groupby(list(by), dropna=False):
        everything: dict[str, list[int]] = {}
        for group, found in part.groupby("group", sort=False):
            undated, dated = _by_days(found, days)
            for span, parts in nested(dated):
                rows = cells([dated[one] for one in parts], column)
                kind: Literal["flow", "remainder"] = "flow" if fill(parts, span) else "remainder"
                yield Balance(cells([dated[span]], column), rows, kind)
            longest = [dated[span] for span in _longest(dated)]
            if undated and longest:
                yield Balance(cells(undated[:1], column), cells(longest, column))
            everything[str(group)] = undated[:1] or longest
        for whole, inside in nesting.parts(everything).items():
            if whole in everything:
                places = [row for group in inside for row in everything[group]]
                each = part.loc[[*everything[whole], *places], list(days)]
                # Where all are of the same days they are alike: see `sums_over_groups`.
                if len(each.drop_duplicates()) > 1:
                    yield Balance(cells(everything[whole], column), cells(places, column))


def _by_days(frame: pd.DataFrame, days: tuple[str, str]) -> tuple[list[int], dict[Span, int]]:
    """The rows without days, and the first row of each period."""
    undated: list[int] = []
    dated: dict[Span, int] = {}
    for row, *both in frame[list(days)].itertuples():
        span = span_of(*both)
        if span is None:
            undated.append(row)
        else:
            dated.setdefault(span, row)
    return undated, dated


def _longest(spans: Collection[Span]) -> list[Span]:
    """The fewest periods that hold all others."""
    return [span for span in sorted(spans) if not any(span.within(other) for other in spans)]
