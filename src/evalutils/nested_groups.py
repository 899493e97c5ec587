"""Groups of people in a table: what is part of what, and never added up with what contains it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal

import pandas as pd

from evalutils.contracts.spans import Span, fill, nested, span_of
from evalutils.dataset.nesting import Nesting
from evalutils.frames import alike, is_missing
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
    groups = frame["group"]
    for found in alike(frame, list(by), missing=True):
        rows: dict[str, int] = {}
        for group, row in zip(groups.loc[found], found, strict=True):
            rows.setdefault(group, row)
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
    given = frame[frame[column].notna()]
    cells_of_days = ([None if is_missing(day) else day for day in given[one]] for one in days)
    dates = dict(zip(given.index, zip(*cells_of_days, strict=True), strict=True))
    spans = {row: span_of(*both) for row, both in dates.items()}
    groups = given["group"]
    for part in alike(given, list(by), missing=True):
        by_group: dict[str, list[int]] = {}
        for group, row in zip(groups.loc[part], part, strict=True):
            by_group.setdefault(str(group), []).append(row)
        everything: dict[str, list[int]] = {}
        for group, found in by_group.items():
            undated = [row for row in found if spans[row] is None]
            dated = _first_of_each(spans, found)
            for span, parts in nested(dated):
                rows = cells([dated[one] for one in parts], column)
                kind: Literal["flow", "remainder"] = "flow" if fill(parts, span) else "remainder"
                yield Balance(cells([dated[span]], column), rows, kind)
            longest = [dated[span] for span in _longest(dated)]
            if undated and longest:
                yield Balance(cells(undated[:1], column), cells(longest, column))
            everything[group] = undated[:1] or longest
        for whole, inside in nesting.parts(everything).items():
            if whole in everything:
                places = [row for group in inside for row in everything[group]]
                # Where all are of the same days they are alike: see `sums_over_groups`.
                if len({dates[row] for row in (*everything[whole], *places)}) > 1:
                    yield Balance(cells(everything[whole], column), cells(places, column))


def _first_of_each(spans: Mapping[int, Span | None], rows: Sequence[int]) -> dict[Span, int]:
    """The first row of each period."""
    found: dict[Span, int] = {}
    for row in rows:
        span = spans[row]
        if span is not None:
            found.setdefault(span, row)
    return found


def _longest(spans: Collection[Span]) -> list[Span]:
    """The fewest periods that hold all others."""
    return [span for span in sorted(spans) if not any(span.within(other) for other in spans)]
