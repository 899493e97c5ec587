"""Groups with the programme beside the control group: the arithmetic, and what is protected."""

from typing import Any

import pandas as pd
import pytest
from filled_tables import protected, public, table

from evalutils.effect import arm_effects
from evalutils.statistics.two_proportions import holm


def arm(name: str, people: int | None, reached: int | None, **other: Any) -> dict[str, Any]:
    row = {"arm": name, "role": "programme", "assignment": "randomised", "outcome": "werk"}
    return {**row, "months": 12, "people": people, "reached": reached, **other}


def control(people: int | None, reached: int | None, **other: Any) -> dict[str, Any]:
    return arm("gewoon", people, reached, role="control", **other)


def effects(*rows: dict[str, Any], clear: Any = public) -> pd.DataFrame:
    frame: pd.DataFrame = clear(arm_effects(table("arms", *rows))).frame
    return frame


def test_the_difference_is_in_points_and_everybody_who_was_assigned_counts() -> None:
    ours, theirs = effects(arm("hulp", 200, 60), control(250, 50)).itertuples()
    assert (ours.share, theirs.share) == (30, 20)  # 60 / 200, 50 / 250
    assert ours.difference == pytest.approx(10)
    assert ours.ratio_of == pytest.approx(1.5)
    assert ours.difference_lower < 10 < ours.difference_upper
    assert ours.compared_people == 450
    assert pd.isna(theirs.difference)


def test_printed_shares_without_people_give_the_points_and_nothing_of_chance() -> None:
    ours, _ = effects(arm("hulp", None, None, share=24), control(None, None, share=15)).itertuples()
    assert ours.difference == 9
    assert pd.isna([ours.difference_lower, ours.p_adjusted, ours.smallest]).all()


def test_every_programme_outcome_and_moment_of_all_clients_is_one_look_more() -> None:
    rows = [
        arm("hulp", 200, 60),
        arm("regie", 200, 70),
        control(200, 40),
        arm("hulp", 200, 20, months=24),
        control(200, 10, months=24),
        arm("hulp", 100, 50, group="vrouwen"),
        control(100, 20, group="vrouwen"),
    ]
    frame = effects(*rows)
    everyone = frame[frame["group"].eq("") & frame["p"].notna()]
    assert list(everyone["looks"]) == [3, 3, 3]
    assert list(everyone["p_adjusted"]) == pytest.approx(list(holm(everyone["p"])))
    woman = frame[frame["group"].eq("vrouwen") & frame["p"].notna()]
    assert list(woman["looks"]) == [1]
    assert list(woman["p_adjusted"]) == list(woman["p"])


def test_who_took_part_divides_the_difference_and_an_empty_control_cell_is_nobody() -> None:
    ours, _ = effects(
        arm("hulp", 200, 60, took_part=160, invited=400), control(200, 40)
    ).itertuples()
    assert ours.share_take_up == 80
    assert ours.share_joined == 50
    assert ours.participants_difference == pytest.approx(12.5)  # 10 / 0.8
    both = effects(arm("hulp", 200, 60, took_part=160), control(200, 40, took_part=20)).iloc[0]
    assert both.participants_difference == pytest.approx(10 / 0.7)  # 80% less 10%


def test_programmes_that_differ_and_groups_in_which_the_effect_differs_are_told() -> None:
    rows = [arm("hulp", 200, 60), arm("regie", 200, 20), control(200, 40)]
    assert effects(*rows)["arms_p"].dropna().iloc[0] < 0.001
    alike = [arm("hulp", 200, 60), arm("regie", 200, 62), control(200, 40)]
    assert effects(*alike)["arms_p"].dropna().iloc[0] > 0.5
    groups = [
        arm("hulp", 200, 80, group="vrouwen"),
        control(200, 20, group="vrouwen"),
        arm("hulp", 200, 20, group="mannen"),
        control(200, 20, group="mannen"),
    ]
    assert effects(*groups)["groups_p"].dropna().iloc[0] < 0.001


def test_nobody_and_everybody_give_no_ratio_and_no_error() -> None:
    frame = effects(arm("hulp", 20, 0), arm("regie", 20, 20), control(20, 0))
    assert frame["ratio_of"].isna().all()
    assert list(frame["difference"].dropna()) == [0, 100]


def test_as_many_who_took_part_in_both_groups_give_no_difference_among_them() -> None:
    # 14 points over 2 points would be 700.
    found = effects(arm("hulp", 100, 24, took_part=3), control(100, 10, took_part=1)).iloc[0]
    assert pd.isna(found["participants_difference"])
    # No more than everybody can reach it: of an interval beyond 100 points the end is 100.
    whole = effects(arm("hulp", 20, 20, took_part=20), control(30, 0)).iloc[0]
    assert whole["participants_difference"] == pytest.approx(100)
    assert whole["participants_upper"] == 100
    assert 0 < whole["participants_lower"] < 100


@pytest.mark.parametrize("column", ["reached", "took_part"])
def test_of_a_count_below_ten_nothing_shows_that_depends_on_it(column: str) -> None:
    def shown(small: int) -> pd.DataFrame:
        ours = {"reached": 60, "took_part": 150} | {column: small}
        return effects(
            arm("hulp", 200, **ours), arm("regie", 200, 70), control(200, 40), clear=protected
        )

    first = shown(1)
    assert first[column].isna().iloc[0]
    for small in (2, 5, 9):
        pd.testing.assert_frame_equal(shown(small), first)


def test_a_comparison_that_is_left_out_was_looked_at_too() -> None:
    both = [arm("regie", 200, 70), control(200, 40)]
    (alone,) = effects(*both, clear=protected).query("p.notna()").itertuples()
    (beside,) = effects(arm("hulp", 200, 4), *both, clear=protected).query("p.notna()").itertuples()
    assert (alone.looks, beside.looks) == (1, 2)
    assert beside.p_adjusted == pytest.approx(2 * beside.p)  # of two looks it is the first
    assert beside.smallest > alone.smallest


def test_a_small_group_of_people_who_did_not_reach_it_is_protected_too() -> None:
    # 199 of whom 195 reached it: 200 and 195 leave 1 to 9 others, so that the 4 keep enough values.
    # 202 of whom 195 reached it are 200 and 195 too.
    frames = [
        effects(arm("hulp", people, 195), control(200, 40), clear=protected)
        for people in (199, 202)
    ]
    pd.testing.assert_frame_equal(*frames)


def test_figures_bear_the_group_the_outcome_and_the_moment() -> None:
    figures = public(arm_effects(table("arms", arm("hulp", 200, 60), control(200, 40)))).key_figures
    found = figures.set_index(["indicator", "group"])["value"]
    assert found["effect.difference", "hulp:werk:12"] == pytest.approx(10)
    assert found["effect.reached_share", "gewoon:werk:12"] == 20
    assert set(figures["status"]) == {"computed"}
