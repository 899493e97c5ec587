"""A printed percentage of a known number of people is that of a whole number of them."""

import pytest
from claim_builder import claim, percent, verdict_of

from evalutils.audit import Claim, Verdict, audit, check_claims
from evalutils.show.audited_figures import explanation


def of(people: float, value: float, **other: object) -> list[Verdict]:
    share = percent("share", value, base="people", **other)
    return audit([claim("people", people), share], {})


@pytest.mark.parametrize(
    ("value", "people", "decimals", "verdict"),
    [
        (9, 63, 0, "inconsistent"),  # 5 is 7.9%, 6 is 9.5%
        (8, 63, 0, "consistent"),  # 5
        (20.5, 136, 1, "inconsistent"),  # 27 is 19.85%, 28 is 20.59%
        (20.6, 136, 1, "consistent"),
        (90, 10, 0, "consistent"),  # 9
        (95, 10, 0, "inconsistent"),
    ],
)
def test_a_percentage_is_reached_by_a_whole_number(
    value: float, people: float, decimals: int, verdict: str
) -> None:
    (found,) = of(people, value, decimals=decimals)
    assert (found.kind, found.strength, found.verdict) == ("whole_number", "bound", verdict)


def test_about_a_percentage_has_one_unit_more_room() -> None:
    assert of(13, 45)[0].verdict == "inconsistent"  # 6 of 13 is 46.2%
    assert of(13, 45, qualifier="circa")[0].verdict == "consistent"


@pytest.mark.parametrize(
    ("people", "other"),
    [
        (100, {}),  # every whole percentage is reached
        (63, {"qualifier": "at_least"}),  # a bound is no percentage
    ],
)
def test_where_the_test_cannot_fail_there_is_none(people: float, other: dict[str, object]) -> None:
    assert of(people, 9, **other) == []


@pytest.mark.parametrize("base", [{"qualifier": "circa"}, {"rounded_to": 10.0}])
def test_of_a_base_that_is_not_exact_nothing_can_be_said(base: dict[str, object]) -> None:
    assert audit([claim("people", 60, **base), percent("share", 9, base="people")], {}) == []


def test_the_page_says_between_which_numbers_it_lies_and_that_digits_may_be_cut_off() -> None:
    (found,) = of(136, 20.5, decimals=1)
    text = explanation(found, numbers=True)
    assert "Geen heel aantal van 136 geeft 20,5%: 27 is 19,85% en 28 is 20,59%." in text
    assert "Afkappen in plaats van afronden kan het verklaren." in text
    (found,) = of(10, 96)  # 9 is 90%, 10 is 100%: not cut off either
    assert "Afkappen" not in explanation(found, numbers=True)
    assert "96" not in explanation(found, numbers=False)


def test_another_reading_makes_it_depend_on_the_reading() -> None:
    share = percent("share", 13, base="people", alternative="unclear", explanation="x")
    (found,) = [item for item in audit([claim("people", 27), share], {}) if item.kind != "formula"]
    assert found.verdict == "ambiguous"


@pytest.mark.parametrize(
    ("share", "problem"),
    [
        (percent("share", 9, base="nobody"), "'nobody' is no claim of bron"),
        (percent("share", 9, base="euros"), "counts no people (EUR)"),
        (claim("share", 9, base="people"), "only a percentage has a base of people"),
    ],
)
def test_a_base_that_is_none_is_a_fault_of_its_column(share: Claim, problem: str) -> None:
    others = claim("people", 63), claim("euros", 63, unit="EUR")
    ((_, column, text),) = check_claims([*others, share], set())
    assert column == "base"
    assert problem in text


def test_a_source_in_words_is_held_against_a_comparison_of_other_figures() -> None:
    most = percent("most", float("nan"), "100 * work / left > 50", words="het grootste gedeelte")
    found = verdict_of("most", claim("work", 15), claim("left", 64), most)
    assert found.verdict == "inconsistent"
    assert found.computed == 100 * 15 / 64  # 23.4 is not more than half
    assert (found.comparison, found.bound) == (">", 50)
    text = explanation(found, numbers=True)
    assert text.startswith("Herberekend 23,4 (hoort groter dan 50 te zijn), gepubliceerd ‘het gro")
    assert verdict_of("most", claim("work", 33), claim("left", 64), most).verdict == "consistent"


@pytest.mark.parametrize(
    ("formula", "problem"),
    [
        ("100 * work / left", "gives a number, and the row has no value"),
        ("most > 50", "'most', of which the source prints words and no number"),
    ],
)
def test_words_are_never_made_into_a_number(formula: str, problem: str) -> None:
    most = percent("most", float("nan"), formula, words="het grootste gedeelte")
    ((_, column, text),) = check_claims([claim("work", 15), claim("left", 64), most], set())
    assert column == "formula"
    assert problem in text
