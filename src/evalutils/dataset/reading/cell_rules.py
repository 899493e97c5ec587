"""Rules for cells that look at the other cells of their column or row, before any is typed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evalutils.contracts.columns import Column, text
from evalutils.contracts.tables import Table
from evalutils.dataset.faults import MOST_LISTED, FileFaults, folded, quoted
from evalutils.dataset.reading.coded_table import Coded, CodedTable

# Names of groups beside those in the key of a table.
_GROUPS = ("group", "goal", "stage")
# A key that programs write and that may tell capitals apart.
_CODES = ("client_id",)
_IN_PERCENT = ("percent", "percentage_point")


def check_cells(cells: CodedTable, table: Table, groups: Sequence[str], faults: FileFaults) -> None:
    """Report a last cell that may be cut off, names that are alike, and ``55%``
    beside another unit; of a client table without any value.
    """
    columns = {column.name: column for column in table.all_columns if column.name in cells.columns}
    last = columns.get(cells.open_end)
    if last is None and cells.open_end in groups:
        last = text(cells.open_end, "", "")
    _check_end(cells, last, faults)
    named = [
        column.name
        for column in columns.values()
        if column.kind == "text" and column.name in (*table.key, *_GROUPS)
    ]
    for column_name in (*named, *groups):
        if column_name not in _CODES:
            private = table.client_level
            _check_alike(cells, column_name, faults, private=private)
    for column in columns.values():
        if column.unit_in in columns:
            _check_percent(cells, column, faults)


def _check_end(cells: CodedTable, column: Column | None, faults: FileFaults) -> None:
    """A file without a final line break may have lost the end of its last cell.

    Many programs write none, so that is no fault by itself. The last cell is one when it is
    shorter than most of its column (a date and a year all have one length, a count of 91 among
    counts of three digits was probably 912), when it is empty and most are not (of days: when any
    is not, because an empty day says that something still goes on), or when it is the beginning of
    another text in its column that it does not equal anywhere else.
    """
    if column is None or column.name in ("locator", "note"):
        return
    coded = cells.columns[column.name]
    last, others = coded.texts[coded.codes[-1]], coded.codes[:-1]
    if not _cut_off(last, Coded(others, coded.texts), column):
        return
    problem = (
        "the file ends in this cell without a line break, and other cells of the column are "
        "longer: it may have been cut off. Check the cell, and end the last row with a line break."
    )
    faults.add(problem, row=int(cells.numbers[-1]), column=column.name)


def _cut_off(last: str, others: Coded, column: Column) -> bool:
    if last.endswith((".", ",", "-")):
        return True
    if not last or column.kind in ("integer", "number", "date"):
        lengths = np.array([len(other) for other in others.texts])[others.codes]
        like = lengths[lengths > 0] if last else lengths
        enough = 0 if column.kind == "date" and not last else len(like) / 2
        return bool((like > len(last)).sum() > enough)
    present = [others.texts[code] for code in np.unique(others.codes)]
    return last not in present and any(other.startswith(last) for other in present)


def _check_alike(cells: CodedTable, column: str, faults: FileFaults, *, private: bool) -> None:
    coded = cells.columns[column]
    first: dict[str, int] = {}
    pairs = [
        (place, first[alike])
        for place, name_of in enumerate(coded.texts)
        if first.setdefault(alike := folded(name_of), place) != place
    ]
    for place, other in pairs[:MOST_LISTED]:
        row, above = (int(cells.numbers[np.argmax(coded.codes == item)]) for item in (place, other))
        what = "this name" if private else quoted(coded.texts[place])
        capitals = coded.texts[place].casefold() == coded.texts[other].casefold()
        by = "capitals" if capitals else "capitals, accents or spaces"
        problem = f"{what} differs from that in row {above} by {by} only. Write both alike."
        faults.add(problem, row=row, column=column)


def _check_percent(cells: CodedTable, column: Column, faults: FileFaults) -> None:
    """A percent sign says the unit, which must be that of the row."""
    coded, units = cells.columns[column.name], cells.columns[column.unit_in]
    for place, written in enumerate(coded.texts):
        if not written.endswith("%"):
            continue
        for position in np.flatnonzero(coded.codes == place):
            unit = units.texts[units.codes[position]]
            if unit not in _IN_PERCENT:
                problem = (
                    f"{quoted(written)} is in percent, but the unit of the row is {quoted(unit)}. "
                    "Write the number without the sign, in that unit, or correct the unit."
                )
                faults.add(problem, row=int(cells.numbers[position]), column=column.name)
