"""Claims that cannot be recomputed are named before anything is published."""

from dataclasses import replace

import pytest
from claim_builder import claim, percent

from evalutils.audit import Claim, check_claims
from evalutils.audit.claim_faults import find_cycles


def problems(*claims: Claim, figures: set[tuple[str, str, str]] | None = None) -> list[str]:
    return [problem for _, _, problem in check_claims(claims, figures or set())]


def test_a_sound_set_of_claims_has_no_faults() -> None:
    shares = percent("share", 50, "100 * part / whole")
    assert problems(claim("whole", 4), claim("part", 2, "part <= whole"), shares) == []


def test_an_unknown_claim_name_is_named_with_the_nearest_one() -> None:
    (problem,) = problems(claim("inflow", 44), claim("end", 44, "inflw"))
    assert "'inflw' names 'inflw', which is no claim of bron" in problem
    assert "Did you mean 'inflow'?" in problem


def test_a_cycle_is_shown_step_by_step() -> None:
    (problem,) = problems(claim("a", 1, "b"), claim("b", 1, "c"), claim("c", 1, "a"))
    assert "a -> b -> c -> a" in problem


def test_a_claim_may_not_be_computed_from_itself() -> None:
    (problem,) = [text for text in problems(claim("a", 1, "a + 0")) if "itself" in text]
    assert "'a + 0' uses the claim itself" in problem


@pytest.mark.parametrize("divisor", [claim("none", 0), percent("none", 0.2, decimals=0)])
def test_division_by_zero_is_a_fault(divisor: Claim) -> None:
    (problem,) = problems(
        percent("a", 1), replace(divisor, unit="percent"), percent("b", 1, "a / none")
    )
    assert "divides by zero" in problem


@pytest.mark.parametrize("formula", ["persons + euros", "sum(persons, euros)", "persons <= euros"])
def test_persons_and_euros_do_not_mix(formula: str) -> None:
    (problem,) = problems(
        claim("persons", 4), claim("euros", 5, unit="EUR"), claim("mixed", 9, formula)
    )
    assert formula in problem
    assert "mixes person and EUR" in problem or "mixes EUR and person" in problem


def test_a_result_must_have_the_unit_of_its_claim() -> None:
    (problem,) = problems(claim("euros", 5, unit="EUR"), claim("persons", 5, "euros"))
    assert "mixes EUR and person" in problem


def test_euros_per_person_times_persons_are_euros() -> None:
    claims = (
        claim("persons", 4),
        claim("total", 20, unit="EUR"),
        claim("other", 40, "2 * total", unit="EUR"),
        percent("share", 50, "100 * total / other"),
    )
    assert problems(*claims) == []


def test_a_claim_without_a_place_is_a_fault_that_shows_its_formula() -> None:
    (problem,) = problems(claim("a", 1), claim("b", 1, "a", locator=""))
    assert "formula 'a'" in problem
    assert "no place in the document" in problem


def test_an_unknown_indicator_is_a_fault() -> None:
    known = {("stad/werk/2024", "outflow.share", "paid_work")}
    fine = percent("fine", 1, indicator="outflow.share[paid_work]")
    wrong = percent("wrong", 1, indicator="outflow.share[payd_work]")
    (problem,) = problems(fine, wrong, figures=known)
    assert "outflow.share[payd_work]" in problem


def test_another_reading_needs_a_sentence_and_must_fit() -> None:
    parts = claim("a", 1), claim("b", 2)
    (silent,) = problems(*parts, claim("c", 2, "a", alternative="b"))
    assert "explanation" in silent
    (wrong,) = problems(*parts, claim("c", 5, "a", alternative="b", explanation="x"))
    assert "does not give the published value either" in wrong


def test_the_same_name_twice_in_one_source_is_a_fault() -> None:
    (problem,) = problems(claim("a", 1), claim("a", 2, row=7))
    assert "'a' stands in stad/werk/2024 row 2 too" in problem


def test_cycles_are_found_once_and_chains_are_not_cycles() -> None:
    assert find_cycles({"a": ["b"], "b": ["c"], "c": []}) == []
    assert find_cycles({"b": ["a"], "a": ["b"], "c": ["a"]}) == [("a", "b")]
