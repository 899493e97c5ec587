"""Groups over time: the arithmetic, what is said of it, and what is protected."""

import re
from typing import Any, get_args

import pandas as pd
import pytest
from filled_tables import protected, public, table
from outputs import sentence, text_of

from evalutils.contracts.evidence import Evidence
from evalutils.effect import panel_effects
from evalutils.show import panel_effects as shown
from evalutils.show.panel_lines import chart

YEARS = {2021: "before", 2022: "before", 2023: "after"}
# Reached of 200 people in each cluster, by year.
CLEAR = {
    "a": [40, 42, 80], "b": [50, 48, 90], "c": [60, 62, 104], "d": [44, 42, 84],
    "e": [40, 42, 44], "f": [50, 48, 50], "g": [60, 62, 60], "h": [44, 42, 46],
}  # fmt: skip
CHANCE = CLEAR | {"a": [40, 42, 52], "b": [50, 48, 30], "c": [60, 62, 66], "d": [44, 42, 46]}


def panel(
    counts: dict[str, list[int]], *only: int, years: dict[int, str] = YEARS, people: int = 200
) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {
            "role": "programme" if cluster in "abcd" else "control",
            "cluster": cluster,
            "outcome": "werk",
            "period_start": pd.Timestamp(year, 1, 1),
            "date": pd.Timestamp(year, 12, 31),
            "phase": phase,
            "people": people,
            "reached": counts[cluster][list(years).index(year)],
        }
        for cluster in counts
        for year, phase in years.items()
        if year in (only or years)
    ]
    return table("panel", *rows)


def test_the_change_of_one_group_less_that_of_the_other() -> None:
    frame = public(panel_effects(panel(CLEAR, 2022, 2023))).frame
    assert list(frame["reached"]) == [194, 194, 358, 200]  # of 800 people each
    first = frame.iloc[0]
    # From 24.25% to 44.75%, and from 24.25% to 25%.
    assert first.changed == pytest.approx(20.5 - 0.75)
    assert first.changed_lower < first.changed < first.changed_upper
    assert (first.clusters_programme, first.clusters_control) == (4, 4)
    assert frame["changed"].notna().sum() == 1


def test_before_the_start_the_groups_move_along_a_line() -> None:
    apart = CLEAR | {name: [30, 50, 90] for name in "abcd"}
    first = public(panel_effects(panel(apart))).frame.iloc[0]
    # From 15% to 25% beside 24.25% and 24.25%.
    assert first.drifted == pytest.approx(10)
    assert first.drifted_lower > 0
    assert public(panel_effects(panel(apart, 2022, 2023))).frame["drifted"].isna().all()


@pytest.mark.parametrize("evidence", get_args(Evidence))
def test_no_design_lets_groups_over_time_say_that_the_programme_led_to_it(
    evidence: Evidence,
) -> None:
    result = public(panel_effects(panel(CLEAR)))
    text = sentence(shown.sentence(result, evidence))
    (brief,) = shown.findings(result.frame, evidence)
    assert brief["text"] in text
    assert "leidde tot" not in text
    assert ("hangt samen met" in text) == (evidence in ("comparison", "randomised"))
    if evidence == "comparison":
        assert "na correctie voor het verschil dat er vooraf al was" in text
    assert "4 eenheden (zoals wijken of teams)" in text
    assert "met minder dan 5 in een groep is het zelf onzeker" in text


def test_what_may_be_chance_is_not_laid_at_the_programme() -> None:
    text = sentence(shown.sentence(public(panel_effects(panel(CHANCE))), "comparison"))
    assert "hangt samen met" not in text
    assert "Dat kan toeval zijn, en bewijst ook niet dat er geen verschil is" in text


def test_one_cluster_has_no_interval_and_says_so() -> None:
    alone = {name: CLEAR[name] for name in "aefg"}
    result = public(panel_effects(panel(alone)))
    text = sentence(shown.sentence(result, "comparison"))
    assert "niet te zeggen: een van beide groepen is maar één eenheid" in text
    assert "hangt samen met" not in text


def test_the_check_of_before_says_what_it_found() -> None:
    def said(counts: dict[str, list[int]], *years: int) -> str:
        return sentence(shown.before(public(panel_effects(panel(counts, *years)))))

    assert "er is maar één periode van voor de start" in said(CLEAR, 2022, 2023)
    assert "Dat kan toeval zijn. Het bewijst niet" in said(CLEAR)
    assert "een verschil zo groot als dat na de start past daar ook bij" in said(
        CHANCE | {"a": [30, 60, 60]}
    )
    apart = CLEAR | {name: [30, 50, 90] for name in "abcd"}
    assert said(apart).startswith("Pas op: de groepen liepen al uit elkaar.")


SWINGS = {2020: "before", 2021: "before", 2022: "before", 2023: "after"}
# As far from the other group in the first and the last year before the start, not in between.
SWUNG = {name: [reached[0], *reached] for name, reached in CLEAR.items()} | {
    "a": [42, 82, 42, 80], "b": [48, 88, 48, 90], "c": [62, 103, 62, 104], "d": [42, 81, 42, 84],
}  # fmt: skip


def test_periods_that_swing_before_the_start_are_told_where_a_line_shows_nothing() -> None:
    result = panel_effects(panel(SWUNG, years=SWINGS))
    first = public(result).frame.iloc[0]
    assert first.drifted_lower <= 0 <= first.drifted_upper
    assert first.before_p < 0.05
    text = sentence(shown.before(public(result)))
    assert text.startswith("Pas op: de groepen liepen vooraf niet gelijk op.")
    assert "schommelde het verschil meer dan toeval verklaart (toets van die perioden" in text
    assert "Toets vooraf (p)" in text_of(shown.estimates(public(result)))
    assert set(public(result).key_figures["indicator"]) >= {"effect.before_differs_p"}


def test_of_protected_people_only_the_side_of_a_test_is_told() -> None:
    result = protected(panel_effects(panel(SWUNG, years=SWINGS)))
    assert result.frame["before_p"].isna().all()
    assert "samen: p < 0,05" in sentence(shown.before(result))
    figures = result.key_figures.set_index("indicator")
    assert figures["status"]["effect.before_differs_p"] == "suppressed"
    hidden = SWUNG | {name: [0, *SWUNG[name][1:]] for name in "bcd"} | {"a": [3, 82, 42, 80]}
    few = protected(panel_effects(panel(hidden, years=SWINGS))).frame
    assert few["before_significant"].isna().all()


def test_with_few_clusters_periods_are_not_tested_together() -> None:
    two = {name: SWUNG[name] for name in "abef"}
    text = sentence(shown.before(public(panel_effects(panel(two, years=SWINGS)))))
    assert "Per periode is dat met zo weinig eenheden niet te toetsen" in text


def test_table_and_chart_have_a_line_per_group() -> None:
    result = public(panel_effects(panel(CLEAR)))
    drawn, told = chart(result), text_of(shown.table(result))
    assert re.search(r"Met het programma: 2021 24,3%, 2022 24,3% en 2023 44,8%", drawn.alt)
    assert "2023 | vanaf de start | 800 | 358 | 44,8%" in told
    assert "+19,8" in text_of(shown.estimates(result))


def test_of_a_group_in_which_few_reached_it_nothing_shows_that_depends_on_them() -> None:
    def cleared(small: int) -> pd.DataFrame:
        few = {name: [small if name == "a" else 0, 42, 80] for name in "abcd"}
        return protected(panel_effects(panel(CLEAR | few))).frame

    first = cleared(1)
    assert first["changed"].isna().all()
    assert first["drifted"].isna().all()
    for small in (2, 5, 9):
        pd.testing.assert_frame_equal(cleared(small), first)
    result = protected(panel_effects(panel(CLEAR | {name: [1, 42, 80] for name in "abcd"})))
    assert "een van de aantallen is weggelaten" in sentence(shown.sentence(result, "comparison"))


def test_protected_points_are_as_coarse_as_ten_people() -> None:
    frame = protected(panel_effects(panel(CLEAR))).frame
    # Of 800 people 2 in a hundred are sixteen, and 1 in a hundred is eight.
    assert frame["changed"].iloc[0] == 20
    assert frame["changed_lower"].iloc[0] % 2 == 0
    assert set(frame["reached"] % 5) == {0}


def test_figures_bear_the_group_the_period_and_the_outcome() -> None:
    figures = public(panel_effects(panel(CLEAR))).key_figures.set_index(["indicator", "group"])
    period = "programme:2023-01-01/2023-12-31:werk"
    assert figures["value"]["effect.share_in_period", period] == pytest.approx(44.75)
    assert figures["lower"]["effect.difference_in_differences", "werk"] > 0
    assert ("effect.difference_before", "werk") in figures.index
