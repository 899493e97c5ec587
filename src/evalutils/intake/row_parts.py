"""An export as it is read: parts of some rows, with only the columns that the mapping names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evalutils.dataset.faults import FileFaults, folded, nearest, quoted
from evalutils.dataset.reading.plain_text import tidy

ROWS = 100_000
# A title and some notes may stand above the column names.
NOTES = 50

Row = tuple[int, Sequence[str]]


@dataclass(frozen=True)
class RowPart:
    """Some rows of an export: their numbers in it, and per wanted column the text of each."""

    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class HeadingRow:
    """Where the wanted columns stand."""

    row: int
    width: int
    places: Mapping[str, int]


def find_heading(
    first: Iterable[Row], wanted: Sequence[str], faults: FileFaults
) -> HeadingRow | None:
    """The row that names the wanted columns, among the first; None when there is none."""
    best: tuple[float, int, list[str]] | None = None
    for number, cells in first:
        names = [tidy(cell) for cell in cells]
        found = sum(name in names for name in wanted) or (
            0.5 * sum(_like(name, names) is not None for name in wanted)
        )
        if found and (best is None or found > best[0]):
            best = (found, number, names)
    if best is None:
        listed = ", ".join(map(quoted, wanted))
        faults.add(
            f"none of the first {NOTES} rows names a column of the mapping ({listed}). Correct the "
            "names in mapping.yaml, or choose the right file or sheet."
        )
        return None
    _, number, names = best
    return _heading(number, names, wanted, faults)


def _heading(
    number: int, names: Sequence[str], wanted: Sequence[str], faults: FileFaults
) -> HeadingRow | None:
    complete = True
    for name in wanted:
        if names.count(name) == 1:
            continue
        complete = False
        problem = "this name occurs twice. Rename one of the two columns in the export."
        if name not in names:
            like = _like(name, names)
            hint = f"Did you mean {quoted(like)}?" if like else "Correct the name in mapping.yaml."
            problem = f"this column of the mapping is not in the export. {hint}"
        faults.add(problem, row=number, column=name)
    if not complete:
        return None
    return HeadingRow(number, len(names), {name: names.index(name) for name in wanted})


def _like(name: str, names: Sequence[str]) -> str | None:
    same = [other for other in names if other and folded(other) == folded(name)]
    return same[0] if same else nearest(name, filter(None, names))


def parts_of(rows: Iterable[Row], heading: HeadingRow, faults: FileFaults) -> Iterator[RowPart]:
    """The rows below the heading; blank ones are left out, and one of another width is a fault."""
    numbers: list[int] = []
    kept: list[Sequence[str]] = []
    width = heading.width
    stopped = stopped_at = 0  # a row with fewer cells, and how many: while it is the last one
    for number, cells in rows:
        if stopped:
            faults.add_rows(_width_problem(stopped_at, width), [stopped])
            stopped = 0
        if len(cells) != width:
            if len(cells) < width:
                stopped, stopped_at = number, len(cells)
                continue
            if any(cells[width:]):
                faults.add_rows(_width_problem(len(cells), width), [number])
                continue
            cells = cells[:width]
        numbers.append(number)
        kept.append(cells)
        if len(numbers) == ROWS:
            yield _part(numbers, kept, heading)
            numbers, kept = [], []
    if stopped:
        problem = (
            "the last row stops half way: the file was cut off, or this is a line below the table. "
            "Export it again, or remove the line."
        )
        faults.add(problem, row=stopped)
    if numbers:
        yield _part(numbers, kept, heading)


def _width_problem(cells: int, width: int) -> str:
    return (
        f"this row has {cells} cells, and the column names are {width}. Put a text that holds the "
        "separator between double quotes, or export again."
    )


def _part(numbers: list[int], kept: list[Sequence[str]], heading: HeadingRow) -> RowPart:
    columns = {name: [cells[at] for cells in kept] for name, at in heading.places.items()}
    filled = [any(cells) for cells in zip(*columns.values(), strict=True)]
    if all(filled):
        return RowPart(numbers, columns)
    places = [place for place, full in enumerate(filled) if full or any(kept[place])]
    return RowPart(
        [numbers[place] for place in places],
        {name: [texts[place] for place in places] for name, texts in columns.items()},
    )
