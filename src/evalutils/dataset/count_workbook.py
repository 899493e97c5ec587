"""One workbook with a sheet per table of counts, in the place of a file for each."""

from __future__ import annotations

from pathlib import Path

from evalutils.contracts.tables import TABLES
from evalutils.dataset.faults import FileFaults, nearest, quoted
from evalutils.dataset.reading.excel import filled_sheets

# Sheets that explain; the second holds what the others let choose from.
EXPLAINED, CHOICES = "Uitleg", "Keuzes"
SHEETS = tuple(name for name, table in TABLES.items() if not table.client_level)


def tables_in(path: Path, faults: FileFaults) -> list[str]:
    """The tables in a workbook: the sheets with rows below the column names."""
    found = []
    for title, rows in filled_sheets(path, faults).items():
        name = title.strip().lower()
        if name in (EXPLAINED.lower(), CHOICES.lower()):
            continue
        if name not in SHEETS:
            meant = nearest(name, SHEETS)
            hint = (
                f"Did you mean '{meant}'?" if meant else f"Name it after one: {', '.join(SHEETS)}."
            )
            faults.add(f"the sheet {quoted(title)} is no table of counts. {hint}")
        elif rows > 1:
            found.append(name)
    return found


def shown_name(folder: str, path: Path, table: str) -> str:
    """How messages name the file of a table: of a workbook with its sheet."""
    sheet = sheet_of(path, table)
    return f"{folder}/{path.name}" + (f", sheet {sheet}" if sheet else "")


def sheet_of(path: Path, table: str) -> str:
    """The sheet of a table; empty in a file of its own."""
    return "" if path.stem.lower() == table else table
