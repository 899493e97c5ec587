"""A table as an Excel workbook, with what workbooks hide, add and lose."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import openpyxl
from benchmarks.attack.mutation import REFUSED, Change, Mutator, Right, Target
from benchmarks.attack.reading import Grid, grid_of, kind_of, said_by_table
from openpyxl.worksheet.formula import ArrayFormula

_BOMB_MB = 300


def workbook(draw: Random, target: Target) -> Change:
    """The CSV file becomes a workbook that holds the same, or more, or less."""
    grid = grid_of(target.text())
    book = openpyxl.Workbook()
    typed = draw.random() < 0.7
    for row in grid:
        book.active.append([_typed(target, grid, row, place, typed) for place in range(len(row))])
    way = draw.choice([*_WAYS])
    right = _WAYS[way](draw, target, book, grid)
    path = target.path.with_suffix(".xlsx")
    target.path.unlink()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(path)
    return Change(f"workbook: {way}{'' if typed else ', all text'}", right)


def damaged(draw: Random, target: Target) -> Change:
    """A workbook of which parts are missing, other or far too large."""
    grid = grid_of(target.text())
    book = openpyxl.Workbook()
    for row in grid:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    content = file.getvalue()
    way = draw.choice(
        ["cut", "bytes", "bomb", "entities", "part", "name", "dimension", "csv inside"]
    )
    right: Right = REFUSED
    target.path.unlink()
    path = target.path.with_suffix(".xlsx")
    if way == "cut":
        content = content[: draw.randrange(len(content))]
    elif way == "bytes":
        place = draw.randrange(len(content))
        content = content[:place] + draw.randbytes(3) + content[place + 3 :]
        right = None
    elif way == "name":
        path = target.path
    elif way == "csv inside":
        content = "\n".join(",".join(row) for row in grid).encode()
    else:
        content = _with_parts(content, _PARTS[way](draw))
        right = [target.said] if way in ("dimension", "part") else REFUSED
    path.write_bytes(content)
    return Change(f"workbook damaged: {way}", right)


def _typed(target: Target, grid: Grid, row: list[str], place: int, typed: bool) -> Any:
    cell = row[place]
    kind = kind_of(target.table, grid[0][place])
    if not typed or not cell or row is grid[0]:
        return cell or None
    if kind in ("integer", "number"):
        found = Decimal(cell)
        return int(found) if found == int(found) else float(found)
    if kind == "date":
        return date.fromisoformat(cell)
    return cell


def _same(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    return [target.said]


def _hidden_sheet(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    other = book.create_sheet(draw.choice([target.table, "Hulp"]))
    for row in [grid[0], *grid[1:][::-1][:1]]:
        other.append(row)
    other.sheet_state = draw.choice(["hidden", "veryHidden"])
    return [target.said]


def _two_sheets(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    other = book.create_sheet("Toelichting")
    other.append(["Bron: eigen registratie"])
    if draw.random() < 0.5:
        book.worksheets[0].title = target.table
    return [target.said]


def _merged(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    column, last = draw.randrange(len(grid[0])), min(4, len(grid))
    if last < 3:
        return [target.said]
    book.active.merge_cells(
        start_row=2, end_row=last, start_column=column + 1, end_column=column + 1
    )
    if not any(row[column] for row in grid[1:last]):
        return [target.said]
    for row in grid[2:last]:  # filled, as it looks; the alternative is to refuse it
        row[column] = grid[1][column]
    return [said_by_table(target.table, grid)]


def _hidden_row(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    row = draw.randrange(2, len(grid) + 1)
    book.active.row_dimensions[row].hidden = True
    return [target.said]


def _hidden_column(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    book.active.column_dimensions[draw.choice("ABCD")].hidden = True
    return [target.said]


def _formula(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    cell = book.active.cell(draw.randrange(2, len(grid) + 1), draw.randrange(1, len(grid[0]) + 1))
    formula = draw.choice(["=1+1", "=SUM(A1:A3)", '=HYPERLINK("x")', "={1}", "=cmd|'/C calc'!A0"])
    cell.value = ArrayFormula(cell.coordinate, formula) if draw.random() < 0.5 else formula
    return REFUSED


def _error(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    cell = book.active.cell(draw.randrange(2, len(grid) + 1), draw.randrange(1, len(grid[0]) + 1))
    cell.value, cell.data_type = "#REF!", "e"
    return REFUSED


def _percent(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    """A number shown as percent is a hundred times what is stored."""
    row = draw.randrange(1, len(grid))
    columns = [n for n, name in enumerate(grid[0]) if kind_of(target.table, name) == "number"]
    if not columns:
        return [target.said]
    column = draw.choice(columns)
    cell = book.active.cell(row + 1, column + 1)
    cell.value, cell.number_format = 0.125, "0.0%"
    grid[row][column] = "12.5"
    return [said_by_table(target.table, grid)]


def _far_cell(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    book.active.cell(1_048_576, 16_384).value = draw.choice([1, "x", None])
    return [target.said]


def _comments(draw: Random, target: Target, book: Any, grid: Grid) -> Right:
    from openpyxl.comments import Comment

    book.active["A2"].comment = Comment("let op", "iemand")
    book.active.freeze_panes = "A2"
    book.active.auto_filter.ref = f"A1:B{len(grid)}"
    book.create_chartsheet("Grafiek")
    return [target.said]


_WAYS: dict[str, Callable[[Random, Target, Any, Grid], Right]] = {
    "same": _same,
    "hidden sheet": _hidden_sheet,
    "two sheets": _two_sheets,
    "merged cells": _merged,
    "hidden row": _hidden_row,
    "hidden column": _hidden_column,
    "formula": _formula,
    "error": _error,
    "percent": _percent,
    "far cell": _far_cell,
    "comments": _comments,
}


def _with_parts(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def _bomb(draw: Random) -> Callable[[str, bytes], bytes]:
    row = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
    filling = draw.choice([b" ", row])

    def change(name: str, part: bytes) -> bytes:
        if "sheet1" not in name:
            return part
        return part.replace(b"</sheetData>", filling * (_BOMB_MB * 1_000_000 // len(filling)), 1)

    return change


def _entities(draw: Random) -> Callable[[str, bytes], bytes]:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "x">{nested}]>'
    outside = '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>'
    kind = draw.choice([bomb, outside]).encode()

    def change(name: str, part: bytes) -> bytes:
        if "sheet1" not in name:
            return part
        start = part.index(b"<worksheet")
        cell = b'<row><c t="inlineStr"><is><t>&e9;</t></is></c></row></sheetData>'
        return part[:start] + kind + part[start:].replace(b"</sheetData>", cell)

    return change


def _part(draw: Random) -> Callable[[str, bytes], bytes]:
    hit = draw.choice(["sheet1", "workbook.xml", "Content_Types", "sharedStrings"])
    return lambda name, part: part[: len(part) // 2] if hit in name else part


def _dimension(draw: Random) -> Callable[[str, bytes], bytes]:
    import re

    wrong = draw.choice([b'<dimension ref="A1:B2"', b'<dimension ref="A1:XFD1048576"'])
    return lambda name, part: re.sub(rb'<dimension ref="[^"]*"', wrong, part)


_PARTS = {"bomb": _bomb, "entities": _entities, "part": _part, "dimension": _dimension}
MUTATORS: dict[str, Mutator] = {"workbook": workbook, "workbook damaged": damaged}
