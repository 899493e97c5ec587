"""Groups of people in a table: what is part of what, and never added up with what contains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

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
