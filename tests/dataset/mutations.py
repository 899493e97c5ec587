"""Files that hold one known table in thousands of forms and states of damage.

Every mutation keeps what the file means, or breaks it. A reader may therefore do two things with
it: give the same table, or name a fault. Anything else is silently wrong. Used by a bounded test
and by benchmarks/reading.py.
"""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from client_data import SPELLS, client_data
from small_data import load_one

from evalutils.contracts.tables import TABLES
from evalutils.dataset.client_rules import check_client_rules
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import load_library
from evalutils.dataset.reading.typed_table import read_table
from evalutils.dataset.rules import check_rules
from pseudonymised import pid

Grid = list[list[str]]

# Numbers in a last column are of one length: only then can a cut be seen, as the docs say.
TABLE_ROWS: dict[str, Grid] = {
    "caseload": [
        ["measure", "qualifier", "note", "date", "count"],
        ["stock_start", "", "stand in Fryslân", "2024-01-01", "1432"],
        ["inflow", "circa", "", "2024-12-31", "1744"],
        ["outflow", "", "coördinatie – privé", "2024-12-31", "1912"],
        ["stock_end", "", "", "2024-12-31", "1264"],
    ],
    "exits": [
        ["destination", "group", "base", "overlapping", "count", "share"],
        ["total", "", "", "", "912", ""],
        ["paid_work", "België", "outflow", "true", "429", "47.04"],
        ["total", "één ouder", "outflow", "true", "155", "17.00"],
        ["paid_work", "één ouder", "outflow", "false", "128", "14.04"],
    ],
    "costs": [
        [
            *("item", "kind", "bearer", "transfer", "low", "high", "per"),
            *("start_month", "months", "price_year", "central"),
        ],
        ["geïndexeerd", "cost", "municipality", "false", "", "", "exit", "", "", "2024", "3250.00"],
        ["ruïne", "cost", "state", "", "", "", "exit_month", "2", "12", "2023", "1183.33"],
        ["scholing", "cost", "society", "", "", "", "programme", "", "", "2023", "1250.50"],
    ],
    "benefits": [
        ["client_id", "start", "end"],
        [pid("k001"), "2023-01-10", "2024-03-15"],
        [pid("k002"), "2023-02-11", "2024-04-18"],
        [pid("k003"), "2023-03-12", ""],
        [pid("k004"), "2023-04-13", "2024-03-15"],
    ],
    "measurements": [
        ["client_id", "date", "kind", "rung", "correction", "birth_year", "wijk"],
        [pid("k001"), "2024-01-10", "measured", "2", "", "1980", "noord"],
        [pid("k001"), "2024-01-10", "measured", "3", "true", "1980", "noord"],
        [pid("k002"), "2024-02-11", "expected", "unknown", "", "1991", "zuid-oost"],
        [pid("k003"), "2024-03-12", "target", "3", "", "1975", "zuid-oost"],
    ],
}


SPELL_ROWS = "".join(f"k00{number},2025-01-0{number},,\n" for number in range(1, 5))


@dataclass
class Mutated:
    """One file.

    Attributes
    ----------
    what
        The mutations, in words.
    suffix, content
        Extension and bytes of the file.
    same
        True when the file still means the same table; False when any table is a right reading of
        it, as long as nothing breaks.
    """

    table: str
    what: str
    suffix: str
    content: bytes
    same: bool = True


class Folder:
    """One evaluation of which a table is read in other forms, with the rules around it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.evaluation = load_one(client_data(path / "data", spells=SPELLS + SPELL_ROWS))
        self.library = load_library(path / "data")
        self.tables: dict[str, pd.DataFrame] = {"spells": self.evaluation.tables["spells"]}
        self.names = {table: f"{table}.csv" for table in (*TABLE_ROWS, "spells")}
        for table, grid in TABLE_ROWS.items():
            rows, faults = self.read(table, ".csv", written(grid).encode())
            assert faults == [], faults
            assert rows

    def read(self, table: str, suffix: str, content: bytes) -> tuple[Any, list[str]]:
        """The rows of a file, in an order of their own, and the faults with their place."""
        path = self.path / f"{table}{suffix}"
        path.write_bytes(content)
        faults = FaultList()
        frame = read_table(path, TABLES[table], faults.of(path.name))
        told = [f"{fault.file} {fault.row}: {fault.problem}" for fault in faults.faults]
        if frame is None or told:
            return None, told
        tables = {**self.tables, table: frame}
        check_rules(self.evaluation, tables, self.names, self.library, faults)
        today = date(2026, 2, 1)
        check_client_rules(self.evaluation, tables, self.names, self.library, today, faults)
        self.tables.setdefault(table, frame)
        told = [f"{fault.file} {fault.row}: {fault.problem}" for fault in faults.faults]
        return rows_of(frame), told


def rows_of(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    text = frame[sorted(frame.columns)].astype("object").map(str)
    return sorted(map(tuple, text.to_numpy().tolist()))


def written(grid: Grid, separator: str = ",", end: str = "\n", *, every: bool = False) -> str:
    file = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(file, delimiter=separator, lineterminator=end, quoting=quoting).writerows(grid)
    return file.getvalue()


def mutate(random: Random) -> Mutated:
    """One file of random kind."""
    table = random.choice(list(TABLE_ROWS))
    grid = [list(row) for row in TABLE_ROWS[table]]
    what = [_in_cells(random, grid), _in_rows(random, grid)]
    if random.random() < 0.35:
        content, told, same = workbook(random, grid)
        return Mutated(table, ", ".join(filter(None, [*what, told])), ".xlsx", content, same)
    content, told, same = _as_text(random, grid)
    if "Σ" in "".join(what):  # a title or total row is no part of the table
        same = True
    return Mutated(table, ", ".join(filter(None, [*what, told])), ".csv", content, same)


def _in_cells(random: Random, grid: Grid) -> str:
    """Another writing of a few cells."""
    ways: dict[str, Callable[[str], str]] = {
        "zero-width": lambda cell: cell[:1] + "\u200b" + cell[1:],
        "no-break": lambda cell: f"\xa0{cell}\u2009",
        "spaces": lambda cell: f"  {cell.replace(' ', '   ')} ",
        "decomposed": lambda cell: unicodedata.normalize("NFD", cell),
        "soft hyphen": lambda cell: cell[:2] + "\xad" + cell[2:],
        "error": lambda cell: "#N/B",
        "formula": lambda cell: f"={cell}",
        "thousands": _with_thousands,
        "nothing": lambda cell: random.choice(["-", "NaN", "?", "<NA>"]),
        "dutch date": lambda cell: (
            "-".join(reversed(cell.split("-"))) if cell[:2] == "20" else cell
        ),
        "serial": lambda cell: "45366" if cell == "2024-03-15" else cell,
    }
    name = random.choice([*ways, "", "", "", ""])
    if not name:
        return ""
    for _ in range(random.randint(1, 3)):
        row, column = random.randrange(1, len(grid)), random.randrange(len(grid[0]))
        # Every text is a note.
        if grid[row][column] and grid[0][column] != "note":
            grid[row][column] = ways[name](grid[row][column])
    return name


def _with_thousands(cell: str) -> str:
    return f"{int(cell):,}".replace(",", ".") if cell.isdecimal() and len(cell) > 3 else cell


def _in_rows(random: Random, grid: Grid) -> str:
    """Rows and columns that change nothing, or that no table may have."""
    way = random.choice(
        ["", "", "", "order", "columns", "blank row", "blank column", "title", "twice"]
    )
    if way == "order":
        body = grid[1:]
        random.shuffle(body)
        grid[1:] = body
    elif way == "columns":
        order = random.sample(range(len(grid[0])), len(grid[0]))
        grid[:] = [[row[place] for place in order] for row in grid]
    elif way == "blank row":
        grid.insert(random.randint(1, len(grid)), [""] * len(grid[0]))
    elif way == "blank column":
        place = random.randint(0, len(grid[0]))
        grid[:] = [[*row[:place], "", *row[place:]] for row in grid]
    elif way == "title":
        grid.insert(0, ["Cijfers 2024"] + [""] * (len(grid[0]) - 1))
    elif way == "twice":
        grid.append(list(grid[-1]))
    return way


def _as_text(random: Random, grid: Grid) -> tuple[bytes, str, bool]:
    separator = random.choice([",", ",", ";", ";", "\t", "|"])
    if separator != "," and random.random() < 0.7:
        grid = [[_comma(cell) for cell in row] for row in grid]
    end = random.choice(["\n", "\r\n", "\n", "\r"])
    text = written(grid, separator, end, every=random.random() < 0.2)
    encoding = random.choice(
        ["utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "mac_roman", "cp850", "double", "mixed"]
    )
    content = _encoded(random, text, encoding)
    told = f"{separator!r} {end!r} {encoding}"
    damage = random.choice(["", "", "", "", "no end", "cut", "cut", "byte", "line", "sep"])
    if damage == "no end":
        content = content.rstrip(b"\r\n")
    elif damage == "cut":
        content = content.rstrip(b"\r\n")
        content = content[: -random.randint(1, 12)]
    elif damage == "byte":
        place = random.randrange(len(content))
        content = content[:place] + bytes([random.randrange(256)]) + content[place + 1 :]
    elif damage == "line":
        lines = content.splitlines(keepends=True)
        lines.insert(random.randrange(len(lines)), random.choice(lines)[: random.randint(0, 20)])
        content = b"".join(lines)
    elif damage == "sep" and encoding in ("utf-8", "cp1252"):
        content = f"sep={separator}\r\n".encode() + content
    return content, f"{told} {damage}".strip(), damage not in ("byte", "line")


def _comma(cell: str) -> str:
    return cell.replace(".", ",") if cell.replace(".", "").isdecimal() else cell


def _encoded(random: Random, text: str, encoding: str) -> bytes:
    if encoding == "double":
        return "".join(map(chr, text.encode())).encode()
    if encoding == "mixed":
        lines = text.splitlines(keepends=True)
        return b"".join(_bytes(line, random.choice(["utf-8", "cp1252"])) for line in lines)
    return _bytes(text, encoding)


def _bytes(text: str, encoding: str) -> bytes:
    try:
        return text.replace("\xad", "" if encoding == "cp850" else "\xad").encode(encoding)
    except UnicodeEncodeError:  # no such file can exist
        return text.encode()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

# What a sheet may hold beside its cells, and whether the table stays the same with it.
FEATURES = (
    "",
    "wrong dimension",
    "strict",
    "prefix",
    "no references",
    "percent",
    "dates",
    "empty styles far away",
    "hidden row",
    "hidden column",
    "narrow column",
    "merged",
    "merged beside",
    "hidden sheet",
    "hidden sheet of the name",
    "two sheets",
    "formula",
    "formula without result",
    "array formula",
    "error",
    "far cell",
    "cell twice",
    "bytes",
    "cut",
    "document type",
)


def workbook(random: Random, grid: Grid, feature: str | None = None) -> tuple[bytes, str, bool]:
    """A workbook written by hand, with one feature that real ones have."""
    feature = random.choice(FEATURES) if feature is None else feature
    cells = [
        [_cell(cell, row, column, feature) for column, cell in enumerate(line)]
        for row, line in enumerate(grid)
    ]
    spoiled = random.randrange(1, len(grid)), random.randrange(len(grid[0]))
    special = {
        "formula without result": '<c r="{0}"><f>1+1</f></c>',
        "array formula": '<c r="{0}"><f t="array" ref="{0}">SUM(A1:A3)</f></c>',
        "error": '<c r="{0}" t="e"><v>#REF!</v></c>',
        "cell twice": cells[spoiled[0]][spoiled[1]] * 2,
    }
    if feature in special:
        row, column = spoiled
        cells[row][column] = special[feature].format(f"{chr(65 + column)}{row + 1}")
    rows = [
        f'<row r="{number}"{_hidden(feature, number)}>{"".join(line)}</row>'
        for number, line in enumerate(cells, start=1)
    ]
    if feature == "far cell":
        rows.append('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    if feature == "empty styles far away":
        rows.append('<row r="1048576"><c r="XFD1048576" s="1"/></row>')
    xml = _sheet("".join(rows), feature)
    content = _package(xml, feature, "x")
    if feature == "bytes":
        changed = bytearray(content)
        for _ in range(3):
            changed[random.randrange(len(changed))] = random.randrange(256)
        content = bytes(changed)
    elif feature == "cut":
        content = content[: random.randrange(len(content))]
    return content, f"workbook {feature}".strip(), feature != "bytes"


def _hidden(feature: str, number: int) -> str:
    return ' hidden="1"' if feature == "hidden row" and number == 3 else ""


def _cell(text: str, row: int, column: int, feature: str) -> str:
    if not text:
        return "<c/>" if feature == "no references" else ""
    place = "" if feature == "no references" else f' r="{chr(65 + column)}{row + 1}"'
    if feature == "no references" and row:
        place = ""
    plain = text.replace(".", "", 1)
    if plain.isdecimal() and not (text[0] == "0" and len(text) > 1) and text.count(".") < 2:
        if feature == "percent" and "." in text:
            return f'<c{place} s="1"><v>{float(text) / 100}</v></c>'
        formula = "<f>A1*2</f>" if feature == "formula" else ""
        return f"<c{place}>{formula}<v>{text}</v></c>"
    if feature == "dates" and len(text) == 10 and text[:2] == "20" and text[4] == "-":
        days = (pd.Timestamp(text) - pd.Timestamp("1899-12-30")).days
        return f'<c{place} s="2"><v>{days}</v></c>'
    return f'<c{place} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _sheet(rows: str, feature: str) -> str:
    if feature == "no references":
        # Without references an empty cell must be there, or the next one takes its place.
        feature = ""
    space = STRICT if feature == "strict" else MAIN
    dimension = '<dimension ref="A1:B2"/>' if feature == "wrong dimension" else ""
    columns = {
        "hidden column": '<cols><col min="2" max="2" hidden="1"/></cols>',
        "narrow column": '<cols><col min="2" max="2" width="0" customWidth="1"/></cols>',
    }.get(feature, "")
    merged = {"merged": "B2:B4", "merged beside": "Z2:AC9"}.get(feature, "")
    merges = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    kind = '<!DOCTYPE a [<!ENTITY b "c">]>' if feature == "document type" else ""
    body = f"{dimension}{columns}<sheetData>{rows}</sheetData>{merges}"
    if feature == "prefix":
        body = body.replace("</", "</\0").replace("<", "<x:").replace("<x:/\0", "</x:")
        return f'<x:worksheet xmlns:x="{space}">{body}</x:worksheet>'
    return f'<?xml version="1.0"?>{kind}<worksheet xmlns="{space}">{body}</worksheet>'


def _package(sheet: str, feature: str, name: str) -> bytes:
    strict = feature == "strict"
    space, relations = (STRICT, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    other = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'
    )
    second = {
        "hidden sheet": '<sheet name="Hulp" sheetId="2" state="hidden" r:id="rId2"/>',
        "hidden sheet of the name": '<sheet name="{0}" state="veryHidden" r:id="rId2"/>',
        "two sheets": '<sheet name="Blad2" sheetId="2" r:id="rId2"/>',
    }.get(feature, "")
    every = "".join(second.format(table) for table in TABLE_ROWS) if "{0}" in second else second
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}" xmlns:r="{relations}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/>{every}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{relations}/worksheet" Target="/xl/worksheets/sheet2.xml"/>'
        f'<Relationship Id="rId3" Type="{relations}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{space}"><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="10"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/sheet2.xml": other,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return file.getvalue()
