"""What the tables of a published evaluation contradict stands on the audit page, and once."""

import shutil
from pathlib import Path

import pytest
from claim_builder import claim

from evalutils import show
from evalutils.audit import Verdict
from evalutils.book.published_tables import checks_by_evaluation
from evalutils.dataset.contradictions import RULES
from evalutils.dataset.evaluation import Contradiction
from evalutils.display import HtmlTable, Nothing
from evalutils.errors import DataError
from evalutils.report.audit_records import contradictions
from evalutils.report.audit_report import Audited, load_and_audit
from evalutils.show.table_contradictions import explanation, subject

DATA = Path(__file__).parents[2] / "data"
STARTBAAN = "zwolle/startbaan/2021-2023"
# What would make the project itself count wrongly is never a finding.
ALWAYS_FAULTS = {
    *(
        "flows_of_parts",
        "periods",
        "named_as_period",
        "after_today",
        "after_published",
        "moves_twice",
        "sum_among_parts",
        "after_horizon",
    ),
    "not_of_unit",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def shipped() -> Audited:
    return load_and_audit(DATA)


def test_of_the_shipped_tables_only_what_no_claim_tells_is_left(shipped: Audited) -> None:
    # 100.7% in Groningen, 92 of 89 and 412 for 414 in Zwolle are claims that do not add up
    told = {
        (str(evaluation.key), item.kind)
        for evaluation in shipped.evaluations
        for item in evaluation.contradictions
    }
    assert told == {
        ("groningen/kansen-in-kaart/2021", "shares_together"),
        ("enschede/arbeidsmarktaanpak/2019-q1-q3", "no_whole_number"),  # 20.5% of 136
        ("zwolle/ontwikkelroute/2022-2023", "parts_above_whole"),
        ("zwolle/ontwikkelroute/2022-2023", "flows_and_stocks"),
        ("fryslan-west/pastiel/2017", "outside_period"),  # the whole year in a report to September
    }
    assert shipped.contradictions()["claim"].tolist() == [
        "caseload.date[inflow:2017-01-01:2017-12-31]"
    ]


def test_a_finding_is_a_row_of_audit_csv_and_of_the_page(data: Path) -> None:
    # 19 found work of the 105 who went no further: 118 applied, 13 are active
    replace(data / STARTBAAN / "other_outcomes.csv", "doorgezet,19,", "doorgezet,190,")
    audited = load_and_audit(data, ["zwolle/startbaan"])
    (row,) = audited.contradictions().to_dict("records")
    stopped = "aanmeldingen die niet zijn doorgezet"
    assert row["claim"] == f"other_outcomes.count[paid_work:{stopped}]"
    assert (row["kind"], row["verdict"], row["source"]) == (
        "table",
        "inconsistent",
        "zwolle-spoor4-2024",
    )
    assert (row["published"], row["computed"], row["difference"]) == (190, 105, 85)
    told = f"Uitkomsten die geen vertrek zijn: aantal (betaald werk, {stopped})"
    assert row["quantity"] == told
    assert row["explanation"] == "Een deel is nooit meer dan het geheel (alles samen): 105."
    csv = audited.records().frame.astype("object").to_dict("records")
    assert {name: row[name] for name in csv[0] if name != "bound"}.items() <= csv[-1].items()
    table = show.table_contradictions.table(audited.contradictions(), audited.titles)
    assert isinstance(table, HtmlTable)
    assert [
        line
        for line in audited.failing()
        if line.startswith(f"{STARTBAAN}/other_outcomes.csv row 3, ")
    ]
    assert checks_by_evaluation([row]) == {}  # a page counts the claims that were checked


def test_without_findings_the_page_says_nothing(shipped: Audited) -> None:
    none = shipped.contradictions().iloc[:0]
    assert isinstance(show.table_contradictions.table(none, {}), Nothing)


def test_the_same_in_a_new_evaluation_is_a_fault(data: Path) -> None:
    replace(data / STARTBAAN / "other_outcomes.csv", "doorgezet,19,", "doorgezet,190,")
    replace(data / STARTBAAN / "evaluation.yaml", "published", "protected")
    with pytest.raises(DataError) as stopped:
        load_and_audit(data, ["zwolle/startbaan"])
    assert stopped.value.exit_code == 2
    assert "190 is more than the total, 105, of which it is a part" in str(stopped.value)


def item(kind: str, **other: object) -> Contradiction:
    plain = {"table": "exits", "column": "count", "about": (("destination", "paid_work"),)}
    details = {"row": 3, "published": 9.0, "computed": 8.0, "problem": "", "beside": "total"}
    return Contradiction(kind=kind, **(plain | details | other))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(set(RULES) - ALWAYS_FAULTS))
def test_every_kind_of_finding_has_a_dutch_sentence(kind: str) -> None:
    sentence = explanation(item(kind))
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "_" not in sentence


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({}, "Uitstroom naar bestemming: aantal (paid_work)"),
        (
            {"table": "caseload", "about": (("measure", "inflow"), ("date", "2017-12-31"))},
            "Bestand, in- en uitstroom: aantal (instroom, 31 december 2017)",
        ),
        (
            {"table": "ladder_moves", "about": (("from_rung", "2"),)},
            "Stappen op de participatieladder: aantal (van trede 2)",
        ),
        (
            {"table": "assumptions", "column": "exits", "about": ()},
            "Uitgangspunten van kosten en baten: aantal mensen dat uitstroomde",
        ),
    ],
)
def test_a_finding_names_its_figure_as_a_reader_knows_it(
    other: dict[str, object], words: str
) -> None:
    assert subject(item("part_above_whole", **other), {}) == words


def test_a_claim_with_the_same_two_numbers_tells_it_already(shipped: Audited) -> None:
    (zwolle,) = (
        evaluation
        for evaluation in shipped.evaluations
        if str(evaluation.key) == "zwolle/ontwikkelroute/2022-2023"
    )
    key = str(zwolle.key)

    def told(verdict: str, value: float, computed: float) -> list[str]:
        of_claim = claim("a", value, evaluation=key)
        found = Verdict(of_claim, "formula", "", "", computed, 0.0, 0.0, verdict, "beyond")
        return [item.kind for _, item in contradictions([zwolle], [found])]

    both = ["parts_above_whole", "flows_and_stocks"]
    assert told("inconsistent", 414, 412) == both[:1]
    assert told("ambiguous", 89, 92) == both[1:]
    assert told("consistent", 414, 412) == both
    assert told("inconsistent", 412, 414) == both
    assert [item.kind for _, item in contradictions([zwolle], [])] == both


def test_faults_of_formulas_are_told_beside_those_of_the_data(data: Path) -> None:
    folder = data / "zwolle" / "ontwikkelroute" / "2022-2023"
    replace(folder / "exits.csv", "paid_work,,14", "betaald_werk,,14")
    replace(folder / "claims.csv", "stock_start + inflow - outflow", "stock_start + inflow -")
    with pytest.raises(DataError) as stopped:
        load_and_audit(data, ["zwolle/ontwikkelroute"])
    assert [fault.split(": ")[0].rpartition("/")[2] for fault in stopped.value.faults] == [
        "claims.csv row 26, column 'formula'",
        "exits.csv row 4, column 'destination'",
    ]


def test_a_formula_over_a_claim_with_a_fault_is_not_held_against_it(data: Path) -> None:
    path = data / "zwolle" / "ontwikkelroute" / "2022-2023" / "claims.csv"
    replace(path, "outflow,", "outflow,veel mensen,")  # a cell too many
    with pytest.raises(DataError) as stopped:
        load_and_audit(data, ["zwolle/ontwikkelroute"])
    assert "no claim of" not in str(stopped.value)
    assert len(stopped.value.faults) == 1
