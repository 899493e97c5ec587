"""A good folder becomes one typed evaluation."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from small_data import EVALUATION, KEY, faults_of, load_one, write_data

from evalutils.chapters import chapters_of
from evalutils.contracts.tables import TABLES, grouping_columns
from evalutils.dataset.evaluation import Coverage
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.reading.schema import dtype_of

ROOT = Path(__file__).parents[2]

CASELOAD = "measure,date,count,qualifier\nstock_start,,,\n"


def test_the_evaluation_file_becomes_the_evaluation(tmp_path: Path) -> None:
    evaluation = load_one(write_data(tmp_path))
    assert str(evaluation.key) == KEY
    assert evaluation.folder == tmp_path / KEY
    assert (evaluation.title, evaluation.description) == ("Werkfit", "")
    assert (evaluation.municipality_name, evaluation.municipality_code) == ("Almelo", "GM0141")
    assert evaluation.organisation == "Gemeente Almelo"
    assert (evaluation.period_start, evaluation.period_end) == (
        date(2025, 1, 1),
        date(2025, 12, 31),
    )
    assert evaluation.period_label == "heel 2025"
    assert (evaluation.ladder, evaluation.disclosure) == ("drie-treden", "published")
    assert (evaluation.evidence, evaluation.sources) == ("none", ("jaarverslag",))
    assert (evaluation.coverage, evaluation.tables, evaluation.assumptions) == (None, {}, {})
    assert tuple(item.name for item in chapters_of(evaluation)) == ()


def test_coverage_says_about_whom_the_ladder_figures_are(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    line = "coverage: {share: 60, qualifier: circa, source: jaarverslag, locator: blz. 2}\n"
    (data / KEY / "evaluation.yaml").write_text(EVALUATION + line, encoding="utf-8")
    assert load_one(data).coverage == Coverage(60, "circa", "jaarverslag", "blz. 2")


@pytest.mark.parametrize(
    ("coverage", "key"),
    [
        ("{share: 101, qualifier: circa, source: jaarverslag, locator: a}", "coverage.share"),
        ("{share: 60%, qualifier: circa, source: jaarverslag, locator: a}", "coverage.share"),
        ("{share: 60, qualifier: ruim, source: jaarverslag, locator: a}", "coverage.qualifier"),
        ("{share: 60, qualifier: circa, source: kladblok, locator: a}", "coverage.source"),
        ("{share: 60, qualifier: circa, source: jaarverslag, locator: }", "coverage.locator"),
        ("{share: 60, qualifier: circa, source: jaarverslag}", "coverage.locator"),
        ("60", "coverage"),
    ],
)
def test_a_fault_in_coverage_is_named(coverage: str, key: str, tmp_path: Path) -> None:
    data = write_data(tmp_path)
    (data / KEY / "evaluation.yaml").write_text(
        f"{EVALUATION}coverage: {coverage}\n", encoding="utf-8"
    )
    (fault,) = faults_of(data)
    assert fault.startswith(f"evaluation.yaml row 9, key '{key}': ")


def test_all_faults_of_the_evaluation_file_are_told_at_once(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    text = "titel: a\nperiod: {start: gisteren, einde: 2025-01-01}\nevidence: veel\nsources: x\n"
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    keys = [fault.split("key ")[1].split(":")[0] for fault in faults_of(data)]
    assert keys == [
        "'disclosure'",  # missing keys have no row
        "'ladder'",
        "'municipality'",
        "'organisation'",
        "'titel'",
        "'period.einde'",  # meant as period.end, which is then not missing too
        "'period.label'",  # missing within a key: the row of that key
        "'period.start'",
        "'evidence'",
        "'sources'",
    ]


def test_analyses_follow_from_the_tables_in_the_order_of_the_book(tmp_path: Path) -> None:
    evaluation = load_one(
        write_data(
            tmp_path,
            costs="item,kind,bearer,transfer,low,central,high,per,start_month,months,price_year\n"
            "begeleiding,cost,municipality,false,,3000,,participant,,,2025\n",
            ladder="moment,rung,count,share\ncurrent,1,5,\n",
            claims="claim,quantity,value,decimals,unit,qualifier,formula,indicator,topic\n"
            "a,b,5,0,person,,,,\n",
        )
    )
    assert tuple(item.name for item in chapters_of(evaluation)) == ("ladder", "cost_benefit")
    assert set(evaluation.tables) == {"costs", "ladder", "claims"}


def test_empty_cells_are_missing_and_never_zero(tmp_path: Path) -> None:
    exits = "destination,group,count,share,base,overlapping\ntotal,,,50,,\npaid_work,,0,,,\n"
    frame = load_one(write_data(tmp_path, exits=exits)).tables["exits"]
    assert frame["count"].isna().tolist() == [True, False]
    assert frame["share"].isna().tolist() == [False, True]
    assert frame["count"].iloc[1] == 0
    assert frame["overlapping"].isna().all()
    assert frame["group"].isna().all()


def test_every_column_of_every_table_has_the_type_of_its_contract() -> None:
    for evaluation in load_evaluations(ROOT / "data"):
        for name, frame in evaluation.tables.items():
            columns = TABLES[name].all_columns
            groups = grouping_columns(name, frame)
            assert list(frame.columns) == [*(column.name for column in columns), *groups]
            for column in columns:
                assert frame[column.name].dtype == pd.Series([], dtype=dtype_of(column)).dtype
                if column.required:
                    assert frame[column.name].notna().all()


def test_shares_at_their_limits_are_accepted(tmp_path: Path) -> None:
    table = "moment,rung,count,share\ncurrent,1,0,0\ncurrent,2,0,100\n"
    assert list(load_one(write_data(tmp_path, ladder=table)).tables["ladder"]["share"]) == [0, 100]


@pytest.mark.parametrize("share", ["-0.001", "100.001", "1e2"])
def test_shares_just_past_their_limits_are_refused(share: str, tmp_path: Path) -> None:
    table = f"moment,rung,count,share\ncurrent,1,,{share}\n"
    (fault,) = faults_of(write_data(tmp_path, ladder=table))
    assert fault.startswith("ladder.csv row 2, column 'share': ")


def test_shares_need_not_add_up_to_100(tmp_path: Path) -> None:
    # published shares add up to 100.7 in one of the sources: a finding, not a fault
    table = "moment,rung,count,share\ncurrent,1,,50.4\ncurrent,2,,50.3\n"
    assert faults_of(write_data(tmp_path, ladder=table)) == []


def test_more_exits_than_the_base_is_a_finding_and_not_a_fault(tmp_path: Path) -> None:
    data = write_data(
        tmp_path,
        caseload="measure,date,count,qualifier\noutflow,,5,\n",
        exits="destination,group,count,share,base,overlapping\npaid_work,,7,,outflow,\n",
    )
    assert faults_of(data) == []


def test_the_same_destination_may_stand_under_two_groups_and_bases(tmp_path: Path) -> None:
    data = write_data(
        tmp_path,
        caseload="measure,date,count,qualifier\noutflow,,80,\ninflow,,60,\n",
        exits="destination,group,count,share,base,overlapping\n"
        "paid_work,,7,,outflow,\npaid_work,,7,,inflow,\npaid_work,jongeren,3,,outflow,\n",
    )
    assert faults_of(data) == []


def test_the_same_number_written_in_two_ways_is_the_same_cell(tmp_path: Path) -> None:
    table = "cohort,cohort_start,cohort_end,definition,months,exits,still_out,share\n"
    table += "a,,,fixed_date,12,,5,\na,,,fixed_date,12.0,,6,\n"
    (fault,) = faults_of(write_data(tmp_path, durability=table))
    assert fault.startswith("durability.csv row 3: same cohort and definition and months as row 2")


def test_a_base_needs_a_row_in_the_caseload(tmp_path: Path) -> None:
    exits = "destination,group,count,share,base,overlapping\npaid_work,,7,,outflow,\n"
    (fault,) = faults_of(write_data(tmp_path, exits=exits))
    assert fault.startswith("exits.csv row 2, column 'base': 'outflow' has no row in caseload.csv.")


def test_a_ladder_table_needs_a_scheme(tmp_path: Path) -> None:
    data = write_data(tmp_path, ladder="moment,rung,count,share\ncurrent,1,5,\n")
    text = EVALUATION.replace("ladder: drie-treden", "ladder: null")
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault == (
        "ladder.csv: evaluation.yaml says 'ladder: null'. "
        "Name the ladder scheme there: drie-treden."
    )


def test_a_fault_in_the_evaluation_file_does_not_hide_those_in_the_tables(tmp_path: Path) -> None:
    data = write_data(
        tmp_path, exits="destination,group,count,share,base,overlapping\nwerk,,7,,,\n"
    )
    text = EVALUATION.replace("evidence: none", "evidence: veel")
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    assert [fault.split()[0] for fault in faults_of(data)] == ["evaluation.yaml", "exits.csv"]


@pytest.mark.parametrize(
    ("low", "central", "high", "columns"),
    [
        ("1", "2", "3", []),
        ("2", "2", "2", []),
        ("", "2", "", []),
        ("3", "2", "", ["low"]),
        ("", "2", "1", ["central"]),
        ("3", "2", "1", ["central", "low"]),
    ],
)
def test_amounts_do_not_go_down(
    low: str, central: str, high: str, columns: list[str], tmp_path: Path
) -> None:
    text = "item,kind,bearer,transfer,low,central,high,per,start_month,months,price_year\n"
    text += f"a,cost,state,,{low},{central},{high},programme,,,2025\n"
    faults = faults_of(write_data(tmp_path, costs=text))
    assert [fault.split("'")[1] for fault in faults] == columns


def test_the_assumptions_keep_where_they_come_from(tmp_path: Path) -> None:
    data = write_data(tmp_path)
    text = (
        "participants: 120\n"
        "exits: {value: 45, source: jaarverslag, locator: tabel 1, note: circa}\n"
        "displacement_share: 0.15\n"
        "counterfactual_exit_share: {low: 0, central: 0.2, high: 1, source: jaarverslag}\n"
    )
    (data / KEY / "assumptions.yaml").write_text(text, encoding="utf-8")
    assert load_one(data).assumptions == {
        "participants": {"value": 120, "source": None, "locator": None, "note": None},
        "exits": {
            "value": 45,
            "source": "jaarverslag",
            "locator": "tabel 1",
            "note": "circa",
        },
        "displacement_share": {"value": 0.15, "source": None, "locator": None, "note": None},
        "counterfactual_exit_share": {
            "value": {"low": 0, "central": 0.2, "high": 1},
            "source": "jaarverslag",
            "locator": None,
            "note": None,
        },
    }


def test_the_data_of_the_repository_have_no_faults() -> None:
    assert len(load_evaluations(ROOT / "data")) >= 17
