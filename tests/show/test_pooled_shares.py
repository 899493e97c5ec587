"""Evaluations with their mean, and where a new one may come out."""

import pytest
from chart_checks import assert_sound, lines_of
from outputs import chart, sentence
from shown_costs import axes_of
from test_funnel_plot import evaluations

from evalutils import dutch, show
from evalutils.display import Chart


def drawn() -> Chart:
    rows, summary, _ = evaluations()
    return chart(show.pooled_shares.chart(rows, summary))


def test_the_forest_has_each_interval_then_that_of_the_mean_then_that_of_a_new_evaluation() -> None:
    rows, summary, _ = evaluations()
    row = summary.frame.iloc[0]
    expected = rows.frame[["lower", "upper"]].to_numpy().tolist()
    expected += [[row["lower"], row["upper"]], [row["prediction_lower"], row["prediction_upper"]]]
    assert row["prediction_upper"] > row["upper"]
    bars = sorted(lines_of(axes_of(drawn())), reverse=True)
    assert [list(bar[1:]) for bar in bars] == [pytest.approx(pair) for pair in expected]
    names = [text.get_text() for text in axes_of(drawn()).texts[-4::2]]
    assert [name.replace("\n", " ") for name in names] == [
        "Gemiddelde van deze programma's", "Waar een nieuw programma met 95% kans ligt",
    ]  # fmt: skip


def test_a_new_evaluation_has_a_range_and_no_share_of_its_own() -> None:
    _, summary, _ = evaluations()
    row = summary.frame.iloc[0]
    mean, new = (text.get_text() for text in axes_of(drawn()).texts[-3::2])
    assert mean == dutch.percent(row["mean"])
    assert new == dutch.interval(row["prediction_lower"], row["prediction_upper"])


def test_the_sentence_names_both_intervals_and_what_they_are_of() -> None:
    rows, summary, _ = evaluations()
    row = summary.frame.iloc[0]
    text = sentence(show.pooled_shares.sentence(rows, summary))
    assert f"95%-interval {dutch.interval(row['lower'], row['upper'])}" in text
    assert (
        "Het werkelijke aandeel van een nieuw programma van dit soort ligt met 95% kans tussen "
        f"{dutch.percent(row['prediction_lower'])} en {dutch.percent(row['prediction_upper'])} "
        "(voorspellingsinterval)." in text
    )


def test_the_forest_is_sound() -> None:
    assert_sound(drawn)
