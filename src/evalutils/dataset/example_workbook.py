"""Writes the workbook of a new evaluation: a sheet per table, with lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evalutils.contracts import examples
from evalutils.contracts.columns import Column, Table
from evalutils.contracts.tables import TABLES
from evalutils.dataset.count_workbook import CHOICES, EXPLAINED

_LAST_ROW = 500
_FLAGS = ("true", "false")


def write_workbook(
    path: Path,
    rows: Mapping[str, Sequence[Mapping[str, str]]],
    source: str,
    codes: Mapping[str, Sequence[str]],
) -> None:
    """Write a sheet for each of these tables, with its rows of the example.

    `codes` are the codes of each codelist that a column may name.
    """
    import openpyxl

    book = openpyxl.Workbook()
    first, lists = book.active, _Lists(book.create_sheet(CHOICES))
    first.title = EXPLAINED
    _explain(first, [TABLES[name] for name in rows])
    for name, own in rows.items():
        provenance = {"source": source, "locator": examples.LOCATOR}
        _write(book.create_sheet(name), TABLES[name], [{**row, **provenance} for row in own])
        for place, column in enumerate(TABLES[name].all_columns, start=1):
            if options := _options(column, codes):
                lists.offer(book[name], place, column.name, options)
    book.move_sheet(CHOICES, len(rows))
    book.save(path)


def _explain(sheet: Any, tables: Sequence[Table]) -> None:
    from openpyxl.styles import Alignment, Font

    for line in (
        "Elk blad is een tabel. Vul eigen cijfers in de plaats van het voorbeeld in.",
        "Heeft u geen cijfers voor een tabel, verwijder dan de regels of het hele blad.",
        "Namen van kolommen en bladen blijven zoals zij zijn.",
    ):
        sheet.append([line])
    sheet.append([])
    sheet.append(["blad", "kolom", "wat het is", "wat erin komt", "eenheid", "verplicht"])
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for table in tables:
        sheet.append([table.name, "", table.title, table.description])
        for column in table.all_columns:
            must = "ja" if column.required else ""
            row = ["", column.name, column.label, column.description, column.unit or "", must]
            sheet.append(row)
    for letter, width in zip("ABCDEF", (16, 18, 26, 80, 14, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=6, min_col=4, max_col=4):
        row[0].alignment = Alignment(wrap_text=True, vertical="top")


def _write(sheet: Any, table: Table, rows: Sequence[Mapping[str, str]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font

    sheet.append([column.name for column in table.all_columns])
    for cell, column in zip(sheet[1], table.all_columns, strict=True):
        cell.font = Font(bold=True)
        cell.comment = Comment(f"{column.label}: {column.description}", "evalutils")
        sheet.column_dimensions[cell.column_letter].width = max(12, len(column.name) + 4)
    for row in rows:
        sheet.append([_cell(row.get(c.name, ""), c) for c in table.all_columns])
    sheet.freeze_panes = "A2"
    for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.is_date):
        cell.number_format = "DD-MM-YYYY"


def _cell(text: str, column: Column) -> object:
    """A cell as a person would type it."""
    if not text:
        return None
    if column.kind in ("integer", "number"):
        return float(text) if "." in text else int(text)
    return date.fromisoformat(text) if column.kind == "date" and text[:1].isdigit() else text


def _options(column: Column, codes: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if column.kind == "boolean":
        return _FLAGS
    return codes.get(column.codelist or "", ()) or column.allowed


class _Lists:
    """A sheet with a column for each list that cells choose from."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._letters: dict[tuple[str, ...], str] = {}

    def offer(self, sheet: Any, place: int, name: str, options: Sequence[str]) -> None:
        """Let the cells of a column choose from a list."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        if tuple(options) not in self._letters:
            letter = get_column_letter(len(self._letters) + 1)
            self._letters[tuple(options)] = letter
            for row, option in enumerate((name, *options), start=1):
                self._sheet[f"{letter}{row}"] = option
        at = self._letters[tuple(options)]
        area = f"'{CHOICES}'!${at}$2:${at}${len(options) + 1}"
        choice = DataValidation(type="list", formula1=area, allow_blank=True)
        own = get_column_letter(place)
        choice.add(f"{own}2:{own}{_LAST_ROW}")
        sheet.add_data_validation(choice)
