"""The comparison of evaluations: reasons, mean, shrinkage and limits."""

import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "display"))
from outputs import sentence

from evalutils import dutch, show
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


def test_a_quarter_longer_is_no_reason() -> None:
    assert add_reasons(shares(months=[12, 12, 15]))["reasons"].tolist() == ["", "", ""]


def pooled(frame: pd.DataFrame) -> tuple[Publishable, Publishable]:
    return pool(Publishable(add_reasons(frame), pd.DataFrame(), False))


def test_two_programmes_have_no_mean_but_a_sentence_why() -> None:
    rows, summary = pooled(shares().iloc[:2])
    assert rows.empty
    assert isinstance(show.pooled_shares.chart(rows, summary), Nothing)
    assert isinstance(show.funnel_plot.chart(rows, summary, summary), Nothing)
    without = "Zonder gemiddelde is er geen trechtergrafiek."
    assert sentence(show.funnel_plot.sentence(rows, summary)) == without
    assert isinstance(show.pooled_shares.table(rows), Nothing)
    assert funnel_curve(summary, 0.0).empty
    text = sentence(show.pooled_shares.sentence(rows, summary))
    assert "Er is geen gemiddelde. Van 2 programma's" in text
    assert "Daarvan zijn er 2 te vergelijken" in text
    assert "ten minste 3 nodig" in text


def test_what_stands_as_not_comparable_is_not_in_the_mean() -> None:
    four = pd.concat([shares(), shares().tail(1).assign(evaluation="d")], ignore_index=True)
    every, _ = pooled(four)
    assert every.frame["evaluation"].tolist() == ["a", "b", "c", "d"]
    rows, summary = pooled(four.assign(wage_value=[False, False, False, True]))
    assert rows.frame["evaluation"].tolist() == ["a", "b", "c"]
    assert summary.frame[["given", "studies"]].iloc[0].tolist() == [4, 3]
    none, why = pooled(four.assign(wage_value=[False, False, True, True]))
    assert none.empty
    assert why.frame[["given", "studies"]].iloc[0].tolist() == [4, 2]


def test_two_periods_of_one_programme_are_not_two_programmes() -> None:
    keys = ["a/work/2019", "b/work/2020", "a/work/2020"]
    rows, summary = pooled(shares(evaluation=keys))
    assert rows.empty
    assert summary.frame[["given", "studies"]].iloc[0].tolist() == [2, 2]
    more = pd.concat([shares(evaluation=keys), shares().tail(1)], ignore_index=True)
    rows, _ = pooled(more)
    assert rows.frame["evaluation"].tolist() == ["b/work/2020", "a/work/2020", "c"]


def test_two_periods_do_not_make_what_is_usual() -> None:
    # By rows the base of a would be the usual one, by programmes that of b and c is.
    keys = ["a/work/2019", "a/work/2020", "a/work/2021", "b/work/2020", "c/work/2020"]
    bases = ["uitstroom"] * 3 + ["instroom"] * 2
    five = pd.concat([shares(), shares()], ignore_index=True).head(5)
    found = add_reasons(five.assign(evaluation=keys, base_label=bases))["reasons"]
    assert found.eq("").tolist() == [False, False, False, True, True]


def test_ten_of_thirteen_is_drawn_most_to_the_mean() -> None:
    published = Publishable(add_reasons(shares()), pd.DataFrame(), False)
    rows, summary = pool(published)
    moved = (rows.frame["shrunken"] - rows.frame["share"]).abs()
    assert moved.idxmax() == 2
    row = summary.frame.iloc[0]
    assert "target" not in row  # one mean only
    assert row["prediction_lower"] <= row["lower"] <= row["mean"] <= row["upper"]
    curve = funnel_curve(summary, 150.0).frame
    assert (curve["upper_998"] >= curve["upper_95"]).all()


def test_a_suppressed_count_takes_no_part() -> None:
    rows, _ = pooled(shares(count=[30.0, 45.0, float("nan")]))
    assert rows.empty


def test_many_without_a_destination_keep_an_evaluation_out_of_the_book_s_comparison() -> None:
    # 912 - 429 - 16 = 467 of 912 is 51%; at least, because the 16 may be among the 429.
    comparison = open_comparison(str(DATA), "enschede/arbeidsmarktaanpak/2019-q1-q3")
    assert comparison.exit_shares().empty
    assert comparison.exit_ratios().empty
    (row,) = comparison.kept_out().frame.to_dict("records")
    assert (round(row["share"]), row["qualifier"], row["limit"]) == (51, "at_least", 20)
    assert sentence(show.kept_out.sentence(comparison.kept_out())).endswith(
        "2019: van ten minste 51% van de vertrekkers noemt de bron geen bestemming."
    )


def test_the_comparison_of_the_book_says_why_it_has_no_mean() -> None:
    comparison = open_comparison(str(DATA), "")
    published = comparison.exit_shares()
    rows, summary = comparison.pooled(published)
    assert rows.empty
    told = sentence(show.pooled_shares.sentence(rows, summary))
    assert told.startswith("Er is geen gemiddelde: van geen enkel programma is een aandeel")
    assert "Niet vergelijkbaar omdat" in show.exits_compared.table(published).html  # type: ignore[union-attr]


def test_evaluations_stand_in_the_order_of_the_names_that_are_shown() -> None:
    # The folder of Brunssum is called isd-bol.
    frame = open_comparison(str(DATA), "").exit_shares().frame
    places = frame["municipality_name"].map(dutch.alphabetical).tolist()
    assert places == sorted(places)


@pytest.mark.parametrize(
    "names", [["'s-Hertogenbosch", "Súdwest-Fryslân", "Tiel"], ["Échteld", "Ede", "Elburg"]]
)
def test_the_alphabet_knows_no_accents_capitals_or_signs(names: list[str]) -> None:
    shown = list(reversed(names))
    shown.sort(key=dutch.alphabetical)
    assert shown == names


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("den-haag/werkontwikkeltraject/2017", "deelnemers zijn gekozen op motivatie"),
        ("den-haag/werkontwikkeltraject/2017", "tot wanneer mensen zijn gevolgd"),
        ("isd-bol/werkervaringsplekken/2017", "deelnemers zijn gekozen op loonwaarde"),
    ],
)
def test_how_the_source_chose_and_followed_people_is_a_reason(key: str, reason: str) -> None:
    reasons = open_comparison(str(DATA), key).exit_shares().frame["reasons"]
    assert reasons.str.contains(reason).all()


def test_what_the_source_does_not_say_about_selection_is_no_reason() -> None:
    reasons = open_comparison(str(DATA), "isd-bol").exit_shares()
    # It says that people were chosen on their wage value, and is silent on motivation.
    assert reasons.frame["reasons"].str.contains("loonwaarde").all()
    assert not reasons.frame["reasons"].str.contains("motivatie").any()
