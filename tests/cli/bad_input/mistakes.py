"""How a mistake is made in a data folder, and the message that it must get.

Every case starts from the folder that `evalutils new almelo werkfit 2025` writes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

KEY = "almelo/werkfit/2025"

# A change gets the data folder and the folder of the evaluation in it.
Change = Callable[[Path, Path], object]

CASELOAD = "measure,date,count,qualifier,source,locator,note\n"
LADDER = ("moment", "rung", "count", "share", "source", "locator", "note")


@dataclass(frozen=True)
class Case:
    """One mistake.

    Attributes
    ----------
    name
        What went wrong.
    change
        Makes the mistake.
    where, what, next
        Pieces of the only message: the place, what is wrong with the value, what to do.
        The place is below the evaluation unless it starts with a slash.
    """

    name: str
    change: Change
    where: str
    what: str
    next: str

    @property
    def place(self) -> str:
        return self.where[1:] if self.where.startswith("/") else f"{KEY}/{self.where}"


def replaced(file: str, old: str, new: str) -> Change:
    def change(_: Path, folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def written(file: str, content: str | bytes) -> Change:
    data = content.encode() if isinstance(content, str) else content
    return lambda _, folder: (folder / file).write_bytes(data)


def workbook(
    table: str, *rows: Sequence[object], formats: Mapping[str, str] | None = None
) -> Change:
    """Replace the CSV file of a table by an Excel workbook."""

    def change(_: Path, folder: Path) -> None:
        (folder / f"{table}.csv").unlink()
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for cell, number_format in (formats or {}).items():
            book.active[cell].number_format = number_format
        book.save(folder / f"{table}.xlsx")

    return change


def renamed(old: str, new: str) -> Change:
    return lambda _, folder: (folder / old).rename(folder / new)
