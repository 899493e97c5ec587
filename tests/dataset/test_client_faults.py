"""What is wrong with client tables is named by file, row and column, and never by a value."""

import csv
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from client_data import BENEFITS, MEASUREMENTS, OBSERVED, SPELLS, client_data
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_data import EVALUATION, KEY, faults_of, read, write_data

from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.reading import large_csv
from evalutils.dataset.reading.coded_table import coded
from evalutils.dataset.reading.raw_table import read_raw_table
from evalutils.errors import DataError, IdentifierError
from pseudonymised import pid

TOMORROW = date.today() + timedelta(days=1)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (",2025-01-10,,", "client_id", "the cell is empty"),
        ("a,,,", "start", "the cell is empty"),
        ("a,2025-02-30,,", "start", "this is not a date"),
        ("a,2025-03-10,2025-03-09,paid_work", "end", "before the start"),
        ("a,2025-03-10,2025-04-09,", "destination", "an end without a destination"),
        ("a,2025-03-10,,paid_work", "end", "a destination without an end"),
        ("a,2025-03-10,2025-04-09,werk", "destination", "not in codelists/destinations.csv"),
        ("a,2025-03-10,2025-04-09,total", "destination", "not in codelists/destinations.csv"),
        (f"a,{TOMORROW},,", "start", "after today"),
        ("=A1,2025-03-10,,", "client_id", "a formula"),
    ],
)
def test_a_fault_in_a_spell_is_named(row: str, column: str, words: str, tmp_path: Path) -> None:
    (fault,) = faults_of(client_data(tmp_path, spells=f"{SPELLS}z,2025-01-01,,\n{row}\n"))
    assert fault.startswith(f"spells.csv row 3, column '{column}': ")
    assert words in fault
    assert not any(cell in fault for cell in row.split(",") if len(cell) > 4)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (
            "a,2025-01-10,measured,4,,",
            "rung",
            "not in scheme 'drie-treden'. Write 1, 2, 3, unknown",
        ),
        ("a,2025-01-10,measured,hoog,,", "rung", "not a rung"),
        ("a,2025-01-10,gemeten,2,,", "kind", "Choose from: measured, expected, target."),
        (f"a,{TOMORROW},measured,2,,", "date", "after today"),
        ("a,2025-01-10,measured,2,,2026", "date", "before the birth year"),
        ("a,2025-01-10,measured,2,,1899", "birth_year", "below 1900"),
        ("a,2025-01-10,measured,2,,19x5", "birth_year", "not a whole number"),
        ("a,2025-01-10,measured,2,soms,", "correction", "not yes or no"),
        ("a,2025-01-10,measured,,,", "rung", "the cell is empty"),
    ],
)
def test_a_fault_in_a_measurement_is_named(
    row: str, column: str, words: str, tmp_path: Path
) -> None:
    text = f"{MEASUREMENTS}z,2025-01-01,measured,1,,1980\n{row}\n"
    (fault,) = faults_of(client_data(tmp_path, measurements=text))
    assert fault.startswith(f"measurements.csv row 3, column '{column}': ")
    assert words in fault
    values = row.split(",")
    assert not any(cell in fault for cell in (values[1], values[5]) if cell)


@pytest.mark.parametrize(
    ("corrections", "faulty"),
    [
        ([""], False),
        (["true"], False),
        (["", "true"], False),
        (["true", "false"], False),
        (["", ""], True),
        (["false", ""], True),
        (["true", "true"], True),
        (["", "", "true"], True),
    ],
)
def test_of_two_rungs_on_one_date_exactly_one_is_a_correction(
    corrections: list[str], faulty: bool, tmp_path: Path
) -> None:
    lines = [f"a,2025-01-10,measured,{rung},{mark},\n" for rung, mark in enumerate(corrections, 1)]
    # another kind or date is another measurement
    others = "a,2025-01-10,expected,3,,\na,2025-01-11,measured,3,,\nb,2025-01-10,measured,1,,\n"
    faults = faults_of(client_data(tmp_path, measurements=MEASUREMENTS + others + "".join(lines)))
    assert bool(faults) is faulty
    if faulty:
        last = 4 + len(corrections)
        assert faults[0].startswith(f"measurements.csv rows 5-{last}, column 'rung': a client has")


@pytest.mark.parametrize(
    ("first", "second", "faulty"),
    [
        ("2025-01-01,2025-01-31", "2025-02-01,2025-02-28", False),
        ("2025-01-01,2025-01-31", "2025-01-31,2025-02-28", True),  # both on 31 January
        ("2025-01-01,2025-12-31", "2025-02-01,2025-02-28", True),
        ("2025-01-01,", "2025-02-01,2025-02-28", True),  # the first is still going on
        ("2025-01-01,2025-01-01", "2025-01-01,2025-01-01", True),
        ("2025-01-01,2025-01-01", "2025-01-02,", False),
    ],
)
def test_benefits_of_one_client_do_not_overlap(
    first: str, second: str, faulty: bool, tmp_path: Path
) -> None:
    text = f"{BENEFITS}a,{second}\nb,2025-01-01,\na,{first}\n"
    faults = faults_of(client_data(tmp_path, benefits=text, spells=f"{SPELLS}a,2025-01-10,,\n"))
    assert bool(faults) is faulty
    if faulty:
        assert "column 'start': this begins before an earlier row of the same client" in faults[0]


def test_a_spell_inside_an_earlier_one_is_found_past_a_third(tmp_path: Path) -> None:
    # the spell of a year is over last, not the one that began last
    rows = "a,2025-01-01,2025-12-31,paid_work\na,2025-02-01,2025-02-28,paid_work\n"
    rows += "a,2025-03-01,2025-03-31,paid_work\n"
    (fault,) = faults_of(client_data(tmp_path, spells=SPELLS + rows))
    assert fault.startswith("spells.csv rows 3-4, column 'start': ")


def test_ids_that_import_did_not_make_are_refused_with_the_command_that_does(
    tmp_path: Path,
) -> None:
    ids = ("111222333", "klant-7", "syn0000001", pid("a"))
    rows = "".join(f"{code},2025-01-10,,\n" for code in ids)
    with pytest.raises(IdentifierError) as stopped:
        load_evaluations(client_data(tmp_path, spells=SPELLS + rows))
    assert "column 'client_id': 3 of 4 ids are no pseudonyms" in str(stopped.value)
    assert "evalutils import EXPORT" in str(stopped.value)
    assert "111222333" not in str(stopped.value) and "klant-7" not in str(stopped.value)


@pytest.mark.parametrize(
    ("torn", "code"),
    [
        (["pid_bcdf"], 2),  # half a row
        (["pid_bcdf", "ghjk,2025-01-10,,"], 2),  # a row in two, torn in its id
        ([f"{pid('f')},2025", "-01-10,,"], 2),  # and in its day
        ([f"{pid('f')}{pid('g')},2025-01-10,,"], 2),  # two rows in one
        (["pid_123456,2025-01-10,,"], 4),  # whole, and of somebody's own making
        (["ghjk,2025-01-10,,"], 4),
    ],
)
def test_a_torn_row_is_damage_and_names_nobody(torn: list[str], code: int, tmp_path: Path) -> None:
    rows = "".join(f"{pid(name)},2025-01-10,,\n" for name in "abcde")
    text = f"{SPELLS}{rows}" + "".join(f"{row}\n" for row in torn)
    with pytest.raises(DataError) as stopped:
        load_evaluations(client_data(tmp_path, spells=text))
    assert stopped.value.exit_code == code
    assert ("spells.csv row" in str(stopped.value)) is (code == 2)


def test_invented_clients_may_have_the_ids_of_invented_clients(tmp_path: Path) -> None:
    data = client_data(tmp_path, spells=f"{SPELLS}syn0000001,2025-01-10,,\n")
    path = data / KEY / "evaluation.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "synthetic: true\n", encoding="utf-8")
    assert faults_of(data) == []


def test_clients_are_never_published_unless_invented(tmp_path: Path) -> None:
    data = write_data(tmp_path, spells=f"{SPELLS}a,2025-01-10,,\n")
    path = data / KEY / "evaluation.yaml"
    path.write_text(f"{EVALUATION}{OBSERVED}", encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("spells.csv: data of clients are never public")
    path.write_text(f"{EVALUATION}{OBSERVED}synthetic: true\n", encoding="utf-8")
    assert faults_of(data) == []


IDS = [f"k{number}" for number in range(1, 9)]


def linked(tmp_path: Path, *ids: str) -> list[str]:
    """What is told of the benefits of these clients beside spells of `IDS`."""
    spells = SPELLS + "".join(f"{code},2025-01-10,,\n" for code in IDS)
    benefits = BENEFITS + "".join(f"{code},2025-01-10,\n" for code in ids)
    return faults_of(client_data(tmp_path, spells=spells, benefits=benefits))


def test_clients_of_benefits_occur_in_the_spells(tmp_path: Path) -> None:
    (fault,) = linked(tmp_path, "a", "b", IDS[0])
    assert fault == (
        "benefits.csv rows 2-3, column 'client_id': 2 of 3 clients occur in no row of the spells. "
        "Import all tables under one key, add their spells, or leave out the rows of other clients."
    )
    assert linked(tmp_path / "few", "a", *IDS) == []  # somebody who never took part


def test_nobody_is_followed_beyond_today(tmp_path: Path) -> None:
    data = client_data(tmp_path, spells=f"{SPELLS}a,2025-01-10,,\n")
    path = data / KEY / "evaluation.yaml"
    text = path.read_text(encoding="utf-8").replace("2025-12-31", "2098-12-31")
    path.write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("evaluation.yaml row 4, key 'period.end': 2098-12-31 is after today")
    (data / KEY / "spells.csv").unlink()
    assert faults_of(data) == []  # a plan without clients may look ahead


def observed(tmp_path: Path, line: str, **tables: str) -> list[str]:
    """The faults of tables of clients with this line about the day on which they were made."""
    data = client_data(tmp_path, **(tables or {"spells": f"{SPELLS}a,2025-01-10,,\n"}))
    path = data / KEY / "evaluation.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(OBSERVED, line), encoding="utf-8")
    return faults_of(data)


def test_tables_of_clients_say_on_which_day_they_were_made(tmp_path: Path) -> None:
    (fault,) = observed(tmp_path, "")
    assert fault.startswith("evaluation.yaml, key 'observed_until': tables of clients need the day")
    assert observed(tmp_path / "b", "observed_until: 2025-12-31\n") == []


def test_a_period_that_ends_after_the_data_is_a_fault(tmp_path: Path) -> None:
    (fault,) = observed(tmp_path, "observed_until: 2025-12-30\n")  # the period ends a day later
    assert fault == (
        "evaluation.yaml row 4, key 'period.end': 2025-12-31 is after 2025-12-30, when the tables "
        "of clients were made ('observed_until'). Write the last day that the tables of clients "
        "cover."
    )


def test_data_of_a_day_to_come_are_a_fault(tmp_path: Path) -> None:
    (fault,) = observed(tmp_path, f"observed_until: {TOMORROW}\n")
    assert f"key 'observed_until': {TOMORROW} is after today" in fault


@pytest.mark.parametrize(
    ("table", "text", "column"),
    [
        ("spells", f"{SPELLS}a,2026-01-01,,\n", "start"),
        ("measurements", f"{MEASUREMENTS}a,2026-01-01,measured,2,,\n", "date"),
    ],
)
def test_what_begins_after_the_tables_were_made_cannot_stand_in_them(
    table: str, text: str, column: str, tmp_path: Path
) -> None:
    (fault,) = observed(tmp_path, "observed_until: 2025-12-31\n", **{table: text})
    assert fault.startswith(f"{table}.csv row 2, column '{column}': this is after 2025-12-31")


def test_an_end_that_is_only_planned_is_no_fault(tmp_path: Path) -> None:
    spells = f"{SPELLS}a,2025-01-10,2026-03-01,paid_work\n"
    assert observed(tmp_path, "observed_until: 2025-12-31\n", spells=spells) == []


@pytest.mark.parametrize("day", ["1900-01-01", "31-12-9999", "2099-12-31", "1899-12-30"])
def test_a_day_that_stands_for_unknown_is_no_day(day: str, tmp_path: Path) -> None:
    rows = f"{BENEFITS}a,2025-01-10,{day}\n"
    (fault,) = faults_of(client_data(tmp_path, benefits=rows, spells=f"{SPELLS}a,2025-01-10,,\n"))
    assert fault.startswith("benefits.csv row 2, column 'end': this lies outside 1901-2098.")
    assert "when it is open or not known" in fault
    assert fault.endswith("Leave the cell empty when it is not known.")


def test_a_first_day_before_any_programme_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(client_data(tmp_path, spells=f"{SPELLS}a,1901-01-01,,\n"))
    assert fault.startswith("spells.csv row 2, column 'start': this is before 1950-01-01.")


def test_a_day_that_must_be_filled_is_not_to_be_left_empty(tmp_path: Path) -> None:
    rows = f"{BENEFITS}a,30-02-2025,\na,2025-01-01,30-02-2025\n"
    faults = faults_of(client_data(tmp_path, benefits=rows, spells=f"{SPELLS}a,2025-01-01,,\n"))
    assert [("'start'" in fault, "Leave the cell empty" in fault) for fault in faults] == [
        (True, False),
        (False, True),
    ]


def test_benefits_stand_beside_spells(tmp_path: Path) -> None:
    (fault,) = faults_of(client_data(tmp_path, benefits=f"{BENEFITS}a,2025-01-10,\n"))
    assert fault == "benefits.csv: it is only used beside spells. Add a file of spells."


def test_measurements_need_a_ladder(tmp_path: Path) -> None:
    data = client_data(tmp_path, measurements=f"{MEASUREMENTS}a,2025-01-10,measured,2,,\n")
    path = data / KEY / "evaluation.yaml"
    text = path.read_text(encoding="utf-8").replace("drie-treden", "null")
    path.write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("measurements.csv: evaluation.yaml says 'ladder: null'.")


def test_a_file_without_column_names_shows_none_of_its_cells(tmp_path: Path) -> None:
    text = "Jansen,2025-01-10,,\nPietersen,2025-01-10,,\n"
    (fault,) = faults_of(client_data(tmp_path, spells=text))
    assert "does not hold the column names" in fault
    assert "Jansen" not in fault


def test_many_faulty_rows_are_counted_and_not_listed(tmp_path: Path) -> None:
    rows = [f"k{number},2025-03-10,2025-03-09,paid_work\nm,,,\n" for number in range(1000)]
    faults = faults_of(client_data(tmp_path, spells=SPELLS + "".join(rows)))
    assert [fault.split(": ")[0] for fault in faults] == [
        "spells.csv rows 2, 4, 6, 8, 10, 12, 14, 16 and 992 more of this kind, column 'end'",
        "spells.csv rows 3, 5, 7, 9, 11, 13, 15, 17 and 992 more of this kind, column 'start'",
    ]


GOOD = "k1;2025-01-10;measured;2;;1980;noord"
LINES = [
    GOOD,
    " k2 ;10-01-2025; expected;3 ;;;",
    ";;;;;;",
    "k3;2025-13-10;gemeten;9x;misschien;1890;zuid",
    "k1;2025-01-10;measured;3;waar;2026;oost",
    ";2025-01-10;;;;19.80;=1+1",
    "k4;2025-01-10;measured;unknown;nee;19,5;   ",
]
HEADER = "client_id;date;kind;rung;correction;birth_year;wijk"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "irregular",
    [
        "",
        '"k9"; " 2025-01-10 ";measured;2;;"";\n',
        '"k9;";2025-01-10;measured;2;;;\n',
        '"k""9";2025-01-10;measured;2;;;\n',
        "\n",
        "a;b\n",
    ],
)
def test_a_large_file_is_read_as_a_small_one(
    line_end: str, irregular: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n".join([HEADER, *LINES, ""]) + irregular
    path = tmp_path / "measurements.csv"
    path.write_bytes(text.replace("\n", line_end).encode("cp1252"))
    small, small_faults = read(path, "measurements")
    monkeypatch.setattr(large_csv, "LARGE_BYTES", 0)
    large, large_faults = read(path, "measurements")
    assert small is not None
    assert large is not None
    assert small.equals(large)
    assert list(small.index) == list(large.index)
    assert small_faults == large_faults
    assert small_faults


def test_the_short_way_is_taken_for_regular_text_only() -> None:
    text = "\n".join([HEADER, *LINES, ""])
    columns = ["client_id", "date"]
    table = large_csv.regular_table(text, columns)
    assert table is not None
    assert table.numbers.tolist() == [2, 3, 5, 6, 7, 8]
    for broken in (
        text + '"a"b;;;;;;\n',
        text + '"a" ;;;;;;\n',
        text + '"a"";;;;;;\n',
        text + '";;;;;;\n',
        text + '"a;b";;;;;;\n',
        text + '"a\nb";;;;;;\n',
        text + "\n",
        text + "a;b\n",
        text.replace(GOOD, GOOD + ";x"),
        text.replace("wijk", ""),
        "sep=;\n" + text,
        "\n" + text,
        text.replace("\n", "\r"),
        text.replace("k3", "x" * (csv.field_size_limit() + 1)),
        HEADER,
        "",
    ):
        assert large_csv.regular_table(broken, columns) is None


CELLS = st.text(st.sampled_from('ab ";,\r\n\t\xa0é\u0301\u200b\ufeff\v'), max_size=4)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=3).map(";".join), min_size=1, max_size=5)


@settings(max_examples=300, deadline=None)
@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans())
@example(["a;b;c", ";;", "d;e;f"], "\n", True)
@example(['"a";b', '"c";'], "\n", False)
def test_the_short_way_gives_the_table_of_the_long_one_or_nothing(
    rows: list[str], line_end: str, closed: bool
) -> None:
    text = line_end.join(["client_id;kind", *rows]) + line_end * closed
    short = large_csv.regular_table(text, ["client_id", "kind"])
    if short is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "measurements.csv"
        path.write_bytes(text.encode())
        faults = FaultList()
        raw = read_raw_table(path, ["client_id", "kind"], faults.of("measurements.csv"))
    assert faults.faults == []
    assert raw is not None
    long = coded(raw)
    assert list(short.header) == list(long.header)
    assert short.open_end == long.open_end
    assert short.numbers.tolist() == long.numbers.tolist()
    for name, column in long.columns.items():
        found = short.columns[name]
        assert [found.texts[code] for code in found.codes] == [
            column.texts[code] for code in column.codes
        ]


@pytest.mark.parametrize("taken", ["measurements", "days", "first_rung"])
def test_a_group_is_not_named_as_what_is_computed(tmp_path: Path, taken: str) -> None:
    text = f"client_id,start,end,destination,{taken}\na,2025-01-10,,,x\n"
    (fault,) = faults_of(client_data(tmp_path, spells=text))
    assert "this name is used for what is computed of clients. Rename the column." in fault
