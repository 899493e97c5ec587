"""Evaluations side by side, each under its own disclosure rule."""

from pathlib import Path

import pytest
from filled_tables import caseload, exits, table
from sample_evaluation import LIBRARY, evaluation

from evalutils.disclosure import Publishable
from evalutils.errors import InputError
from evalutils.report import open_comparison
from evalutils.report.compared_shares import Comparison

DATA = Path(__file__).parents[2] / "data"


def compared(*items: object) -> Publishable:
    return Comparison(list(items), LIBRARY).exit_shares()  # type: ignore[arg-type]


def test_each_share_stands_beside_its_own_base() -> None:
    first = evaluation("almelo/werkfit/2020", exits=exits(total=200, paid_work=50))
    rows = table("exits", {"destination": "paid_work", "count": 30, "base": "inflow"})
    second = evaluation("borne/start/2020", exits=rows, caseload=caseload(inflow=100))
    frame = compared(first, second).frame
    assert frame["share"].tolist() == [25, 30]
    assert frame["n"].tolist() == [200, 100]
    assert frame["base_label"].tolist() == ["alle vertrekkers", "instroom"]
    assert frame["lower"].notna().all()


def test_only_exits_that_a_programme_aims_at_are_compared() -> None:
    item = evaluation(exits=exits(total=100, paid_work=40, sheltered_work=20, moved=30))
    assert compared(item).frame["label"].tolist() == ["betaald werk", "beschut werk"]


def test_groups_within_an_evaluation_are_not_compared() -> None:
    rows = table(
        "exits",
        {"destination": "total", "group": "jongeren", "count": 50},
        {"destination": "paid_work", "group": "jongeren", "count": 20},
    )
    assert compared(evaluation(exits=rows)).empty


def test_an_evaluation_without_shares_has_no_row() -> None:
    assert compared(evaluation(), evaluation(exits=exits(paid_work=4))).empty
    assert compared().empty


def test_each_evaluation_is_cleared_under_its_own_rule() -> None:
    numbers = exits(total=102, paid_work=48, sheltered_work=6)
    public = evaluation("almelo/werkfit/2020", exits=numbers)
    private = evaluation("borne/start/2020", "protected", exits=numbers)
    result = compared(public, private)
    assert result.protected
    frame = result.frame
    assert frame["evaluation"].tolist() == ["almelo/werkfit/2020"] * 2 + ["borne/start/2020"]
    assert frame["n"].tolist() == [102, 102, 100]
    # 48 / 102 and 6 / 102 exactly; 50 / 100 rounded, and the 6 left out.
    assert frame["share"].tolist() == pytest.approx([100 * 48 / 102, 100 * 6 / 102, 50])


def test_the_real_evaluations_can_be_compared() -> None:
    comparison = open_comparison(str(DATA), "fryslan-west/pastiel/2017 den-haag/* zwolle/*")
    frame = comparison.exit_shares().frame
    work = frame[frame["label"] == "betaald werk"].set_index("evaluation")["share"]
    assert work.to_dict() == {"den-haag/werkontwikkeltraject/2017": 90}
    # Of 64 who left, 27 have a destination that the source counts.
    (out,) = comparison.kept_out().frame.to_dict("records")
    assert out["evaluation"] == "zwolle/ontwikkelroute/2022-2023"
    assert out["share"] == pytest.approx(100 * (64 - 27) / 64)
    # Those who left Pastiel are not among those who came in the year that they are divided by.
    assert "fryslan-west/pastiel/2017" not in set(frame["evaluation"])


def test_a_selection_that_matches_nothing_is_an_error() -> None:
    with pytest.raises(InputError, match="almere"):
        open_comparison(str(DATA), "almere/*/*")


def test_invented_evaluations_are_compared_among_each_other_only() -> None:
    everything = open_comparison(str(DATA), "").evaluations
    assert everything
    assert not any(item.synthetic for item in everything)
    invented = open_comparison(str(DATA), "synthetisch").evaluations
    assert invented
    assert all(item.synthetic for item in invented)


def test_an_evaluation_of_which_nobody_left_says_nothing_of_unknown_destinations() -> None:
    nobody = evaluation("almelo/werkfit/2020", exits=exits(total=0, paid_work=0))
    numbers = caseload(inflow=100)
    rows = table("exits", {"destination": "paid_work", "count": 0, "base": "inflow"})
    none_to_work = evaluation("borne/start/2020", exits=rows, caseload=numbers)
    frame = compared(nobody, none_to_work).frame
    assert frame["evaluation"].tolist() == ["borne/start/2020"]
    assert frame["share"].tolist() == [0]
