"""An export becomes the tables of an evaluation, as a whole or not at all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from exports import CSV, HEADER, KEY, MAPPING, ROWS, bring_in, csv_text, problems, table

from evalutils.contracts.yaml_examples import YAML_EXAMPLES
from evalutils.dataset.load import load_evaluations
from evalutils.errors import DataError, EvalutilsError, InputError
from evalutils.intake import text_blocks
from evalutils.keys import EvaluationKey


def test_an_export_becomes_an_evaluation_that_can_be_read(tmp_path: Path) -> None:
    bring_in(tmp_path)
    header, *rows = table(tmp_path)
    assert header == ["client_id", "start", "end", "destination", "wijk"]
    (evaluation,) = load_evaluations(tmp_path / "data")
    assert (evaluation.title, evaluation.disclosure) == ("Werkfit", "protected")
    assert evaluation.municipality_code == "GM0141"
    left = sorted(row[1:] for row in rows)
    assert left == [
        ["2023-01-02", "2023-03-31", "paid_work", "Noord"],
        ["2023-02-15", "", "", "Zuid"],
        ["2023-06-01", "2023-09-30", "education", "Noord"],
    ]


def test_only_this_user_may_read_the_tables(tmp_path: Path) -> None:
    bring_in(tmp_path)
    folder = tmp_path / "data" / str(KEY)
    assert folder.stat().st_mode & 0o77 == 0
    assert (folder / "spells.csv").stat().st_mode & 0o77 == 0


def test_a_client_has_one_pseudonym_whatever_a_spreadsheet_did_to_the_zeros(
    tmp_path: Path,
) -> None:
    rows = [
        "012345672;A;PW;02-01-2023;31-03-2023;34;Noord",
        "12345672;A;PW;01-06-2023;30-09-2023;34;Noord",
        "12345672.0;A;PW;01-11-2023;;;Noord",
    ]
    told = bring_in(tmp_path, csv_text(rows))
    assert len({row[0] for row in table(tmp_path)[1:]}) == 1
    assert any("written in two ways" in line and "fewer than 10" in line for line in told)


def test_the_numbers_of_clients_are_nowhere_in_the_data_folder(tmp_path: Path) -> None:
    bring_in(tmp_path)
    for path in (tmp_path / "data" / "almelo").rglob("*.*"):
        assert b"111222333" not in path.read_bytes() and b"Jansen" not in path.read_bytes()


FORMS: dict[str, Callable[[str], bytes]] = {
    "commas": lambda text: text.replace(";", ",").encode(),
    "tabs": lambda text: text.replace(";", "\t").encode(),
    "UTF-8 with mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "Windows-1252": lambda text: text.encode("cp1252"),
    "lines of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "lines of an old Mac": lambda text: text.replace("\n", "\r").encode(),
    "notes above the names": lambda text: (
        "Export cliëntsysteem;\n\nGemaakt op: 15-01-2024;door: systeem\n" + text
    ).encode(),
    "an announced separator": lambda text: b"sep=;\n" + text.encode(),
    "quotes": lambda text: text.replace("Noord", '"Noord"').encode(),
    "no last line end": lambda text: text.rstrip().encode(),
    "empty rows": lambda text: text.replace("\n", "\n;;;;;;\n\n").encode(),
    "spaces around": lambda text: text.replace(";", " ; ").encode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_csv_file_is_read_in_every_form(form: str, tmp_path: Path) -> None:
    bring_in(tmp_path)
    plain = table(tmp_path)
    (tmp_path / "again").mkdir()
    bring_in(tmp_path / "again", FORMS[form](CSV))
    assert table(tmp_path / "again") == plain


def test_a_file_in_many_blocks_is_the_same_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(tmp_path)
    monkeypatch.setattr(text_blocks, "BLOCK", 7)
    (tmp_path / "again").mkdir()
    bring_in(tmp_path / "again")
    assert table(tmp_path) == table(tmp_path / "again")


MISTAKES = {
    "spels:": ("spells:", "'spels'", "Did you mean 'spells'?"),
    "columns:\n    klant: Cliëntnummer": (
        "columns:\n    client_id: Cliëntnummer",
        "key 'spells.columns'",
        "'client_id' is missing",
    ),
    "stat: Startdatum": ("start: Startdatum", "'spells.columns.stat'", "Did you mean 'start'?"),
    "start: Startdatm": ("start: Startdatum", "column 'Startdatm'", "Did you mean 'Startdatum'?"),
    "dates: dd-mm-kkkk": ("dates: dd-mm-jjjj", "key 'spells.dates'", "'dd-mm-kkkk' is no form"),
    '"34": payd_work': (
        '"34": paid_work',
        "'spells.codes.destination'",
        "'payd_work' is not allowed. Did you mean 'paid_work'?",
    ),
    "destinaton: {": ("destination: {", "codes.destinaton'", "Did you mean 'destination'?"),
    "Wijk: Wijk": ("wijk: Wijk", "'spells.columns.Wijk'", "lower case letters"),
    "  overlaping: join\n  dates": ("  dates", "'spells.overlaping'", "'overlapping'"),
    "  overlapping: joined\n  dates": ("  dates", "'spells.overlapping'", "join"),
    "  fixed: {start: 2023-01-01}\n  dates": ("  dates", "'spells.fixed.start'", "already"),
    "  fixed: {birth_year: '1980'}\n  dates": ("  dates", "fixed.birth_year'", "differs per row"),
    'destination: {"34": paid_work, "01": education}\n    start: {"1": "2023-01-01"}': (
        'destination: {"34": paid_work, "01": education}',
        "'spells.codes.start'",
        "has no codes",
    ),
    "  keep: {Regelng: [PW]}\n  dates": ("  dates", "column 'Regelng'", "'Regeling'"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_typing_error_in_the_mapping_is_named_with_what_was_meant(
    mistake: str, tmp_path: Path
) -> None:
    right, *told = MISTAKES[mistake]
    faults = problems(tmp_path, CSV, MAPPING.replace(right, mistake, 1))
    assert any(all(part in fault for part in told) for fault in faults), faults


def test_a_mapping_fault_has_its_row(tmp_path: Path) -> None:
    (fault,) = problems(tmp_path, CSV, MAPPING.replace("start: Start", "stat: Start"))
    assert fault.startswith("mapping.yaml row 8, key 'spells.columns.stat'")


def test_the_example_of_the_data_dictionary_is_a_mapping(tmp_path: Path) -> None:
    assert len(bring_in(tmp_path, CSV, YAML_EXAMPLES["mapping.yaml"])) > 1


def many(number: int, reason: str, place: str = "Noord") -> list[str]:
    return [f"{n};X;PW;02-01-2023;31-03-2023;{reason};{place}" for n in range(1000, 1000 + number)]


def test_a_code_without_a_destination_is_listed_with_its_number_and_nothing_is_dropped(
    tmp_path: Path,
) -> None:
    rows = [*many(12, "77"), "1;X;PW;02-01-2023;31-03-2023;88;Noord", *ROWS]
    faults = problems(tmp_path, csv_text(rows))
    assert [fault.partition(": ")[2].partition(". Add")[0] for fault in faults] == [
        "the code '77' is not mapped, in 12 rows",
        "the code '88' is not mapped, in fewer than 10 rows",
    ]


def test_a_remark_in_the_place_of_a_code_is_counted_and_not_shown(tmp_path: Path) -> None:
    (fault,) = problems(tmp_path, csv_text([*ROWS, *many(1, "verhuisd naar zijn zus in Zwolle")]))
    assert "Zwolle" not in fault and "fewer than 10 other texts are not mapped" in fault


def test_a_filter_keeps_the_rows_that_it_names_and_counts_the_others(tmp_path: Path) -> None:
    rows = [*ROWS, *(row.replace(";PW;", ";IOAW;") for row in many(11, "34"))]
    mapping = MAPPING.replace("  dates", "  keep: {Regeling: PW}\n  dates")
    told = bring_in(tmp_path, csv_text(rows), mapping)
    assert len(table(tmp_path)) == 1 + len(ROWS)
    assert "  left out by 'keep': 11" in told


def test_a_text_that_stands_for_nothing_is_read_as_empty_and_counted(tmp_path: Path) -> None:
    rows = [ROWS[0], "5;X;PW;15-02-2023;31-12-9999;-;Zuid"]
    mapping = MAPPING.replace("  dates", '  missing: [31-12-9999, "-"]\n  dates')
    told = bring_in(tmp_path, csv_text(rows), mapping)
    assert ["2023-02-15", "", "", "Zuid"] in [row[1:] for row in table(tmp_path)]
    assert any("read as empty in 'end'" in line for line in told)


BAD_ROWS = {
    "repeated": (ROWS[0], "equal to another one", "keep_one", 3),
    "reversed": (
        "7;X;PW;31-03-2023;02-01-2023;34;Noord", "the end is before the start", "leave_out", 3,
    ),
    "future": ("7;X;PW;16-01-2024;;;Noord", "after 'observed_until'", "leave_out", 3),
    "planned": (
        "7;X;PW;02-01-2023;16-01-2024;34;Noord", "it is only planned", "still_there", 4,
    ),
    "overlapping": (
        "111222333;J;PW;31-03-2023;30-04-2023;01;Noord", "before an earlier row", "join", 3,
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", BAD_ROWS)
def test_rows_that_cannot_be_are_refused_unless_the_mapping_says_what_to_do(
    rule: str, tmp_path: Path
) -> None:
    row, problem, done, left = BAD_ROWS[rule]
    faults = problems(tmp_path, csv_text([*ROWS, row]))
    assert any(problem in fault and f"'{rule}: {done}'" in fault for fault in faults)
    assert "row 5" in faults[0] or "row 2" in faults[0]
    told = bring_in(
        tmp_path, csv_text([*ROWS, row]), MAPPING.replace("  dates", f"  {rule}: {done}\n  dates")
    )
    assert len(table(tmp_path)) == 1 + left
    assert any(f"'{rule}: {done}'" in line and "fewer than 10" in line for line in told)


def test_spells_that_are_joined_run_from_the_first_day_to_the_last(tmp_path: Path) -> None:
    # 2 January to 31 March and 31 March to 30 April are one; that of 1 June is another.
    rows = [*ROWS, "111222333;J;PW;31-03-2023;30-04-2023;01;Noord"]
    bring_in(tmp_path, csv_text(rows), MAPPING.replace("  dates", "  overlapping: join\n  dates"))
    assert ["2023-01-02", "2023-04-30", "education", "Noord"] in [r[1:] for r in table(tmp_path)]


def test_an_end_that_is_planned_is_read_as_none_and_counted(tmp_path: Path) -> None:
    rows = ["7;X;PW;02-01-2023;15-01-2024;34;Noord", "8;X;PW;02-01-2023;16-01-2024;34;Noord"]
    bring_in(tmp_path, csv_text(rows), MAPPING + "  planned: still_there\n")
    assert sorted(row[2:4] for row in table(tmp_path)[1:]) == [
        ["", ""],
        ["2024-01-15", "paid_work"],
    ]
    (evaluation,) = load_evaluations(tmp_path / "data")
    assert evaluation.imported["spells"]["planned"] == 1


def test_an_export_of_which_no_row_is_left_is_a_fault(tmp_path: Path) -> None:
    rows = ["7;X;PW;31-03-2023;02-01-2023;34;Noord"]
    (fault,) = problems(tmp_path, csv_text(rows), MAPPING + "  reversed: leave_out\n")
    assert "no row is left" in fault


def test_a_day_in_another_form_is_a_fault_with_its_row_and_without_its_value(
    tmp_path: Path,
) -> None:
    (fault,) = problems(tmp_path, CSV.replace("15-02-2023", "15/02/2023"))
    assert fault.startswith("export.csv row 3, column 'Startdatum': this is no day written as")
    assert "15/02/2023" not in fault


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("jjjjmmdd", "20230215"),
        ("mm/dd/jjjj", "02/15/2023"),
        ("dd-mm-jjjj uu:mm", "15-02-2023 09:30"),
    ],
)
def test_a_day_is_read_in_the_form_that_is_named(form: str, written: str, tmp_path: Path) -> None:
    mapping = MAPPING.replace("dates: dd-mm-jjjj", f"dates: [dd-mm-jjjj, {form}]")
    bring_in(tmp_path, CSV.replace("15-02-2023", written), mapping)
    assert ["2023-02-15", "", "", "Zuid"] in [row[1:] for row in table(tmp_path)]


def test_rules_of_the_tables_are_told_with_the_rows_of_the_export(tmp_path: Path) -> None:
    # an end without a destination is known only when the cells are read
    (fault,) = problems(tmp_path, CSV.replace("31-03-2023;34", "31-03-2023;"))
    assert fault.startswith("spells (rows of the export) row 2, column 'destination'")


def test_an_evaluation_that_is_there_is_left_alone(tmp_path: Path) -> None:
    bring_in(tmp_path)
    before = table(tmp_path)
    with pytest.raises(InputError, match="Give --replace"):
        bring_in(tmp_path, csv_text(ROWS[:1]))
    assert table(tmp_path) == before
    folder = tmp_path / "data" / str(KEY)
    (folder / "assumptions.yaml").write_text("horizon_months: 12\n", encoding="utf-8")
    bring_in(tmp_path, csv_text(ROWS[:1]), replace=True)
    assert len(table(tmp_path)) == 2
    assert (folder / "assumptions.yaml").exists()


def test_a_faulty_export_leaves_the_last_good_tables(tmp_path: Path) -> None:
    bring_in(tmp_path)
    before = table(tmp_path)
    with pytest.raises(DataError):
        bring_in(tmp_path, CSV.replace("31-03-2023;34", "31-03-2023;"), replace=True)
    assert table(tmp_path) == before


def test_a_file_without_lines_is_refused_and_not_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_blocks, "BLOCK", 100)
    monkeypatch.setattr(text_blocks, "_LONGEST", 300)
    (fault,) = problems(tmp_path, CSV + "x" * 1000 + "\n")
    assert "this is no table" in fault


def test_three_tables_come_from_the_files_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "trajecten.csv").write_text(CSV, encoding="utf-8")
    benefits = "Client,Van,Tot\n111222333,01-11-2022,31-03-2023\n123456782,01-02-2023,\n"
    (folder / "uitkeringen.csv").write_text(benefits, encoding="utf-8")
    scores = "Client,Datum,Trede\n111222333,02-01-2023,2\n111222333,31-03-2023,6\n"
    (folder / "treden.csv").write_text(scores, encoding="utf-8")
    mapping = MAPPING.replace("spells:\n", "spells:\n  file: trajecten.csv\n")
    mapping = mapping.replace("  observed", "  ladder: participatieladder\n  observed")
    mapping += "benefits:\n  file: uitkeringen.csv\n"
    mapping += "  columns: {client_id: Client, start: Van, end: Tot}\n"
    mapping += "measurements:\n  file: treden.csv\n  fixed: {kind: measured}\n"
    mapping += "  columns: {client_id: Client, date: Datum, rung: Trede}\n"
    bring_in(tmp_path, folder, mapping)
    spells, benefits_made, measured = (
        table(tmp_path, name) for name in ("spells", "benefits", "measurements")
    )
    assert {row[0] for row in measured[1:]} < {row[0] for row in spells[1:]}
    assert {row[0] for row in benefits_made[1:]} == {row[0] for row in spells[1:]}
    assert [row[1:] for row in measured[1:]] == [
        ["2023-01-02", "measured", "2"],
        ["2023-03-31", "measured", "6"],
    ]


def test_the_year_of_birth_is_taken_of_a_day_and_the_day_is_not_kept(tmp_path: Path) -> None:
    text = CSV.replace("Achternaam", "Geboortedatum").replace("Jansen", "12-05-1980")
    text = text.replace("de Vries", "03-04-1975")
    mapping = MAPPING.replace("    wijk: Wijk", "    birth_year: Geboortedatum")
    bring_in(tmp_path, text, mapping)
    assert {row[4] for row in table(tmp_path)[1:]} == {"1980", "1975"}


@pytest.mark.parametrize("export", [b"", b"\n", HEADER.encode(), b"\x00\x01\x02", b"a;b\n1;2\n"])
def test_a_file_without_the_table_gets_a_clear_fault(export: bytes, tmp_path: Path) -> None:
    (fault,) = problems(tmp_path, export)
    assert fault.startswith("export.csv") and fault.endswith(".")


def test_nothing_is_left_beside_the_data(tmp_path: Path) -> None:
    with pytest.raises(EvalutilsError):
        bring_in(tmp_path, CSV.replace("31-03-2023;34", "31-03-2023;"))
    assert not list((tmp_path / "data").glob(".new*"))


def test_what_was_left_out_stands_beside_the_tables_for_the_page_about_quality(
    tmp_path: Path,
) -> None:
    turned = "123456782;de Vries;PW;15-02-2023;01-02-2023;34;Zuid"
    other = "123456782;de Vries;IOAW;15-02-2023;;;Zuid"
    more = "  keep: {Regeling: [PW]}\n  reversed: leave_out\n"
    bring_in(tmp_path, csv_text([*ROWS, turned, other]), MAPPING + more)
    (evaluation,) = load_evaluations(tmp_path / "data")
    assert evaluation.imported == {
        "spells": {
            "read": 5, "filtered": 1, "reversed": 1, "future": 0, "repeated": 0, "overlapping": 0,
            "kept": 3,
        }
    }  # fmt: skip
    file = tmp_path / "data" / str(KEY) / "import.yaml"
    assert file.stat().st_mode & 0o77 == 0


ENTERED = "Invoerdatum"
# 2 January to 2 February is 31 days, to 3 February 32; nobody knows when the last was entered.
DAYS = ["02-02-2023", "20-03-2023", ""]


def with_entered(days: list[str]) -> str:
    rows = [f"{row};{day}" for row, day in zip(ROWS, days, strict=True)]
    return csv_text(rows, f"{HEADER};{ENTERED}")


@pytest.mark.parametrize(("day", "late"), [("02-02-2023", 1), ("03-02-2023", 2)])
def test_rows_that_were_entered_late_are_counted_and_the_day_is_not_kept(
    day: str, late: int, tmp_path: Path
) -> None:
    # the second row: from 15 February to 20 March is 33 days
    told = bring_in(
        tmp_path, with_entered([day, *DAYS[1:]]), MAPPING + f"  registered: {ENTERED}\n"
    )
    (evaluation,) = load_evaluations(tmp_path / "data")
    counts = evaluation.imported["spells"]
    assert (counts["registered"], counts["late"], counts["late_after_days"]) == (2, late, 31)
    assert "registered" not in table(tmp_path)[0] and len(table(tmp_path)[1]) == 5
    assert any("more than 31 days after the start: fewer than 10" in line for line in told)


def test_how_late_too_late_is_can_be_chosen(tmp_path: Path) -> None:
    mapping = MAPPING + f"  registered: {ENTERED}\n  late_after_days: 33\n"
    bring_in(tmp_path, with_entered(DAYS), mapping)
    (evaluation,) = load_evaluations(tmp_path / "data")
    assert (evaluation.imported["spells"]["late"]) == 0


def test_rows_that_differ_in_the_day_of_entry_alone_are_repeated(tmp_path: Path) -> None:
    text = with_entered(DAYS).rstrip() + f"\n{ROWS[2]};01-07-2023\n"
    mapping = MAPPING + f"  registered: {ENTERED}\n"
    assert any("equal to another one" in fault for fault in problems(tmp_path, text, mapping))


OTHER = EvaluationKey("almelo", "werkfit", "2024")
BENEFITS = """\
benefits:
  columns: {client_id: Cliëntnummer, start: Startdatum, end: Einddatum}
  dates: dd-mm-jjjj
"""


def test_periods_under_another_key_are_told(tmp_path: Path) -> None:
    assert not any("another key" in line for line in bring_in(tmp_path))
    later = bring_in(
        tmp_path,
        CSV.replace("2023", "2024"),
        MAPPING.replace("2024-01-15", "2025-01-15"),
        key=OTHER,
    )
    assert not any("another key" in line for line in later)
    told = bring_in(tmp_path, secret=b"another key of as many bytes 123", replace=True)
    assert told[-1].startswith("Other periods of this programme have pseudonyms under another key")
    assert "2024" in told[-1]


def test_tables_of_one_evaluation_are_never_under_two_keys(tmp_path: Path) -> None:
    other = bytes(range(1, 33))
    bring_in(tmp_path, CSV, MAPPING + BENEFITS)
    before = table(tmp_path)
    with pytest.raises(InputError, match=r"The other tables of this evaluation \(benefits\)"):
        bring_in(tmp_path, secret=other, replace=True)
    assert table(tmp_path) == before
    bring_in(tmp_path, CSV, MAPPING + BENEFITS, secret=other, replace=True)
    assert {row[0] for row in table(tmp_path, "benefits")} == {row[0] for row in table(tmp_path)}
    assert table(tmp_path) != before
