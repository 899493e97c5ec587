"""The comparison of evaluations: reasons, mean, shrinkage and limits."""

from pathlib import Path

import pandas as pd
import pytest

from evalutils import show
from evalutils.disclosure import Publishable
from evalutils.display import Nothing
from evalutils.report import open_comparison
from evalutils.report.pooling import funnel_curve, pool
from evalutils.report.reasons import add_reasons

DATA = Path(__file__).parents[2] / "data"


def shares(**changes: list[object]) -> pd.DataFrame:
    """Three like evaluations, changed where a test says so."""
    columns: dict[str, list[object]] = {
        "evaluation": ["a", "b", "c"],
        "title": ["A", "B", "C"],
        "period": ["2020", "2020", "2020"],
        "municipality_name": ["A", "B", "C"],
        "label": ["betaald werk"] * 3,
        "base_label": ["instroom"] * 3,
        "destinations": ["betaald werk"] * 3,
        "months": [12, 12, 12],
        "unknown_share": [0.0, 0.0, 0.0],
        "counted_until": [pd.NaT] * 3,
        "base_until": [pd.NaT] * 3,
        "motivation": [False] * 3,
        "wage_value": [False] * 3,
        "dated": [True] * 3,
        "one_date": [False] * 3,
        "count": [30.0, 45.0, 10.0],
        "n": [100.0, 150.0, 13.0],
        "share": [30.0, 30.0, 76.9],
        "lower": [21.9, 23.2, 49.7],
        "upper": [39.6, 37.8, 91.8],
    }
    return pd.DataFrame(columns | changes)


def test_like_evaluations_have_no_reason() -> None:
    assert add_reasons(shares())["reasons"].tolist() == ["", "", ""]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"base_label": ["instroom", "instroom", "uitstroom"]}, "andere basis: uitstroom"),
        ({"base_label": ["instroom", "instroom", "–"]}, "de bron noemt geen basis"),
        ({"destinations": ["betaald werk", "betaald werk", "parttime werk"]}, "andere indeling"),
        ({"months": [12, 12, 16]}, "andere lengte: 16 maanden in plaats van 12"),
        ({"months": [12, 12, 9]}, "andere lengte: 9 maanden in plaats van 12"),
        ({"unknown_share": [0.0, float("nan"), 20.6]}, "van 21% van de vertrekkers"),
        ({"dated": [True, True, False]}, "de bron zegt niet tot wanneer mensen zijn gevolgd"),
        ({"one_date": [False, False, True]}, "niet iedereen is even lang gevolgd"),
        ({"motivation": [False, False, True]}, "deelnemers zijn gekozen op motivatie"),
        (
            {"motivation": [False, False, True], "wage_value": [False, False, True]},
            "deelnemers zijn gekozen op motivatie en loonwaarde",
        ),
    ],
)
def test_what_differs_from_the_usual_is_a_reason(
    changes: dict[str, list[object]], reason: str
) -> None:
    first, second, third = add_reasons(shares(**changes))["reasons"]
    assert (first, second) == ("", "")
    assert third.startswith(reason)


@pytest.mark.parametrize("changes", [{"months": [12, 12, 15]}, {"unknown_share": [0.0, 0.0, 20.0]}])
def test_the_limits_themselves_are_no_reason(changes: dict[str, list[object]]) -> None:
    assert add_reasons(shares(**changes))["reasons"].tolist() == ["", "", ""]


def test_two_evaluations_have_no_mean() -> None:
    rows, summary = pool(Publishable(shares().iloc[:2], pd.DataFrame(), False))
    assert rows.empty
    assert isinstance(show.pooled_shares.chart(rows, summary), Nothing)
    assert isinstance(show.funnel_plot.chart(rows, summary, summary), Nothing)
    assert isinstance(show.pooled_shares.sentence(rows, summary), Nothing)
    assert isinstance(show.pooled_shares.table(rows), Nothing)


def test_ten_of_thirteen_is_drawn_most_to_the_mean() -> None:
    published = Publishable(add_reasons(shares()), pd.DataFrame(), False)
    rows, summary = pool(published)
    moved = (rows.frame["shrunken"] - rows.frame["share"]).abs()
    assert moved.idxmax() == 2
    row = summary.frame.iloc[0]
    # 30 + 45 + 10 of 100 + 150 + 13
    assert row["target"] == pytest.approx(100 * 85 / 263)
    assert row["prediction_lower"] <= row["lower"] <= row["mean"] <= row["upper"]
    curve = funnel_curve(summary, 150.0).frame
    assert (curve["upper_998"] >= curve["upper_95"]).all()


def test_a_suppressed_count_takes_no_part() -> None:
    frame = shares(count=[30.0, 45.0, float("nan")])
    rows, _ = pool(Publishable(frame, pd.DataFrame(), True))
    assert rows.empty


def test_pastiel_counts_exits_until_september_against_a_whole_year() -> None:
    comparison = open_comparison(str(DATA), "fryslan-west/pastiel/2016")
    reasons = comparison.exit_shares().frame["reasons"]
    assert reasons.str.contains("tot en met 30 september 2016, basis tot en met 31 dec").all()


def test_the_comparison_of_the_book_says_that_its_mean_is_no_norm() -> None:
    comparison = open_comparison(str(DATA), "")
    published = comparison.exit_shares()
    rows, summary = comparison.pooled(published)
    assert "is geen norm" in show.pooled_shares.sentence(rows, summary).text  # type: ignore[union-attr]
    assert "Niet vergelijkbaar omdat" in show.exits_compared.table(published).html  # type: ignore[union-attr]
    assert "verruimd" in show.funnel_plot.sentence(rows, summary).text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("den-haag/werkontwikkeltraject/2017", "deelnemers zijn gekozen op motivatie"),
        ("den-haag/werkontwikkeltraject/2017", "tot wanneer mensen zijn gevolgd"),
        ("fryslan-west/pastiel/2017", "deelnemers zijn gekozen op loonwaarde"),
    ],
)
def test_how_the_source_chose_and_followed_people_is_a_reason(key: str, reason: str) -> None:
    reasons = open_comparison(str(DATA), key).exit_shares().frame["reasons"]
    assert reasons.str.contains(reason).all()


def test_what_the_source_does_not_say_about_selection_is_no_reason() -> None:
    reasons = open_comparison(str(DATA), "zwolle/ontwikkelroute/2022-2023").exit_shares()
    assert not reasons.frame["reasons"].str.contains("gekozen").any()
