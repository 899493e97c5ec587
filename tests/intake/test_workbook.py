"""Counts in one workbook: written by `new`, read in place by `check`, brought in by `import`."""

from pathlib import Path

import openpyxl
import pytest
from exports import KEY, data_folder

from evalutils.contracts.tables import TABLES
from evalutils.dataset.count_workbook import SHEETS
from evalutils.dataset.dependencies import Dependencies, files_read
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.new_evaluation import write_new_evaluation
from evalutils.dataset.outline import outlines
from evalutils.dataset.snapshot import take_snapshot
from evalutils.errors import DataError, IdentifierError, InputError
from evalutils.intake.workbook_import import import_workbook
from filled_in import own_figures

ONLY = "caseload,exits,costs"


def filled(tmp_path: Path, only: str = ONLY) -> Path:
    """A new evaluation, of which evaluation.yaml and the workbook are filled in."""
    folder = write_new_evaluation(data_folder(tmp_path), KEY, only, excel=True)
    for path in (folder / "evaluation.yaml", folder.parents[1] / "sources.yaml"):
        text = path.read_text(encoding="utf-8").replace("jaar, maand of dag, zoals 2025-03", "2024")
        path.write_text(text.replace("VUL IN: ", ""), encoding="utf-8")
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    for name in only.split(","):
        header, *rows = ([cell.value for cell in row] for row in book[name].iter_rows())
        texts = [dict(zip(header, row, strict=True)) for row in rows]
        changed = own_figures(name, [{k: _text(v) for k, v in row.items()} for row in texts])
        for at, (before, after) in enumerate(zip(texts, changed, strict=True), start=2):
            for place, column in enumerate(header, start=1):
                if _text(before[column]) != after[column]:
                    book[name].cell(at, place, int(after[column]))
                elif column == "locator":
                    book[name].cell(at, place, "tabel 1")
    book.save(folder / "tables.xlsx")
    return folder


def _text(value: object) -> str:
    return "" if value is None else str(value)


def test_the_workbook_has_a_sheet_per_table_with_lists_and_explanations(tmp_path: Path) -> None:
    folder = write_new_evaluation(data_folder(tmp_path), KEY, excel=True)
    assert [path.name for path in sorted(folder.iterdir())] == [
        "assumptions.yaml", "evaluation.yaml", "tables.xlsx",
    ]  # fmt: skip
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    assert book.sheetnames == ["Uitleg", *SHEETS, "Keuzes"]
    exits = book["exits"]
    assert [cell.value for cell in exits[1]] == [c.name for c in TABLES["exits"].all_columns]
    assert exits["A1"].comment.text.startswith("bestemming")
    (lists,) = [v for v in exits.data_validations.dataValidation if "A2" in v.sqref]
    column = lists.formula1.split("$")[1]
    offered = [cell.value for cell in book["Keuzes"][column]][1:]
    assert {"paid_work", "education"} < set(offered)


def test_an_example_that_was_not_replaced_is_a_fault_with_its_sheet(tmp_path: Path) -> None:
    write_new_evaluation(data_folder(tmp_path), KEY, ONLY, excel=True)
    with pytest.raises(DataError) as stopped:
        load_evaluations(tmp_path / "data")
    assert f"{KEY}/tables.xlsx, sheet exits rows 2" in str(stopped.value)


def test_check_reads_it_in_place(tmp_path: Path) -> None:
    filled(tmp_path)
    (evaluation,) = load_evaluations(tmp_path / "data")
    assert set(evaluation.tables) == {"caseload", "exits", "costs"}
    assert evaluation.tables["caseload"]["count"].tolist()[:2] == [400, 60]
    (outline,) = outlines(tmp_path / "data")
    assert outline.tables == {"caseload", "exits", "costs"}


def test_what_asks_for_a_sheet_depends_on_the_workbook(tmp_path: Path) -> None:
    filled(tmp_path)
    snapshot = take_snapshot(tmp_path / "data", tmp_path / "copy" / "data", FaultList())
    (evaluation,) = load_evaluations(snapshot.folder)
    parts = Dependencies(snapshot, load_library(snapshot.folder), (), b"key").parts([evaluation])
    assert files_read(parts[f"{KEY}/exits"]) == [f"data/{KEY}/tables.xlsx"]
    assert f"{KEY}/funnel" not in parts


def test_a_sheet_without_rows_is_no_table(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    book["costs"].delete_rows(2, 50)
    book.save(folder / "tables.xlsx")
    (evaluation,) = load_evaluations(tmp_path / "data")
    assert set(evaluation.tables) == {"caseload", "exits"}


def test_a_sheet_with_another_name_is_a_fault_with_what_was_meant(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    book["exits"].title = "exit"
    book.save(folder / "tables.xlsx")
    with pytest.raises(DataError, match="'exit' is no table of counts"):
        load_evaluations(tmp_path / "data")


def test_a_table_in_the_workbook_and_in_a_file_is_a_fault(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    (folder / "exits.csv").write_text("destination\n", encoding="utf-8")
    with pytest.raises(DataError, match="holds exits too"):
        load_evaluations(tmp_path / "data")


def test_a_workbook_that_was_filled_in_elsewhere_is_brought_in(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    (evaluation,) = load_evaluations(tmp_path / "data")
    elsewhere = (folder / "tables.xlsx").rename(tmp_path / "cijfers.xlsx")
    with pytest.raises(InputError, match="--replace"):
        import_workbook(tmp_path / "data", elsewhere, KEY, replace=False)
    _, tables = import_workbook(tmp_path / "data", elsewhere, KEY, replace=True)
    assert sorted(tables) == ["caseload", "costs", "exits"]
    (again,) = load_evaluations(tmp_path / "data")
    for name, frame in evaluation.tables.items():
        assert again.tables[name].equals(frame)


def test_a_person_in_the_workbook_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    # 111222333 meets the test of citizen service numbers
    book["exits"].cell(2, [c.value for c in book["exits"][1]].index("note") + 1, "van 111222333")
    book.save(tmp_path / "cijfers.xlsx")
    before = (folder / "tables.xlsx").read_bytes()
    with pytest.raises(IdentifierError) as stopped:
        import_workbook(tmp_path / "data", tmp_path / "cijfers.xlsx", KEY, replace=True)
    assert "111222333" not in str(stopped.value)
    assert (folder / "tables.xlsx").read_bytes() == before


def test_groups_of_a_comparison_go_through_the_workbook(tmp_path: Path) -> None:
    folder = filled(tmp_path, "arms")
    about = folder / "evaluation.yaml"
    text = about.read_text(encoding="utf-8")
    about.write_text(text.replace("evidence: none", "evidence: comparison"), encoding="utf-8")
    (evaluation,) = load_evaluations(tmp_path / "data")
    arms = evaluation.tables["arms"].set_index("role")
    assert (arms["reached"] <= arms["people"]).all()
    elsewhere = (folder / "tables.xlsx").rename(tmp_path / "ingevuld.xlsx")
    import_workbook(tmp_path / "data", elsewhere, KEY, replace=True)
    (again,) = load_evaluations(tmp_path / "data")
    assert again.tables["arms"].equals(evaluation.tables["arms"])
    book = openpyxl.load_workbook(elsewhere)
    heads = [cell.value for cell in book["arms"][1]]
    book["arms"].cell(3, heads.index("role") + 1, "programme")
    book.save(folder / "tables.xlsx")
    with pytest.raises(DataError) as stopped:
        load_evaluations(tmp_path / "data")
    assert any(
        "tables.xlsx, sheet arms row 2, column 'role': " in fault and "no group with role" in fault
        for fault in stopped.value.faults
    )
