"""Exports as a user would break them by hand: another form of file, of cells, or of mapping."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime

import openpyxl
from damaged_exports import rows
from exports import HEADER, MAPPING
from openpyxl.worksheet.worksheet import Worksheet

# Name, content and mapping.
Odd = tuple[str, bytes, str]
LINES = [HEADER, *rows(12)]
TEXT = "\n".join([*LINES, ""])
CELLS = [line.split(";") for line in LINES]
SERIAL = 45_000  # 15 March 2023


def changed(at: int, column: int, cell: str) -> str:
    """The export with another text in one cell."""
    cells = [list(row) for row in CELLS]
    cells[at][column] = cell
    return "\n".join([";".join(row) for row in cells] + [""])


def texts() -> Iterator[tuple[str, bytes]]:
    """Files of text."""
    plain = TEXT.encode()
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp850", "mac_roman"):
        yield f"in {encoding}", TEXT.encode(encoding)
    yield "mixed ends of lines", plain.replace(b"\n", b"\r\n", 3).replace(b"-2023;1", b"-2023\r1")
    yield "ends of lines of an old Mac", plain.replace(b"\n", b"\r")
    yield "double ends of lines", plain.replace(b"\n", b"\r\r\n")
    yield "a NUL in a cell", plain.replace(b"Noord", b"No\0rd", 1)
    yield "NULs at the end", plain + bytes(300)
    yield "NULs only", bytes(5000)
    yield "a BOM only", "\ufeff".encode()
    yield "a BOM twice", "\ufeff\ufeff".encode() + plain
    yield "nothing", b""
    yield "empty lines", b"\n" * 200
    yield "a header only", HEADER.encode()
    yield "a header twice", f"{HEADER}\n{TEXT}".encode()
    yield "a header of groups above", f";Persoon;;Traject;;;\n{TEXT}".encode()
    yield (
        "units below the header",
        TEXT.replace("\n", "\n(nr);(tekst);;(dag);(dag);;\n", 1).encode(),
    )
    yield "a header in the middle", "\n".join([*LINES[:6], HEADER, *LINES[6:], ""]).encode()
    yield "a total below", f"{TEXT}Totaal;;;;;;12\n".encode()
    yield "who made it below", f"{TEXT}\nGemaakt op 3 januari 2024\n".encode()
    yield "sixty lines above", ("regel\n" * 60 + TEXT).encode()
    yield "the separator in the first line", f"sep=;\n{TEXT}".encode()
    yield (
        "commas in half of the lines",
        "\n".join([*LINES[:6], *(line.replace(";", ",") for line in LINES[6:]), ""]).encode(),
    )
    yield "vertical bars", TEXT.replace(";", "|").encode()
    yield "more semicolons", TEXT.replace("\n", ";;;\n").encode()
    yield "16,384 columns", "\n".join(line + ";" * 16_384 for line in LINES).encode()
    yield "a cell of a megabyte", changed(3, 1, "x" * 2**20).encode()
    yield "curly quotes", changed(3, 1, "“Janssen-3;Zoon”").encode()
    yield "a quote that is not closed", changed(3, 1, '"Janssen-3').encode()
    yield "a quote with a backslash", changed(3, 1, r'"Janssen\"-3"').encode()
    yield "a line break in quotes", changed(3, 6, '"No\nord"').encode()
    yield "a page of HTML", f"<html><table><tr><td>{TEXT}</td></tr></table></html>".encode()
    yield "a zipped file", gzip.compress(plain)
    yield "a page of JSON", b'[{"Cli\xc3\xabntnummer": 910000001}]'
    for name, column, cell in (
        ("a day as a serial number", 3, str(SERIAL)),
        ("a day with its time", 3, "02-01-2023 13:45:00"),
        ("a day in American order", 3, "01-31-2023"),
        ("a day of two digits", 3, "02-01-23"),
        ("a day that does not exist", 4, "30-02-2023"),
        ("the last day of all", 4, "31-12-9999"),
        ("an error of Excel", 4, "#VERW!"),
        ("a row of hashes", 4, "########"),
        ("a formula", 3, "=VANDAAG()"),
        ("a client with points", 0, "910.000.003"),
        ("a client with a power", 0, "9,1E+08"),
        ("a client with decimals", 0, "910000003,00"),
        ("a client that is an error", 0, "#N/B"),
        ("no client", 0, ""),
        ("a code with zeros lost", 5, "1"),
        ("a code with decimals", 5, "34.0"),
        ("a name for a code", 5, "Janssen-9"),
        ("a name in a group", 6, "J. Janssen-9"),
        ("a sentence in a group", 6, "Janssen-9 is " + "vaak " * 20),
    ):
        yield name, changed(3, column, cell).encode()


def books() -> Iterator[tuple[str, bytes]]:
    """Workbooks."""
    for name, change in CHANGES.items():
        yield name, book(change)
    plain = book(lambda _: None)
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    for name, part, content in (
        ("a sheet in UTF-16", sheet, parts[sheet].decode().encode("utf-16")),
        ("a sheet that is cut", sheet, parts[sheet][:-200]),
        ("a sheet of nothing", sheet, b""),
        ("cells without their shared texts", "xl/sharedStrings.xml", b"<sst/>"),
        ("styles that are no XML", "xl/styles.xml", b"stijl"),
        ("a workbook part of something else", "xl/workbook.xml", b"<a/>"),
        ("a document type", sheet, b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + parts[sheet]),
        (
            "cached errors of a formula",
            sheet,
            _first_day(parts[sheet], b"<f>A1/0</f>", b"#DEEL/0!"),
        ),
        ("a formula without a result", sheet, _first_day(parts[sheet], b"<f>TODAY()</f>", b"")),
    ):
        yield name, zipped({**parts, part: content})
    yield "a zip file of something else", zipped({"brief.txt": b"Beste Janssen-1"})
    yield "a zip file of nothing", zipped({})
    yield "a workbook twice", plain + plain
    yield "a text as a workbook", TEXT.encode()
    yield "a page of HTML as a workbook", b"<html><table></table></html>"


def _first_day(sheet: bytes, formula: bytes, value: bytes) -> bytes:
    cell = b'<c r="D2" t="e">' + formula + (b"<v>" + value + b"</v>" if value else b"") + b"</c>"
    before, _, rest = sheet.partition(b'<c r="D2"')
    return before + cell + rest.partition(b"</c>")[2]


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def book(change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The export as a workbook, with a change."""
    made = openpyxl.Workbook()
    for row in CELLS:
        made.active.append(row)
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _put(reference: str, value: object, form: str = "") -> Callable[[openpyxl.Workbook], object]:
    def change(made: openpyxl.Workbook) -> None:
        made.active[reference] = value
        if form:
            made.active[reference].number_format = form

    return change


def _of_sheet(change: Callable[[Worksheet], object]) -> Callable[[openpyxl.Workbook], object]:
    return lambda made: change(made.active)


def _hide(made: openpyxl.Workbook) -> None:
    made.create_sheet("Toelichting")["A1"] = "lees dit"
    made.worksheets[0].sheet_state = "veryHidden"


CHANGES: dict[str, Callable[[openpyxl.Workbook], object]] = {
    "merged headings": _of_sheet(lambda sheet: sheet.merge_cells("D1:E1")),
    "merged cells": _of_sheet(lambda sheet: sheet.merge_cells("G3:G6")),
    "a merged title": _of_sheet(
        lambda sheet: (sheet.insert_rows(1), sheet.merge_cells("A1:G1"), _put("A1", "Lijst"))
    ),
    "an empty sheet beside": lambda made: made.create_sheet("Leeg"),
    "empty sheets only": _of_sheet(lambda sheet: sheet.delete_rows(1, 20)),
    "two filled sheets": lambda made: made.copy_worksheet(made.active),
    "a sheet that is hidden well": _hide,
    "hidden rows": _of_sheet(lambda sheet: setattr(sheet.row_dimensions[4], "hidden", True)),
    "a hidden column": _of_sheet(
        lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True)
    ),
    "a cell in the last column": _put("XFD3", "hier"),
    "a cell in the last row": _put("A1048576", "hier"),
    "a day as a serial number": _put("D3", SERIAL),
    "a day as a cell of a day": _put("D3", date(2023, 3, 15)),
    "a day with its time": _put("D3", datetime(2023, 3, 15, 13, 45)),
    "a day that is shown in American order": _put("D3", date(2023, 3, 15), "mm-dd-yy"),
    "a serial number below all days": _put("D3", -3, "dd-mm-yyyy"),
    "a client as a number": _put("A3", 910000001),
    "a client as a number with decimals": _put("A3", 910000001.5),
    "a client as a number with points": _put("A3", 910000001, "#,##0"),
    "a client with a power": _put("A3", 910000001, "0.00E+00"),
    "true as a code": _put("F3", True),
    "an error as a code": _put("F3", "#N/A"),
    "a code as a number": _put("F3", 34),
    "a number as a heading": _put("D1", 2023),
    "a heading twice": _put("E1", "Startdatum"),
    "a heading with spaces": _put("D1", "  Start datum "),
    "no headings": _of_sheet(lambda sheet: sheet.delete_rows(1)),
    "two headings": _of_sheet(lambda sheet: sheet.insert_rows(2)),
}  # fmt: skip
MAPPINGS: dict[str, str] = {
    "nothing": "",
    "remarks only": "# niets\n",
    "a list": "- spells\n",
    "a text": "spells",
    "no tables": MAPPING.partition("spells:")[0],
    "tabs": MAPPING.replace("    start", "\tstart"),
    "a key twice": MAPPING + "spells:\n  columns: {client_id: x}\n",
    "an anchor": MAPPING.replace("wijk: Wijk", "wijk: &a Wijk"),
    "columns as a list": MAPPING.replace("    client_id: Cliëntnummer", "    - Cliëntnummer"),
    "a column without a name": MAPPING.replace("Startdatum", ""),
    "a column that is a number": MAPPING.replace("Startdatum", "2023"),
    "a day of another kind": MAPPING.replace("dd-mm-jjjj", "dd.mm.rr"),
    "no form of days": MAPPING.replace("dd-mm-jjjj", "[]"),
    "a code without quotes": MAPPING.replace('"34"', "34"),
    "a code of nothing": MAPPING.replace("paid_work", "werk"),
    "a sheet that is a number": MAPPING + "  sheet: 3\n",
    "keep without values": MAPPING + "  keep: {Regeling: []}\n",
    "keep of another column": MAPPING + "  keep: {Regelng: [PW]}\n",
    "NULs": MAPPING.replace("Werkfit", "Werk\0fit"),
    "a brace that is not closed": MAPPING.replace('"education"}', "education").replace("}", ""),
    "a client as a group": MAPPING.replace("wijk: Wijk", "klant: Cliëntnummer"),
    "a name as a group": MAPPING.replace("wijk: Wijk", "wijk: Achternaam"),
}


def odd_exports() -> dict[str, Odd]:
    """Every export by what is odd about it."""
    found: dict[str, Odd] = {}
    for name, content in texts():
        found[f"text: {name}"] = "export.csv", content, MAPPING
    for name, content in books():
        found[f"workbook: {name}"] = "export.xlsx", content, MAPPING
    for name, mapping in MAPPINGS.items():
        found[f"mapping: {name}"] = "export.csv", TEXT.encode(), mapping
    plain = book(lambda _: None)
    for ending in ("xlsm", "xlsb", "xls", "ods", "XLSX", "csv", "parquet", "doc", "txt", ""):
        found[f"a workbook called .{ending}"] = f"export.{ending}", plain, MAPPING
    return found
