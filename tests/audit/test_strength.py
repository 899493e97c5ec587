"""How strong a check is follows from its formula; an inequality is a bound and no recomputation."""

import math

import pandas as pd
import pytest
from claim_builder import claim, percent, verdict_of
from hypothesis import given
from hypothesis import strategies as st

from evalutils.audit import Verdict, audit, count_verdicts
from evalutils.contracts.qualifiers import QUALIFIERS, Stated
from evalutils.show.audited_figures import ambiguous_sentence, explanation

A, B = claim("a", 40), claim("b", 10)


@pytest.mark.parametrize(
    ("formula", "strength"),
    [
        ("a + b", "recomputed"),
        ("5 * b", "recomputed"),
        ("a / 4 * 5", "recomputed"),  # one other figure, changed by a number
        ("100 - c", "recomputed"),
        ("c == a + b", "recomputed"),
        ("c <= a", "bound"),
        ("a + b >= c", "bound"),
        ("2 * c > a", "bound"),
        ("twin", "repeated"),
        ("twin + 0", "repeated"),
        ("c == twin", "repeated"),
        ("c / twin == 1", "repeated"),
        ("max(twin)", "repeated"),
    ],
)
def test_the_strength_follows_from_the_formula(formula: str, strength: str) -> None:
    about_itself = formula == "100 - c"
    checked = claim("c", 50, "100 - other" if about_itself else formula)
    others = (A, B, claim("twin", 50), claim("other", 50))
    assert verdict_of("c", *others, checked).strength == strength


def test_a_year_and_twelve_months_are_one_figure_in_two_units() -> None:
    months = claim("months", 12, unit="month")
    assert verdict_of("c", months, claim("c", 1, "months / 12", unit="year")).strength == "repeated"
    # 39 weeks of inflow are no unit of it: a week is worked out
    weekly = claim("c", 20, "flow / 39", unit="benefit")
    assert verdict_of("c", claim("flow", 780), weekly).strength == "recomputed"


@pytest.mark.parametrize(
    ("transcribed", "strength"), [(True, "transcribed"), (False, "recomputed")]
)
def test_what_equals_our_own_transcription_is_said_to(transcribed: bool, strength: str) -> None:
    checked = percent("c", 55, indicator="outflow.share[paid_work]")
    figure = Stated(55.0, transcribed=transcribed)
    (found,) = audit([checked], {(checked.evaluation, "outflow.share", "paid_work"): figure})
    assert (found.verdict, found.strength) == ("consistent", strength)


def test_a_part_of_its_whole_shows_the_whole_as_a_bound() -> None:
    found = verdict_of("c", A, claim("c", 25, "c <= a"))
    assert (found.comparison, found.bound) == ("<=", 40)
    assert math.isnan(found.computed)
    assert (found.verdict, found.difference) == ("consistent", 0)


@pytest.mark.parametrize(
    ("formula", "comparison", "bound"),
    [
        ("a >= c", "<=", 40),  # c stands on the right
        ("6 * c >= a", ">=", 40 / 6),
        ("a + c <= 100", "<=", 60),
        ("100 - c > a", "<", 60),
        ("c - b < a - c", "<", 25),  # 2 c < 50
    ],
)
def test_a_comparison_is_solved_for_the_figure(formula: str, comparison: str, bound: float) -> None:
    found = verdict_of("c", A, B, claim("c", 20, formula))
    assert (found.comparison, found.bound) == (comparison, pytest.approx(bound))


def test_a_bound_on_people_is_a_whole_number_of_them() -> None:
    found = verdict_of("c", claim("all", 1193), claim("c", 573, "2 * c > all"))
    assert found.bound == 596.5
    text = explanation(found, numbers=True)
    assert text.startswith("Volgens de andere cijfers ten minste 597, gepubliceerd 573;")


def test_a_figure_over_its_bound_differs_by_how_far_it_is_over() -> None:
    found = verdict_of("c", A, claim("c", 45, "c <= a"))
    assert (found.verdict, found.difference, found.tolerance) == ("inconsistent", 5, 0.5)
    found = verdict_of("c", A, claim("c", 30, "c >= a"))
    assert (found.verdict, found.difference) == ("inconsistent", -10)


def test_more_than_a_number_is_only_bounded_by_what_its_parts_are() -> None:
    found = verdict_of("c", A, B, claim("c", 30, "a + b", qualifier="more_than"))
    assert (found.verdict, found.strength) == ("consistent", "bound")
    assert (found.computed, found.difference) == (50, 0)  # 50 is more than 30


def test_a_claim_that_closes_counts_under_the_strongest_of_its_checks() -> None:
    several = claim("c", 50, "a + b ; twin ; c <= whole")
    bounded = claim("d", 40, "d <= whole")
    others = (A, B, claim("twin", 50), claim("whole", 100))
    counts = count_verdicts(audit([*others, several, bounded], {}))
    assert counts["consistent"] == counts["checked"] == 2
    strengths = ("recomputed", "bound", "repeated", "transcribed")
    assert [counts[name] for name in strengths] == [1, 1, 0, 0]


NUMBERS = st.integers(1, 400).map(float)
FORMULAS = ("a", "a + b", "100 * a / b", "c <= a", "a - c >= b", "c / a == b", "3 * c < b")


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(FORMULAS), st.sampled_from(list(QUALIFIERS)))
def test_nothing_adds_up_with_a_difference_above_its_tolerance(
    a: float, b: float, c: float, formula: str, qualifier: str
) -> None:
    units = {"unit": "item", "decimals": 1}
    given_ones = claim("a", a, **units), claim("b", b, **units)
    found: Verdict = verdict_of(
        "c", *given_ones, claim("c", c, formula, qualifier=qualifier, **units)
    )
    above = abs(found.difference) > found.tolerance + 1e-6
    assert not (found.verdict == "consistent" and above)


def test_what_hangs_on_its_reading_is_counted_per_evaluation() -> None:
    rows = pd.DataFrame(
        [("zwolle", "a", "2023"), ("almelo", "b", "2022"), ("zwolle", "a", "2023")],
        columns=["municipality", "programme", "period"],
    )
    titles = {"zwolle/a/2023": "Zwolle", "almelo/b/2022": "Almelo"}
    said = ambiguous_sentence(rows, titles).text
    assert said == "- Almelo: 1 cijfer\n- Zwolle: 2 cijfers"
    none = ambiguous_sentence(rows.iloc[:0], titles).text
    assert none == "Bij geen enkel cijfer hangt het van de lezing af."
