"""When a published figure adds up, when it does not, and when that depends on the reading."""

import math
import random

import pytest
from claim_builder import claim, percent, verdict_of
from hypothesis import given, settings
from hypothesis import strategies as st

from evalutils.audit import audit, count_verdicts

CASELOAD = (claim("start", 432), claim("inflow", 44), claim("outflow", 64))
BALANCE = "start + inflow - outflow"


def test_a_balance_that_is_two_off_is_inconsistent() -> None:
    found = verdict_of("end", *CASELOAD, claim("end", 414, BALANCE))
    assert found.verdict == "inconsistent"
    assert found.computed == 412  # 432 + 44 - 64
    assert found.difference == 2  # 414 - 412
    assert found.tolerance == 0.5  # the last printed digit is 1


def test_a_balance_that_closes_is_consistent() -> None:
    assert verdict_of("end", *CASELOAD, claim("end", 412, BALANCE)).verdict == "consistent"


@pytest.mark.parametrize(
    ("work", "verdict"),
    [
        (354, "inconsistent"),  # 35.4%
        (355, "consistent"),  # 35.5% rounds to 36
        (360, "consistent"),
        (365, "consistent"),  # 36.5% may be rounded down
        (366, "inconsistent"),  # 36.6%
    ],
)
def test_36_percent_means_35_and_a_half_to_36_and_a_half(work: int, verdict: str) -> None:
    claims = (claim("work", work), claim("all", 1000), percent("share", 36, "100 * work / all"))
    assert verdict_of("share", *claims).verdict == verdict


@pytest.mark.parametrize(("work", "verdict"), [(344, "inconsistent"), (345, "consistent")])
def test_about_adds_one_unit_of_the_last_printed_digit(work: int, verdict: str) -> None:
    # about 36% is 36 - 0.5 - 1 = 34.5 to 37.5
    share = percent("share", 36, "100 * work / all", qualifier="circa")
    assert verdict_of("share", claim("work", work), claim("all", 1000), share).verdict == verdict


@pytest.mark.parametrize(("total", "verdict"), [(100, "inconsistent"), (100.4, "consistent")])
def test_a_sum_of_rounded_parts_gets_half_a_unit_per_part(total: float, verdict: str) -> None:
    # Groningen: seven shares with one decimal add up to 100.7; 7 * 0.05 + 0.05 = 0.4 of room.
    shares = (51.8, 19.4, 19.5, 2.6, 1.3, 5.7, 0.4)
    parts = [percent(f"r{i}", share, decimals=1) for i, share in enumerate(shares)]
    names = ", ".join(part.name for part in parts)
    whole = percent("whole", total, f"sum({names})", decimals=1)
    found = verdict_of("whole", *parts, whole)
    assert found.computed == pytest.approx(100.7)
    assert found.tolerance == pytest.approx(0.4)
    assert found.verdict == verdict


@pytest.mark.parametrize(
    ("qualifier", "value", "verdict"),
    [
        ("at_least", 250, "consistent"),
        ("at_least", 261, "inconsistent"),
        ("more_than", 259, "consistent"),
        ("at_most", 259, "inconsistent"),
        ("at_most", 260, "consistent"),
        ("less_than", 300, "consistent"),
    ],
)
def test_one_sided_figures_are_checked_on_one_side(
    qualifier: str, value: float, verdict: str
) -> None:
    parts = claim("a", 160), claim("b", 100)  # together 260
    whole = claim("whole", value, "a + b", qualifier=qualifier)
    assert verdict_of("whole", *parts, whole).verdict == verdict


@pytest.mark.parametrize(("part", "verdict"), [(250, "consistent"), (251, "inconsistent")])
def test_a_part_is_not_larger_than_its_whole(part: float, verdict: str) -> None:
    found = verdict_of("part", claim("whole", 250), claim("part", part, "part <= whole"))
    if verdict == "consistent":
        assert found.verdict == "consistent"
    assert math.isnan(found.computed)  # it is no recomputation but a bound
    assert (found.comparison, found.bound) == ("<=", 250)
    assert found.difference == part - 250


def test_a_part_that_exceeds_its_whole_by_more_than_rounding_is_inconsistent() -> None:
    found = verdict_of("part", claim("whole", 250), claim("part", 252, "part <= whole"))
    assert found.verdict == "inconsistent"


def test_another_reading_that_the_row_names_makes_it_ambiguous() -> None:
    claims = (
        claim("started", 197),
        claim("work", 67),
        claim("left", 88),
        # 67 / 88 = 76%; as a share of the starters 67 / 197 = 34%
        percent(
            "share",
            34,
            "100 * work / left",
            alternative="100 * work / started",
            explanation="Het is een aandeel van de starters.",
        ),
    )
    assert verdict_of("share", *claims).verdict == "ambiguous"
    assert verdict_of("share", *claims).reason == "alternative"


def test_a_truncated_figure_is_ambiguous_only_when_the_row_says_so() -> None:
    claims = claim("came", 3317), claim("invited", 3507)  # 94.58%
    formula = "100 * came / invited"
    silent = percent("share", 94.5, formula, decimals=1)
    named = percent("share", 94.5, formula, decimals=1, alternative="truncated", explanation="x")
    assert verdict_of("share", *claims, silent).verdict == "inconsistent"
    assert verdict_of("share", *claims, named).verdict == "ambiguous"


def test_an_unclear_base_is_ambiguous_whatever_the_formula_gives() -> None:
    unclear = percent("share", 50, "100 * a / b", alternative="unclear", explanation="x")
    assert verdict_of("share", claim("a", 1), claim("b", 2), unclear).verdict == "ambiguous"
    alone = percent("share", 12, alternative="unclear", explanation="x")
    assert verdict_of("share", alone).verdict == "ambiguous"


def test_a_claim_is_compared_with_the_key_figure_it_names() -> None:
    figures = {("stad/werk/2024", "outflow.share", "paid_work"): 100 * 418 / 759}
    right = percent("right", 55, indicator="outflow.share[paid_work]")
    wrong = percent("wrong", 57, indicator="outflow.share[paid_work]")
    found = {item.claim.name: item for item in audit([right, wrong], figures)}
    assert found["right"].verdict == "consistent"
    assert found["right"].kind == "indicator"
    assert found["wrong"].verdict == "inconsistent"


def test_several_formulas_are_checked_each() -> None:
    claims = (claim("a", 2), claim("b", 3), claim("whole", 5, "a + b ; whole <= a"))
    found = [item for item in audit(claims, {}) if item.claim.name == "whole"]
    assert [item.verdict for item in found] == ["consistent", "inconsistent"]
    assert count_verdicts(found) == {
        "checked": 1,
        "consistent": 0,
        "ambiguous": 0,
        "inconsistent": 1,  # the worst verdict of the claim counts
        **dict.fromkeys(("recomputed", "bound", "repeated", "transcribed"), 0),
    }


def test_formulas_see_only_claims_of_their_own_source() -> None:
    mine = claim("a", 1), claim("b", 1, "a")
    theirs = claim("a", 5, source="andere bron"), claim("b", 5, "a", source="andere bron")
    assert {item.verdict for item in audit([*mine, *theirs], {})} == {"consistent"}


whole_numbers = st.integers(min_value=1, max_value=5000)


@settings(deadline=None, max_examples=60)
@given(
    parts=st.lists(whole_numbers, min_size=2, max_size=6),
    decimals=st.integers(0, 2),
    sign=st.sampled_from((-1, 1)),
)
def test_changing_a_figure_beyond_its_tolerance_turns_its_verdict(
    parts: list[int], decimals: int, sign: int
) -> None:
    claims = [claim(f"p{i}", value) for i, value in enumerate(parts)]
    formula = f"100 * p0 / ({' + '.join(item.name for item in claims)})"
    exact = 100 * parts[0] / sum(parts)
    whole = percent("share", round(exact, decimals), formula, decimals=decimals)
    assert verdict_of("share", *claims, whole).verdict == "consistent"
    tolerance = verdict_of("share", *claims, whole).tolerance
    moved = percent("share", exact + sign * 1.01 * tolerance, formula, decimals=decimals)
    assert verdict_of("share", *claims, moved).verdict == "inconsistent"


@settings(deadline=None, max_examples=40)
@given(parts=st.lists(whole_numbers, min_size=2, max_size=6), data=st.data())
def test_changing_one_part_by_one_turns_the_verdict_of_an_exact_sum(
    parts: list[int], data: st.DataObject
) -> None:
    changed = data.draw(st.integers(0, len(parts) - 1))
    formula = f"sum({', '.join(f'p{i}' for i in range(len(parts)))})"
    claims = [claim(f"p{i}", value + (i == changed)) for i, value in enumerate(parts)]
    whole = claim("whole", sum(parts), formula)
    assert verdict_of("whole", *claims, whole).verdict == "inconsistent"


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_rows_never_matters(seed: int) -> None:
    claims = [
        *CASELOAD,
        claim("end", 414, BALANCE),
        percent("share", 15, "100 * outflow / start"),
        claim("end_again", 414, "end"),
    ]
    shuffled = claims.copy()
    random.Random(seed).shuffle(shuffled)
    # As texts: from Python 3.13 records with a bound that is no number are never equal.
    assert repr(audit(shuffled, {})) == repr(audit(claims, {}))
