"""Claims, numbers that are not exact, and other units: only what is certain is a fault."""

from pathlib import Path

import pytest
from contradicting_data import data_of, found, impossible
from small_data import faults_of, load_one

CLAIM = "claim=a | quantity=a | locator=p. 1 | "


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("value=36.65 | decimals=1 | unit=percent", "the value has 2 decimals, and 1"),
        ("value=1.5 | decimals=1 | unit=probability", "no probability, which runs from 0 to 1"),
    ],
)
def test_a_claim_is_what_its_unit_and_decimals_allow(
    cells: str, words: str, tmp_path: Path
) -> None:
    assert words in impossible(tmp_path, claims=CLAIM + cells)


TOTAL = "destination=total | count=100"


@pytest.mark.parametrize(
    ("count", "whole"),
    [
        ("count=120 | qualifier=circa", TOTAL),
        ("count=120 | qualifier=at_most", TOTAL),
        ("count=120 | qualifier=less_than", TOTAL),
        ("count=120", f"{TOTAL} | qualifier=circa"),
        ("count=120", f"{TOTAL} | qualifier=at_least"),
        ("count=120", f"{TOTAL} | qualifier=more_than"),
    ],
)
def test_what_may_be_lower_than_a_whole_that_may_be_higher_is_no_contradiction(
    count: str, whole: str, tmp_path: Path
) -> None:
    rows = f"{whole}\ndestination=paid_work | {count}"
    assert found(tmp_path, exits=rows) == []


@pytest.mark.parametrize(
    ("count", "whole"),
    [
        ("count=120 | qualifier=at_least", TOTAL),
        ("count=120 | qualifier=more_than", f"{TOTAL} | qualifier=at_most"),
        ("count=120", f"{TOTAL} | qualifier=less_than"),
    ],
)
def test_a_bound_that_lies_above_the_whole_is_one(count: str, whole: str, tmp_path: Path) -> None:
    rows = f"{whole}\ndestination=paid_work | {count}"
    assert found(tmp_path, exits=rows) == [("part_above_whole", 120, 100)]


def test_parts_that_are_at_least_so_many_can_be_too_many_together(tmp_path: Path) -> None:
    rows = f"{TOTAL}\ndestination=paid_work | count=60 | qualifier=at_least\n"
    more = f"{rows}destination=education | count=50"
    assert found(tmp_path, exits=more) == [("parts_above_whole", 100, 110)]
    about = more.replace("at_least", "circa")
    assert found(tmp_path / "about", exits=about) == []


@pytest.mark.parametrize("qualifier", ["circa", "at_least", "at_most"])
def test_a_share_beside_a_count_that_is_not_exact_is_not_compared(
    qualifier: str, tmp_path: Path
) -> None:
    rows = f"{TOTAL}\ndestination=paid_work | count=50 | share=57 | qualifier={qualifier}"
    assert found(tmp_path, exits=rows) == []


def test_nor_is_a_share_of_a_whole_that_is_not_exact(tmp_path: Path) -> None:
    rows = f"{TOTAL} | qualifier=at_most\ndestination=paid_work | count=50 | share=57"
    assert found(tmp_path, exits=rows) == []


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("", "| qualifier=circa", False),
        ("| qualifier=at_least", "", False),
        ("", "| qualifier=at_least", True),
        ("| qualifier=at_most", "", True),
    ],
)
def test_a_stage_grows_only_when_it_must(
    before: str, after: str, wrong: bool, tmp_path: Path
) -> None:
    rows = (
        f"funnel=f | order=1 | stage=a | count=100 {before}\n"
        f"funnel=f | order=2 | stage=b | count=110 {after}"
    )
    assert found(tmp_path, funnel=rows) == ([("stage_grows", 110, 100)] if wrong else [])


@pytest.mark.parametrize(
    ("said", "result", "wrong"),
    [
        ("met", "59 | qualifier=circa", False),
        ("met", "59 | qualifier=at_least", False),
        ("met", "59 | qualifier=at_most", True),
        ("not_met", "60 | qualifier=at_least", True),
        ("not_met", "60 | qualifier=at_most", False),
    ],
)
def test_the_verdict_of_a_source_is_denied_only_by_what_is_certain(
    said: str, result: str, wrong: bool, tmp_path: Path
) -> None:
    rows = (
        f"indicator=i | target=60 | result={result} | unit=person | direction=at_least | "
        f"statement={said}"
    )
    assert [kind for kind, _, _ in found(tmp_path, targets=rows)] == ["statement"] * wrong


BASE = "measure=participants | count=100 | unit={}"
ROW = "destination=paid_work | count=40 | base=participants | unit={}"


def test_a_share_of_people_in_households_is_told(tmp_path: Path) -> None:
    tables = {"exits": ROW.format("person"), "caseload": BASE.format("household")}
    assert [kind for kind, _, _ in found(tmp_path, **tables)] == ["two_units"]


@pytest.mark.parametrize(
    ("row", "base"), [("person", "person"), ("", "household"), ("benefit", "")]
)
def test_the_same_unit_or_one_that_is_not_given_is_no_contradiction(
    row: str, base: str, tmp_path: Path
) -> None:
    assert found(tmp_path, exits=ROW.format(row), caseload=BASE.format(base)) == []


def test_counts_of_different_things_are_no_part_of_each_other(tmp_path: Path) -> None:
    # 120 people in 100 households.
    exits = "destination=total | count=100 | unit=household\n"
    exits += "destination=paid_work | count=120 | unit=person"
    assert found(tmp_path, exits=exits) == []
    stages = "funnel=f | order=1 | stage=a | count=100 | unit=household\n"
    stages += "funnel=f | order=2 | stage=b | count=120 | unit=person"
    assert found(tmp_path / "funnel", funnel=stages) == []


def test_reasons_of_inflow_are_held_against_the_inflow(tmp_path: Path) -> None:
    data = data_of(
        tmp_path,
        published=True,
        inflow="reason=moved_in | count=70\nreason=study_ended | count=50",
        caseload="measure=inflow | count=100\nmeasure=outflow | count=500",
    )
    codes = "code,label,source,description\ntotal,alles,,\nmoved_in,verhuisd,,\n"
    path = data / "codelists" / "inflow_reasons.csv"
    path.write_text(f"{codes}study_ended,studie,,\n", encoding="utf-8")
    (item,) = load_one(data).contradictions
    assert (item.kind, item.published, item.computed) == ("parts_above_whole", 100, 120)
    assert (item.figure, item.beside) == ("inflow.count[study_ended]", "inflow")
    assert "more than 'inflow' in caseload.csv, 100" in item.problem


def test_a_table_of_inflow_needs_the_list_of_reasons(tmp_path: Path) -> None:
    data = data_of(tmp_path, published=True, inflow="reason=moved_in | count=70")
    assert faults_of(data) == [
        "inflow.csv: the data folder has no codelists/inflow_reasons.csv. Copy it from another "
        "data folder."
    ]
