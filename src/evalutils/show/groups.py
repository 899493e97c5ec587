"""Groups on a page: in names, and in the notes that say what is part of what."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.show.table_columns import TableColumn


def with_group(name: str, group: str) -> str:
    """``trede 2 (Noord)``; all clients without."""
    return f"{name} ({group})" if group else name


def headings(frame: pd.DataFrame) -> TableColumn | None:
    """The groups as headings between the rows of a table; None where there is one only."""
    if frame["group"].nunique() < 2:
        return None
    return TableColumn("Groep", lambda rows: rows["group"].map(_heading), words=True)


def _heading(group: str) -> str:
    return dutch.capital(group or "alle cliënten")


def notes(frame: pd.DataFrame) -> list[str]:
    """What is part of what, and that a group is not added up with what contains it.

    Parameters
    ----------
    frame
        Columns group and part_of.
    """
    if frame["group"].nunique() < 2:
        return []
    inside = frame[frame["part_of"] != ""].drop_duplicates("group")
    told = [_told(list(part["group"]), str(whole)) for whole, part in inside.groupby("part_of")]
    return ["Groepen kunnen overlappen en worden niet opgeteld.", *told]


def _told(groups: list[str], whole: str) -> str:
    verb = "is" if len(groups) == 1 else "zijn"
    return f"{dutch.capital(dutch.listing(groups))} {verb} deel van {whole}."
