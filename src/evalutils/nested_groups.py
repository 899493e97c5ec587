"""Groups of people in a table: what is part of what, and never added up with what contains it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

import numpy as np
import pandas as pd

from evalutils.contracts.spans import Span, fill, nested, span_of
from evalutils.dataset.nesting import Nesting
from evalutils.frames import alike, is_missing
from evalutils.result import Balance, cells
from evalutils.statistics.groupings import Counts, adding_up, together

NOT_NESTED = Nesting()
Item = TypeVar("Item")


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
        Rows with a column ``group``, empty for all clients.
    by
        Columns in which rows of different groups are alike; each group counts once.
    column
        The counts.
    nesting
        Which group is part of which; others are parts of all clients. Where groups overlap those
        of one grouping are found: see `wholes_and_parts`.
    """
    counts, of_row = frame[column].astype("float64").to_dict(), frame["group"]
    found = []
    for places in alike(frame, list(by), missing=True):
        rows: dict[str, int] = {}
        for group, row in zip(of_row.loc[places], places, strict=True):
            rows.setdefault(group, row)
        found.append(rows)
    for whole, parts in wholes_and_parts(found, counts.__getitem__, nesting):
        yield Balance(cells([whole], column), cells(parts, column))


def wholes_and_parts(
    things: Iterable[Mapping[str, Item]], number: Callable[[Item], float], nesting: Nesting
) -> Iterator[tuple[Item, list[Item]]]:
    """Per thing that is counted, what of a group is the whole, and of which groups the parts.

    Who reads `man`, `vrouw`, `noord` and `zuid` knows that the first two are everyone, and the
    last two as well. So where groups exceed their whole, those that add up to it are taken to be
    one grouping, in all things alike, and so are those that add up to another group.

    Parameters
    ----------
    things
        Per thing what each group has.
    number
        How many clients that is; not a number where nobody knows.
    nesting
        Which group is part of which.
    """
    families: dict[str, list[tuple[Mapping[str, Item], list[str]]]] = {}
    for thing in things:
        for whole, parts in nesting.parts(thing).items():
            if whole in thing:
                families.setdefault(whole, []).append((thing, parts))
    for whole, family in families.items():
        groups = list(dict.fromkeys(group for _, parts in family for group in parts))
        counts = np.array(
            [[number(t[g]) if g in parts else np.nan for g in groups] for t, parts in family]
        )
        held = np.array([number(thing[whole]) for thing, _ in family])
        for outer, inside in _sums((whole, held), groups, counts):
            for thing, parts in family:
                items = [thing[group] for group in inside if group in parts]
                if items and outer in (whole, *parts):
                    yield thing[outer], items


def _sums(
    whole: tuple[str, Counts], groups: Sequence[str], counts: Counts
) -> Iterator[tuple[str, list[str]]]:
    """A group with those that are together all of it: the whole first, then each other one."""
    name, held = whole
    sets = together(counts, held)
    for each in sets:
        yield name, [groups[place] for place in each]
    if len(sets) > 1 and len(held) > 1:  # of one number groups often add up by chance
        for outer, group in enumerate(groups):
            for each in adding_up(counts, counts[:, outer], without=outer):
                yield group, [groups[place] for place in each]


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
    counts = given[column].astype("float64").to_dict()
    cells_of_days = ([None if is_missing(day) else day for day in given[one]] for one in days)
    dates = dict(zip(given.index, zip(*cells_of_days, strict=True), strict=True))
    spans = {row: span_of(*both) for row, both in dates.items()}
    groups, things = given["group"], []
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
        things.append(everything)
    for whole, inside in wholes_and_parts(
        things, lambda rows: sum(counts[row] for row in rows), nesting
    ):
        places = [row for rows in inside for row in rows]
        # Where all are of the same days they are alike: see `sums_over_groups`.
        if len({dates[row] for row in (*whole, *places)}) > 1:
            yield Balance(cells(whole, column), cells(places, column))


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
