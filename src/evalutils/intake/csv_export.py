"""Reads an export in CSV, of any size, with notes above the column names."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from evalutils.dataset.faults import FileFaults, folded
from evalutils.dataset.reading.csv_file import ANNOUNCEMENT, SEPARATORS, explain
from evalutils.dataset.reading.plain_text import tidy
from evalutils.intake.row_parts import NOTES, Row, RowPart, find_heading, parts_of
from evalutils.intake.text_blocks import lines_of


def read_csv_parts(path: Path, wanted: Sequence[str], faults: FileFaults) -> Iterator[RowPart]:
    """The wanted columns of a CSV file, some rows at a time."""
    lines = lines_of(path, faults)
    first = list(islice(lines, NOTES))
    if not first:
        if not faults.found:
            faults.add("the file is empty. Export it again.")
        return
    announced = ANNOUNCEMENT.match(first[0])
    separator = announced[1] if announced else _separator(first, wanted)
    rows = _rows(chain(first, lines), separator, faults)
    top = list(islice(rows, NOTES))
    heading = find_heading(top, wanted, faults)
    if heading is not None:
        below = (row for row in chain(top, rows) if row[0] > heading.row and row[1])
        yield from parts_of(below, heading, faults)


def first_rows(path: Path, faults: FileFaults) -> Iterator[Sequence[str]]:
    """Every row of a file of which no column is known yet."""
    lines = lines_of(path, faults)
    first = list(islice(lines, NOTES))
    announced = ANNOUNCEMENT.match(first[0]) if first else None
    separator = announced[1] if announced else _separator(first, ())
    return (cells for _, cells in _rows(chain(first, lines), separator, faults))


def _separator(lines: Sequence[str], wanted: Sequence[str]) -> str:
    """The sign between which most of the wanted names stand on one line."""
    names = {folded(name) for name in wanted}

    def score(sign: str) -> tuple[int, int]:
        found = (
            len({folded(tidy(cell.strip('"\r\n '))) for cell in line.split(sign)} & names)
            for line in lines
        )
        return max(found, default=0), sum(line.count(sign) for line in lines)

    return max(SEPARATORS, key=score)


def _rows(lines: Iterator[str], separator: str, faults: FileFaults) -> Iterator[Row]:
    number = 0
    try:
        reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
        for number, cells in enumerate(reader, start=1):
            yield number, cells
    except csv.Error as error:
        faults.add(explain(error), row=number + 1)
