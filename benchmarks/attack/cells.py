"""One cell is replaced: by another writing of a value, a value of another kind, or hostile text."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from random import Random

from benchmarks.attack.mutation import Change, Mutator, Right, Target
from benchmarks.attack.reading import Grid, Said, grid_of, kind_of, line, number, said_by_table
from benchmarks.attack.setting import ROOT

from evalutils.contracts.tables import TABLES

sys.path.insert(0, str(ROOT / "tests" / "literal"))
from hostile import SNIPPETS

# A writing and the one value that it has, None when it has none or more than one.
Written = tuple[str, str | None]

TEXTS = (
    *SNIPPETS,
    '=HYPERLINK("https://example.org";"x")',
    "NA",
    "nan",
    "#N/B",
    "true",
    "0012",
    "../../../../README",
    "C:\\tmp\\x",
    "regel een\nregel twee",
    "tab\there",
    "x" * 40_000,
    "\u202egnirts",
    "bel\x07",
    "'; DROP TABLE x; --",
    "${jndi:ldap://x} {0} %s %n",
    "😀 👩‍👩‍👧 ﬁ",
)
ODD_CODES = ("Total", "x", "total ", "1;2", "paid-work", "5-6-7", "-1", "0", "9999", "ｔotal")
DAYS: tuple[Written, ...] = (
    ("15-03-2024", "2024-03-15"),
    ("2024-3-5", "2024-03-05"),
    ("15/03/2024", "2024-03-15"),
    ("15.03.2024", "2024-03-15"),
    ("20240315", "2024-03-15"),
    ("2024-03-15 00:00:00", "2024-03-15"),
    ("2024-03-15T00:00:00Z", "2024-03-15"),
    ("15 maart 2024", "2024-03-15"),
    ("03/04/2024", None),
    ("24-03-15", None),
    ("15-03-24", None),
    ("2024-02-30", None),
    ("2023-02-29", None),
    ("2024-03", None),
    ("45366", "2024-03-15"),
    ("0001-01-01", "0001-01-01"),
    ("9999-12-31", "9999-12-31"),
    ("gisteren", None),
    ("2024-13-01", None),
    ("٢٠٢٤-٠٣-١٥", "2024-03-15"),
)
FLAGS: tuple[Written, ...] = (
    ("WAAR", "true"),
    ("ja", "true"),
    ("ONWAAR", "false"),
    ("0", "false"),
    ("2", None),
    ("ja?", None),
    ("t", None),
    ("-", None),
)


def written_number(draw: Random, separator: str) -> Written:
    """A number in one of the ways that people and programs write them.

    Between semicolons the comma is the decimal sign, as in all files of Dutch programs.
    """
    whole = draw.choice([7, 45, 912, 1500, 12_345, 1_234_567])
    dutch = f"{whole:,}".replace(",", ".")
    dutch_file = separator == ";"
    one_reading = str(whole) if whole < 1000 or whole > 999_999 else None
    ways: tuple[Written, ...] = (
        (str(whole), str(whole)),
        (dutch, one_reading),
        (f"{whole:,}", f"{whole / 1000}" if dutch_file and one_reading is None else one_reading),
        (f"{dutch},5", f"{whole}.5"),
        (f"{whole},25", f"{whole}.25"),
        (f"{whole}.0", str(whole)),
        (f"{whole}.", str(whole)),
        (f"{whole:,}".replace(",", " "), str(whole)),
        (f"{whole:,}".replace(",", "\N{NARROW NO-BREAK SPACE}"), str(whole)),
        (f"{whole:,}".replace(",", "'"), str(whole)),
        (f"{whole:_}", str(whole)),
        (f"{whole}%", str(whole)),
        (f"€ {whole}", str(whole)),
        (f"+{whole}", str(whole)),
        (f"-{whole}", f"-{whole}"),
        (f"\N{MINUS SIGN}{whole}", f"-{whole}"),
        (f"{whole}-", None),
        (f"({whole})", None),
        (f"{whole} personen", None),
        (f"ca. {whole}", None),
        (f"{whole}e3", str(whole * 1000)),
        (f"{whole},5E+02", str(whole * 100 + 50)),
        (f"0x{whole:x}", None),
        (f"0{whole}", str(whole)),
        ("9" * 17, "9" * 17),
        ("9" * 400, "9" * 400),
        ("0." + "3" * 30, "0." + "3" * 30),
        ("1e400", None),
        ("NaN", None),
        ("-inf", None),
        ("Infinity", None),
        ("1/2", "0.5"),
        ("½", "0.5"),
        ("٤٥", "45"),
        ("４５", "45"),
        ("²", None),
        ("1,2,3", None),
        ("1.2.3", None),
        ("12.34,56", None),
        ("1.23.456", None),
        ("--5", None),
        ("=1+1", None),
        ("#VERW!", None),
        ("1 2", None),
        ("<10", None),
        ("", ""),
    )
    return draw.choice(ways)


def odd_value(draw: Random, target: Target) -> Change:
    """A value in another writing, or one that is none."""
    grid, row, column = _place(draw, target, lambda kind: kind != "text")
    separator = draw.choice(",,;")
    name, kind, old = grid[0][column], kind_of(target.table, grid[0][column]), grid[row][column]
    if kind in ("integer", "number"):
        text, value = written_number(draw, separator)
        value = None if value is None else number(value)
    elif kind in ("date", "boolean"):
        text, value = draw.choice(DAYS if kind == "date" else FLAGS)
    elif draw.random() < 0.5:
        text, value = draw.choice(ODD_CODES), None
        value = line(text) if kind in ("rung", "rungs") else None
    else:
        text, value = draw.choice([f" {old} ", f"\ufeff{old}", f"\xa0{old}"]), line(old)
    grid[row][column] = text
    _write(target, grid, separator)
    return Change(
        f"{name} in row {row + 1} is {text[:30]!r}", _right(target, grid, row, name, value)
    )


def hostile_text(draw: Random, target: Target) -> Change:
    """A text that something may take for more than a text."""
    anywhere = draw.random() < 0.2
    grid, row, column = _place(draw, target, lambda kind: anywhere or kind == "text")
    name, text = grid[0][column], draw.choice(TEXTS)
    grid[row][column] = text
    _write(target, grid, draw.choice(",,;"))
    value = line(text) if kind_of(target.table, name) == "text" else None
    secret = text if TABLES[target.table].client_level and len(text) > 6 else ""
    what = f"{name} in row {row + 1} is {text[:30]!r}"
    return Change(what, _right(target, grid, row, name, value), secret)


def _place(draw: Random, target: Target, fits: Callable[[str], bool]) -> tuple[Grid, int, int]:
    grid = grid_of(target.text())
    kinds = [kind_of(target.table, name) for name in grid[0]]
    columns = [column for column, kind in enumerate(kinds) if fits(kind)]
    return grid, draw.randrange(1, len(grid)), draw.choice(columns)


def _right(target: Target, grid: Grid, row: int, name: str, value: str | None) -> Right:
    if value is None:
        return []
    order = sum(any(cells) for cells in grid[1:row])
    said: Said = said_by_table(target.table, grid)
    said.pop(f"{order}.{name}", None)
    return [said | ({f"{order}.{name}": value} if value else {})]


def _write(target: Target, grid: Grid, separator: str) -> None:
    """Write the cells, between commas or as Dutch Excel does."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(grid)
    target.path.write_bytes(file.getvalue().encode())


MUTATORS: dict[str, Mutator] = {"cell: odd value": odd_value, "cell: hostile text": hostile_text}
