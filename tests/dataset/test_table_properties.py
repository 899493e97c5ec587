"""What holds for every table: its form never changes its content or its faults."""

import csv
import io
import re
import tempfile
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from small_data import KEY, faults_of, read, write_data

from evalutils.contracts.months import MOST_MONTHS
from evalutils.contracts.tables import TABLES
from evalutils.contracts.units import UNITS
from evalutils.contracts.vocabulary import BEARERS, COST_KINDS, DIRECTIONS, PER
from evalutils.dataset.reading.plain_text import misread, tidy
from evalutils.dataset.reading.text_file import decode
from evalutils.identifiers.scan import found_in_cells

FORMS = [
    (separator, encoding, line_end)
    for separator in (",", ";", "\t")
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16")
    for line_end in ("\n", "\r\n")
]

# No line breaks and tabs: those are faults in a text.
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzABC 0123456789,;.'\"-–éëïöüÉ€’()%/")
TEXTS = (
    st.text(LETTERS, max_size=20)
    .map(lambda text: text.replace("\r", "").strip())
    .filter(lambda text: not text.startswith("="))
)
# A letter at the end: signs alone, and what looks like a date or 1E3, are no names. A number of
# somebody is refused, whatever its form.
NAMES = TEXTS.map(lambda text: f"{text} n".strip()).filter(lambda text: not found_in_cells([text]))
NUMBERS = st.decimals(0, 99_999, places=2).map(float)
MONTHS = st.decimals(0, MOST_MONTHS, places=2).map(float)
DATES = st.dates(date(1901, 1, 1), date(2098, 12, 31))

COSTS = st.fixed_dictionaries(
    {
        "item": NAMES,
        "kind": st.sampled_from(sorted(COST_KINDS)),
        "bearer": st.sampled_from(sorted(BEARERS)),
        "transfer": st.none() | st.booleans(),
        "central": NUMBERS,
        "per": st.sampled_from(sorted(PER)),
        "months": st.none() | MONTHS,
        "price_year": st.integers(1990, 2100),
        "note": st.none() | NAMES,
    }
)
TARGETS = st.fixed_dictionaries(
    {
        "indicator": NAMES,
        "target": NUMBERS,
        "result": st.none() | NUMBERS,
        "unit": st.sampled_from(sorted(UNITS)),
        "direction": st.sampled_from(sorted(DIRECTIONS)),
        "measured_on": st.none() | DATES,
        "locator": st.none() | NAMES,
    }
)


def key_of(row: dict[str, Any], table: str) -> tuple[Any, ...]:
    return tuple(str(row.get(column)).casefold() for column in TABLES[table].key)


def are_named_alike(rows: list[dict[str, Any]], table: str) -> bool:
    """Whether names differ in capitals, accents or spaces only, which is a fault."""
    named = [{tidy(str(row.get(column))) for row in rows} for column in TABLES[table].key]
    return any(len(set(map(without_accents, names))) < len(names) for names in named)


def without_accents(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char) and char not in " -")


def table_of(name: str, rows: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[Any]:
    unique = st.lists(rows, min_size=1, max_size=6, unique_by=lambda row: key_of(row, name))
    return st.tuples(st.just(name), unique.filter(lambda found: not are_named_alike(found, name)))


ANY_TABLE = table_of("costs", COSTS) | table_of("targets", TARGETS)


def cell(value: Any, *, dutch: bool) -> str:
    """A value as a spreadsheet writes it to CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("ONWAAR", "WAAR")[value] if dutch else ("FALSE", "TRUE")[value]
    if isinstance(value, date):
        return f"{value:%d-%m-}{value.year:04}" if dutch else value.isoformat()
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",") if dutch else f"{value:.2f}"
    return str(value)


def csv_bytes(
    name: str, rows: list[dict[str, Any]], separator: str, encoding: str, line_end: str
) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator=line_end)
    columns = [column.name for column in TABLES[name].all_columns]
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column), dutch=separator != ",") for column in columns])
    return file.getvalue().encode(encoding)


def looks_like_utf_8(content: bytes) -> bool:
    return any(decode(line) is None or is_utf_8(line) for line in content.split(b"\n"))


def is_utf_8(line: bytes) -> bool:
    try:
        return not line.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def text_of(content: bytes) -> str:
    return content.decode("cp1252")


def assert_reads_back(path: Path, name: str, rows: list[dict[str, Any]]) -> None:
    frame, faults = read(path, name)
    assert faults == []
    assert frame is not None
    assert len(frame) == len(rows)
    for (_, found), row in zip(frame.iterrows(), rows, strict=True):
        for column in TABLES[name].all_columns:
            value = found[column.name]
            expected = row.get(column.name)
            if expected is None:
                assert pd.isna(value)
            elif isinstance(expected, date):
                assert value.date() == expected
            else:
                assert value == (tidy(expected) if isinstance(expected, str) else expected)


@settings(max_examples=120, deadline=None)
@given(ANY_TABLE, st.sampled_from(FORMS))
def test_a_table_reads_back_the_same_in_every_csv_form(
    table: tuple[str, list[dict[str, Any]]], form: tuple[str, str, str]
) -> None:
    name, rows = table
    content = csv_bytes(name, rows, *form)
    # Some texts in Windows-1252 look like another encoding by chance: no language has 'bÉ€'.
    assume(form[1] != "cp1252" or not (looks_like_utf_8(content) or misread(text_of(content))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.csv"
        path.write_bytes(content)
        assert_reads_back(path, name, rows)


@settings(max_examples=25, deadline=None)
@given(ANY_TABLE)
def test_a_table_reads_back_the_same_from_a_workbook(
    table: tuple[str, list[dict[str, Any]]],
) -> None:
    name, rows = table
    columns = [column.name for column in TABLES[name].all_columns]
    book = openpyxl.Workbook()
    book.active.append(columns)
    for row in rows:
        book.active.append([row.get(column) for column in columns])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.xlsx"
        book.save(path)
        assert_reads_back(path, name, rows)


# Cells that are right, wrong, empty, doubles of each other and unknown to the codelists.
EXIT_CELLS = st.tuples(
    st.sampled_from(["total", "paid_work", "paid_wrok", ""]),
    st.sampled_from(["", "jongeren"]),
    st.sampled_from(["5", "-5", "vijf", "1.000", ""]),
    st.sampled_from(["50", "150", "50%", ""]),
    st.sampled_from(["outflow", "inflow", "uitstroom", ""]),
    st.sampled_from(["", "ja", "misschien"]),
    st.sampled_from(["", "jaarverslag", "kladblok"]),
)
CASELOAD_TABLE = "measure,date,count,qualifier\noutflow,2025-12-31,80,\n"


def exit_faults(rows: list[tuple[str, ...]]) -> Counter[tuple[Any, ...]]:
    """Every fault with the key of its row instead of the row number."""
    header = "destination,group,count,share,base,overlapping,source"
    text = "\n".join([header, *(",".join(row) for row in rows), ""])
    found: Counter[tuple[Any, ...]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        data = write_data(Path(folder), caseload=CASELOAD_TABLE, exits=text)
        for fault in faults_of(data):
            place, problem = fault.split(": ", 1)
            column = place.partition("column ")[2]
            for row in row_numbers(place):
                cells = rows[row - 2]
                key = (cells[0], cells[1], cells[4])  # destination, group and base
                found[key, column, re.sub(r"as row \d+", "as another", problem)] += 1
    return found


def row_numbers(place: str) -> list[int]:
    """The rows of ``exits.csv rows 2-4, 6, column 'count'``."""
    text = re.search(r" rows? ([\d, -]*\d)", place)
    assert text, place
    numbers: list[int] = []
    for part in text[1].split(", "):
        first, _, last = part.partition("-")
        numbers += range(int(first), int(last or first) + 1)
    return numbers


@settings(max_examples=40, deadline=None)
@given(st.lists(EXIT_CELLS.filter(any), min_size=2, max_size=8), st.randoms())
@example([("total", "", "5", "", "", "", ""), ("total", "", "6", "", "", "", "")], None)
def test_the_order_of_rows_never_changes_what_is_found_wrong(
    rows: list[tuple[str, ...]], random: Any
) -> None:
    other = list(reversed(rows))
    if random is not None:
        random.shuffle(other)
    assert exit_faults(other) == exit_faults(rows)


def mutated(text: str, position: int, length: int, inserted: str) -> str:
    start = position % (len(text) + 1)
    return text[:start] + inserted + text[start + length :]


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 500),
    st.integers(0, 30),
    st.text(st.sampled_from("\"',;\n\r\t\x00 =€%#-é5"), max_size=4) | st.text(max_size=4),
)
def test_a_damaged_table_is_read_or_gets_messages_but_never_breaks(
    position: int, length: int, inserted: str
) -> None:
    header = "measure,date,count,qualifier,source,locator,note\n"
    text = header + "outflow,2025-12-31,80,circa,jaarverslag,blz. 3,\ninflow,,60,,,,\n"
    with tempfile.TemporaryDirectory() as folder:
        data = write_data(Path(folder), caseload="")
        content = mutated(text, position, length, inserted).encode("utf-8", "surrogatepass")
        (data / KEY / "caseload.csv").write_bytes(content)
        for fault in faults_of(data):
            assert fault.startswith("caseload.csv")
            assert fault.isprintable()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_get_a_message(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("funnel.csv", "funnel.xlsx"):
            path = Path(folder) / name
            path.write_bytes(content)
            _frame, faults = read(path, "funnel")
            assert faults
            assert all(fault.isprintable() for fault in faults)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=3))
def test_a_damaged_workbook_is_read_or_gets_a_message(position: int, damage: bytes) -> None:
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["funnel", "order", "stage", "count"])
    book.active.append(["traject", 1, "gestart", 5])
    book.save(file)
    content = bytearray(file.getvalue())
    start = position % len(content)
    content[start : start + len(damage)] = damage
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "funnel.xlsx"
        path.write_bytes(bytes(content))
        frame, faults = read(path, "funnel")
        assert faults or frame is not None
