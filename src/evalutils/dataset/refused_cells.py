"""Columns of a table that name a person, or hold what tells who somebody is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from evalutils.contracts.tables import Table
from evalutils.dataset.faults import FileFaults
from evalutils.dataset.reading.coded_table import CodedTable
from evalutils.dataset.refused import refusal
from evalutils.identifiers.person_headings import heading_problem
from evalutils.identifiers.scan import found_in_cells, found_in_numbers

_NUMBERS = ("integer", "number")
_LIKE_A_NUMBER = re.compile(r"[-+]?(?:\u20ac ?)?[0-9.,]*(?:[eE]\+?[0-9]+)?(?: ?%)?")


def refuse_headings(
    header: Iterable[str], table: Table, header_row: int, faults: FileFaults
) -> bool:
    """Refuse columns that name a person or a special category; whether there are any."""
    known = {column.name for column in table.all_columns}
    refused = False
    for place, name in enumerate(dict.fromkeys(header), start=1):
        found = found_in_cells([name])
        named = "" if name in known else heading_problem(name, of_clients=table.client_level)
        if found or named:
            problem = refusal(found) if found else named
            faults.refuse(problem, row=header_row, column=str(place) if found else name)
            refused = True
    return refused


def refuse_cells(
    cells: CodedTable, table: Table, groups: Sequence[str], faults: FileFaults
) -> bool:
    """Refuse columns with cells that tell who somebody is; whether there are any.

    Clients have a form of their own, and groups of clients rules of their own.
    """
    kinds = {column.name: column.kind for column in table.all_columns}
    apart = ("client_id", *groups) if table.client_level else ()
    refused = False
    for name, coded in cells.columns.items():
        if name in apart:
            continue
        find = _found_among_numbers if kinds.get(name) in _NUMBERS else found_in_cells
        if found := find(coded.texts):
            faults.refuse(refusal(found), column=name)
            refused = True
    return refused


def _found_among_numbers(texts: Sequence[str]) -> Counter[str]:
    numbers = [text for text in texts if _LIKE_A_NUMBER.fullmatch(text)]
    others = [text for text in texts if not _LIKE_A_NUMBER.fullmatch(text)]
    return found_in_numbers(numbers) + found_in_cells(others)
