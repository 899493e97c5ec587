"""Inputs that were once read wrong without a word, each with its brothers, by number of the case.

Every test lays the files of a case into a data folder with the shipped codelists, ladders and
parameters. Where a kind has tests of its own (`tests/dataset/`), one example stands here.
"""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from laid_out import EVALUATION, KEY, ROOT, faults_of, lay_out, the_fault, workbook

from evalutils.dataset.load import load_evaluations
from pseudonymised import pid

SPELLS = "client_id,start,end,destination\n"
BENEFITS = "client_id,start,end\n"
CASELOAD = "measure,date,count,qualifier\n"
EXITS = "destination,group,count,share,base,overlapping\n"
COSTS = (
    "item,kind,bearer,transfer,low,central,high,per,start_month,months,price_year,counterparty,"
    "standard_error\n"
)
INSTRUMENTS = (
    "instrument,goal,stage,participants,started,exits_work,exits_other,exits_total,share_work,"
    "share_other,share_total\n"
)
OUTFLOW = f"{CASELOAD}outflow,2023-12-31,40,\n"


def changed(content: bytes, change: dict[str, tuple[str, str]]) -> bytes:
    """The workbook with a text replaced in some of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            text = old.read(info)
            if info.filename in change:
                pattern, put = change[info.filename]
                text, count = re.subn(pattern, put, text.decode(), flags=re.DOTALL)
                assert count
                text = text.encode()
            new.writestr(info, text)
    return out.getvalue()


def spells_of(number: int) -> list[str]:
    rows = (f"{pid(f'c{client}')}|2023-01-02||" for client in range(number))
    return ["client_id|start|end|destination", *rows]


# 01: a sheet that states a smaller size than it has.


@pytest.mark.parametrize("stated", ["A1:D51", "A1", "A1:A1", "B2:C3"])
def test_01_all_200_clients_are_read_whatever_size_the_sheet_states(
    stated: str, tmp_path: Path
) -> None:
    content = workbook(*spells_of(200))
    part = {"xl/worksheets/sheet1.xml": ('<dimension ref="[^"]*"', f'<dimension ref="{stated}"')}
    data = lay_out(tmp_path, {"spells.xlsx": changed(content, part)})
    (evaluation,) = load_evaluations(data)
    assert len(evaluation.tables["spells"]) == 200
    caseload = evaluation.tables["caseload"].set_index("measure")["count"]
    assert caseload["inflow"] == 200


# 02: ids of one table lost their zeros: pseudonyms have none to lose.


def test_02_clients_of_benefits_without_a_spell_are_a_fault_with_their_number(
    tmp_path: Path,
) -> None:
    spells = "".join(f"c{number},2023-02-04,,\n" for number in range(1, 41))
    benefits = "".join(f"d{number},2022-01-01,\n" for number in range(1, 41))
    files = {"spells.csv": SPELLS + spells, "benefits.csv": BENEFITS + benefits}
    fault = the_fault(tmp_path, files)
    assert fault.startswith("benefits.csv rows 2-9 and 32 more of this kind, column 'client_id'")
    assert "40 of 40 clients occur in no row of the spells" in fault


# 03: nobody can be followed until a day that has not come.


def test_03_a_period_that_ends_after_today_is_a_fault_beside_clients(tmp_path: Path) -> None:
    text = EVALUATION.replace("2023-12-31", "2090-12-31")
    files = {"evaluation.yaml": text, "spells.csv": f"{SPELLS}a,2023-02-01,,\n"}
    fault = the_fault(tmp_path, files)
    assert fault.startswith("evaluation.yaml row 4, key 'period.end': 2090-12-31 is after today")


def test_03_nor_does_a_period_end_after_the_day_of_the_data(tmp_path: Path) -> None:
    text = EVALUATION.replace("2023-12-31", "2024-02-01")
    files = {"evaluation.yaml": text, "spells.csv": f"{SPELLS}a,2023-02-01,,\n"}
    fault = the_fault(tmp_path, files)
    assert fault.startswith("evaluation.yaml row 4, key 'period.end': 2024-02-01 is after 2024-01-")


# 04: a total among its parts.


@pytest.mark.parametrize(
    "name", ["Totaal", "TOTAAL", "Subtotaal", "Totale kosten", "som", "Alle kosten samen"]
)
def test_04_a_total_row_of_costs_is_a_fault(name: str, tmp_path: Path) -> None:
    rows = (("begeleiding", 3000), ("scholing", 1000), (name, 4000))
    lines = [f"{item},cost,municipality,,,{euro},,participant,,,2023,,\n" for item, euro in rows]
    fault = the_fault(tmp_path, {"costs.csv": COSTS + "".join(lines)})
    assert "costs.csv row 4, column 'item': this row seems to be the sum" in fault


# 05: a cell that is merged over rows.


@pytest.mark.parametrize("block", ["B2:B4", "A2:B2", "B2:B3"])
def test_05_merged_cells_are_a_fault_that_names_them(block: str, tmp_path: Path) -> None:
    header = "destination|group|count|share|base|overlapping"
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(header, "paid_work|noord|5", "education|noord|6", "care|noord|7"))
    )
    book.active.merge_cells(block)
    file = io.BytesIO()
    book.save(file)
    fault = the_fault(tmp_path, {"exits.xlsx": file.getvalue()})
    assert f"cells are merged: {block}. Unmerge them and fill in every cell." in fault


# 06: fractions where percentages stand.


@pytest.mark.parametrize("share", ["0.55", "0.5507"])
def test_06_a_fraction_beside_a_count_is_a_fault(share: str, tmp_path: Path) -> None:
    rows = ("destination|group|count|share|base|overlapping", f"paid_work||418|{share}|inflow|")
    files = {"exits.xlsx": workbook(*rows), "caseload.csv": f"{CASELOAD}inflow,2023-12-31,759,\n"}
    assert "418 of 759 is 55,1 percent. Write 55.1." in the_fault(tmp_path, files)


def test_06_a_cell_that_is_shown_in_percent_is_read_in_percent(tmp_path: Path) -> None:
    rows = ("destination|group|count|share|base|overlapping", "paid_work||418|55.07%|inflow|")
    files = {"exits.xlsx": workbook(*rows), "caseload.csv": f"{CASELOAD}inflow,2023-12-31,759,\n"}
    (evaluation,) = load_evaluations(lay_out(tmp_path, files))
    assert list(evaluation.tables["exits"]["share"]) == pytest.approx([55.07])


# 07 and the list: a parameter outside what its unit allows.


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("discount_rate", value) for value in ("2.25", "-0.5", ".inf", ".nan")),
        *(("disclosure_threshold", value) for value in ("9.9", "0", "1", "-10", ".nan")),
    ],
)
def test_07_a_parameter_outside_its_unit_is_a_fault(name: str, value: str, tmp_path: Path) -> None:
    shipped = (ROOT / f"data/parameters/{name}.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(20\d\d-\d\d-\d\d): \S+", rf"\1: {value}", shipped)
    files = {f"parameters/{name}.yaml": text, "caseload.csv": OUTFLOW}
    assert [
        fault
        for fault in faults_of(lay_out(tmp_path, files))
        if fault.startswith(f"parameters/{name}.yaml row")
    ]


# 09: one line in another encoding.


@pytest.mark.parametrize(("encoding", "line"), [("cp1252", 3), ("latin-1", 3)])
def test_09_a_line_in_another_encoding_is_a_fault_with_its_line(
    encoding: str, line: int, tmp_path: Path
) -> None:
    row = "{},,,50,40,20,10,30,,,\n"
    content = (INSTRUMENTS + row.format("Súdwest-Fryslân")).encode()
    content += row.format("Coöperatie").encode(encoding)
    fault = the_fault(tmp_path, {"instruments.csv": content})
    assert f"instruments.csv: line {line} is not in UTF-8, while other lines are" in fault


# 11 and 56 (text is never code): tests/literal/test_hostile_text.py looks at the built pages.

# 12: tests/dataset/test_municipalities.py has the years.


@pytest.mark.parametrize(
    ("code", "said"),
    [("GM9999", "the code of no municipality"), ("GM0153", "GM0153 is the code of Enschede")],
)
def test_12_a_code_of_another_or_no_municipality_is_a_fault(
    code: str, said: str, tmp_path: Path
) -> None:
    text = EVALUATION.replace("GM0141", code)
    fault = the_fault(tmp_path, {"evaluation.yaml": text, "caseload.csv": OUTFLOW})
    assert "key 'municipality.code'" in fault
    assert said in fault
    assert "GM0141 (Almelo)" in fault


# 14 and the list: numbers that two programs read in two ways.


@pytest.mark.parametrize(
    "written",
    [
        *("0100", "036", "1:30", "0o17", "0x1F", "1_000", "1e3", ".inf", "0x" + "F" * 5000),
        *("!!map [a, b]", '!!int ""', "!!timestamp foo", "!!python/object:os.system x", "&a 5"),
    ],
)
def test_14_a_number_with_two_readings_is_a_fault_with_its_row(
    written: str, tmp_path: Path
) -> None:
    fault = the_fault(tmp_path, {"assumptions.yaml": f"participants: {written}\n"})
    assert fault.startswith("assumptions.yaml row 1: ")


# 16: a note above the header.


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("note", ["Bron: jaarverslag", "Bron: jaarverslag, tabel 3; bladzijde 4"])
def test_16_a_note_above_the_header_gets_the_row_of_the_header(
    separator: str, note: str, tmp_path: Path
) -> None:
    header, row = OUTFLOW.replace(",", separator).splitlines()
    fault = the_fault(tmp_path, {"caseload.csv": f'"{note}"\n\n{header}\n{row}\n'})
    assert "caseload.csv row 1: the column names are in row 3. Remove the rows above" in fault


# 18: parts that are more than their whole.


def test_18_parts_above_their_total_are_a_fault_when_new_and_a_finding_when_published(
    tmp_path: Path,
) -> None:
    rows = f"{EXITS}total,,40,,,\npaid_work,,30,,,\neducation,,25,,,\n"
    files = {"caseload.csv": OUTFLOW, "exits.csv": rows}
    assert "rows 3, 4 are together 55, more than the total, 40" in the_fault(tmp_path, files)
    published = {"evaluation.yaml": EVALUATION.replace("protected", "published")}
    (evaluation,) = load_evaluations(lay_out(tmp_path, files | published))
    assert [item.kind for item in evaluation.contradictions] == ["parts_above_whole"]


def test_18_parts_that_are_said_to_overlap_are_no_fault(tmp_path: Path) -> None:
    rows = f"{EXITS}total,,40,,,\npaid_work,,30,,,true\neducation,,25,,,true\n"
    assert faults_of(lay_out(tmp_path, {"caseload.csv": OUTFLOW, "exits.csv": rows})) == []


# 52: what a reader of a sheet does not see.


def _hidden_row(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[3].hidden = True


def _hidden_column(book: openpyxl.Workbook) -> None:
    book.active.column_dimensions["C"].hidden = True


def _hidden_sheet(book: openpyxl.Workbook) -> None:
    book.active.title = "Blad1"
    sheet = book.create_sheet("exits")
    sheet.append(["destination", "count"])
    sheet.append(["paid_work", 99])
    sheet.sheet_state = "hidden"


def _array_formula(book: openpyxl.Workbook) -> None:
    from openpyxl.worksheet.formula import ArrayFormula

    book.active["B2"] = ArrayFormula("B2:B2", "=UPPER(A2)")


def _error(book: openpyxl.Workbook) -> None:
    book.active["C2"] = "#DIV/0!"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_hidden_row, "rows are hidden, by a filter or by hand: 3"),
        (_hidden_column, "columns are hidden: C"),
        (_hidden_sheet, "the sheet 'exits' is hidden"),
        (_array_formula, "is a formula without a result"),
        (_error, "is what Excel shows instead of a value"),
    ],
)
def test_52_what_a_sheet_hides_or_lost_is_a_fault(
    change: object, said: str, tmp_path: Path
) -> None:
    assert callable(change)
    header = "destination|group|count|share|base|overlapping"
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(header, "paid_work|noord|50", "education|noord|60"))
    )
    change(book)
    file = io.BytesIO()
    book.save(file)
    assert said in " ".join(faults_of(lay_out(tmp_path, {"exits.xlsx": file.getvalue()})))


# 53 (contradictions): tests/dataset/test_contradictory_*.py have every rule.


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"exits.csv": f"{EXITS}total,,10,,,\npaid_work,,900,,,\n"},
            "more than",
        ),
        (
            {
                "durability.csv": "cohort,cohort_start,cohort_end,definition,months,exits,"
                "still_out,share\na,2018-01-01,2018-10-31,benefit_not_resumed,12,10,50,\n"
            },
            "'still_out' is 50, more than 10 in 'exits'",
        ),
        (
            {"instruments.csv": f"{INSTRUMENTS}B,g,s,100,,150,,,,,\n"},
            "'exits_work' is 150, more than 100 in 'participants'",
        ),
        (
            {
                "evaluation.yaml": EVALUATION.replace("null", "participatieladder"),
                "ladder_moves.csv": "from_rung,to_rungs,basis,count\n1,1,realised,14\n"
                "1,same,realised,14\n",
            },
            "would count twice",
        ),
        (
            {"caseload.csv": f"{CASELOAD}inflow,1999-01-01,118,\n"},
            "outside the period",
        ),
        (
            {
                "costs.csv": f"{COSTS}traject,cost,municipality,,,3000,,participant,1000000000,,"
                "2017,,\n",
                "assumptions.yaml": "horizon_months: 36\n",
            },
            "above",
        ),
        (
            {
                "costs.csv": f"{COSTS}traject,cost,municipality,,,3000,,participant,40,,2017,,\n",
                "assumptions.yaml": "horizon_months: 36\n",
            },
            "begins after 40 months and the horizon in assumptions.yaml is 36",
        ),
    ],
)
def test_53_figures_that_cannot_all_be_true_are_a_fault(
    files: dict[str, str | bytes], said: str, tmp_path: Path
) -> None:
    assert said in " ".join(faults_of(lay_out(tmp_path, files)))


# 54: cut ends, broken bytes, other encodings, signs that do not show.


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_54_a_file_that_is_cut_in_its_last_cell_is_a_fault(cut: int, tmp_path: Path) -> None:
    spells = SPELLS + "a,2023-01-02,,\nb,2023-01-03,,\nc,2023-01-04,,\n"
    rows = BENEFITS + "a,2023-01-01,2024-03-14\nb,2023-01-01,2024-03-15\nc,2023-01-01,2024-03-15"
    faults = faults_of(lay_out(tmp_path, {"spells.csv": spells, "benefits.csv": rows[:-cut]}))
    assert faults
    assert all(fault.startswith("benefits.csv row 4, column 'end'") for fault in faults)


def test_54_one_broken_byte_is_a_fault_with_its_line(tmp_path: Path) -> None:
    content = (INSTRUMENTS + "Súdwest,,,50,40,20,10,30,,,\nCoöperatie,,,5,4,2,1,3,,,\n").encode()
    broken = content.replace("ö".encode(), "ö".encode()[:1])
    assert "line 3 is not in UTF-8" in the_fault(tmp_path, {"instruments.csv": broken})


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850"])
@pytest.mark.parametrize("name", ["coöperatie", "één traject", "financiële hulp"])
def test_54_mac_roman_and_cp850_are_recognised_and_refused(
    encoding: str, name: str, tmp_path: Path
) -> None:
    content = (INSTRUMENTS + f"{name},,,50,40,20,10,30,,,\n").encode(encoding)
    fault = the_fault(tmp_path, {"instruments.csv": content})
    assert "line 2" in fault
    assert "UTF-8" in fault or "Mac Roman" in fault or "CP850" in fault


@pytest.mark.parametrize("separator", [",", ";"])
def test_54_a_dot_before_three_digits_is_never_a_decimal_of_an_amount(
    separator: str, tmp_path: Path
) -> None:
    rows = f"{COSTS}traject,cost,municipality,,,1.500,,participant,,,2023,,\n"
    fault = the_fault(tmp_path, {"costs.csv": rows.replace(",", separator)})
    assert "'1.500' can be read in two ways" in fault


def test_54_a_sign_that_does_not_show_makes_no_other_word_or_client(tmp_path: Path) -> None:
    caseload = f"{CASELOAD}in\u200bflow,2023-12-31,7\u200b59,\n"
    (evaluation,) = load_evaluations(lay_out(tmp_path, {"caseload.csv": caseload}))
    assert list(evaluation.tables["caseload"]["count"]) == [759]


@pytest.mark.parametrize("label", ["#REF!", "=x"])
def test_54_a_code_list_with_what_excel_left_is_a_fault(label: str, tmp_path: Path) -> None:
    shipped = (ROOT / "data/codelists/destinations.csv").read_text(encoding="utf-8")
    text = shipped.replace("paid_work,betaald werk", f"paid_work,{label}")
    files = {"codelists/destinations.csv": text, "caseload.csv": OUTFLOW}
    fault = the_fault(tmp_path, files)
    assert fault.startswith("codelists/destinations.csv row 3, column 'label'")


# 55 (formulas in published files): tests/literal and tests/book/test_key_figures.py.

# The list of more of the same kinds.


def test_a_cell_far_away_is_told_at_once(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook("measure|date|count|qualifier", "inflow||9|"))
    )
    book.active["XFD1048576"] = "x"
    file = io.BytesIO()
    book.save(file)
    assert faults_of(lay_out(tmp_path, {"caseload.xlsx": file.getvalue()}))


def test_a_horizon_beyond_what_a_page_can_show_is_a_fault(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, {"assumptions.yaml": "horizon_months: 100000\n"})
    assert "key 'horizon_months': 100000 is above 600 months" in fault


def test_a_count_with_a_comma_is_no_decimal(tmp_path: Path) -> None:
    fault = the_fault(tmp_path, {"caseload.csv": f'{CASELOAD}inflow,2023-12-31,"1,234",\n'})
    assert "'1,234' is not a whole number. Write it with digits only: 1234." in fault


@pytest.mark.parametrize("name", [".x.yaml", "._discount_rate.yaml", "~$notes.yaml"])
@pytest.mark.parametrize("folder", ["parameters", "ladders", "codelists", KEY])
def test_hidden_files_are_ignored_everywhere(folder: str, name: str, tmp_path: Path) -> None:
    data = lay_out(tmp_path, {f"{folder}/{name}": "a: [", "caseload.csv": OUTFLOW})
    assert faults_of(data) == []


@pytest.mark.parametrize("day", ["2097-01-01", "01-01-2097"])
def test_a_value_of_a_later_year_is_not_in_force(day: str, tmp_path: Path) -> None:
    shipped = (ROOT / "data/parameters/discount_rate.yaml").read_text(encoding="utf-8")
    text = shipped.replace("2021-01-01:", f"{day}:")
    files = {"parameters/discount_rate.yaml": text, "caseload.csv": OUTFLOW}
    assert "2097-01-01 is after today" in the_fault(tmp_path, files)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("funnel", ["funnel,order,stage,count"] + [f"a,{n},s{n},9" for n in range(1, 5001)]),
        ("instruments", [INSTRUMENTS.strip()] + [f"i{n},,,9,,,,,,," for n in range(5001)]),
    ],
)
def test_more_rows_than_a_page_shows_are_refused(
    table: str, rows: list[str], tmp_path: Path
) -> None:
    faults = faults_of(lay_out(tmp_path, {f"{table}.csv": "\n".join(rows) + "\n"}))
    assert [fault for fault in faults if "at most" in fault]


def test_no_message_says_none_or_asks_to_empty_what_must_be_filled(tmp_path: Path) -> None:
    files = {"spells.csv": f"{SPELLS}a,onbekend,,\n", "caseload.csv": f"{CASELOAD}inflow,x,n.b.,\n"}
    for fault in faults_of(lay_out(tmp_path, files)):
        assert "None" not in fault
        if "'start'" in fault or "'count'" in fault:
            assert "Leave the cell empty" not in fault
