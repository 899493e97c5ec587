"""What a page says of a difference goes as far as the design of the evaluation, and no further."""

import re
from typing import Any, get_args

import pytest
from filled_tables import public, table
from outputs import sentence, text_of

from evalutils import show
from evalutils.contracts.assignments import ASSIGNMENTS
from evalutils.contracts.evidence import Evidence
from evalutils.dataset.evaluation import Bias
from evalutils.effect import arm_effects
from evalutils.show.effect_words import more_or_less, points_interval, than, tied
from evalutils.show.summary_sentences import findings

DID, GOES_WITH = re.compile(r"leidde tot"), re.compile(r"hangt samen met")
CLEAR, CHANCE, PRINTED = (60, 40), (42, 40), (None, None)


def arms(reached: tuple[int | None, int | None], assignment: str = "randomised") -> Any:
    people = None if reached[0] is None else 200
    alike = {"assignment": assignment, "outcome": "werk", "months": 12, "people": people}
    shares = (24, 15) if people is None else (None, None)
    rows = [
        {"arm": name, "role": role, "reached": count, "share": share, **alike}
        for name, role, count, share in zip(
            ("hulp", "gewoon"), ("programme", "control"), reached, shares, strict=True
        )
    ]
    return public(arm_effects(table("arms", *rows)))


def said(evidence: Evidence, reached: tuple[int | None, int | None]) -> str:
    lot = "randomised" if evidence == "randomised" else "other_people"
    result = arms(reached, lot)
    brief = findings({"arm_effects": result}, {}, evidence)
    return " ".join(
        [sentence(show.arm_effects.sentence(result, evidence)), *(item["text"] for item in brief)]
    )


@pytest.mark.parametrize("evidence", get_args(Evidence))
def test_only_a_lot_led_to_something_and_only_another_group_goes_with_it(
    evidence: Evidence,
) -> None:
    text = said(evidence, CLEAR)
    assert bool(DID.search(text)) == (evidence == "randomised")
    assert bool(GOES_WITH.search(text)) == (evidence == "comparison")
    if evidence == "comparison":
        assert "zonder correctie voor andere verschillen" in text
    if evidence in ("none", "before_after"):
        assert "of dat door het programma komt, is hieruit niet op te maken" in text


@pytest.mark.parametrize("evidence", get_args(Evidence))
@pytest.mark.parametrize("reached", [CHANCE, PRINTED])
def test_what_may_be_chance_is_never_laid_at_the_programme(
    evidence: Evidence, reached: tuple[int | None, int | None]
) -> None:
    text = said(evidence, reached)
    assert not DID.search(text)
    assert not GOES_WITH.search(text)
    assert "toeval" in text


def test_a_correction_is_named_where_there_was_one() -> None:
    told = tied("comparison", "het programma", "9 procentpunten meer werk", corrected=["leeftijd"])
    assert told == (
        "Het programma hangt samen met 9 procentpunten meer werk, na correctie voor leeftijd"
    )
    # Without a lot between the groups themselves the design alone allows no more.
    assert not DID.search(tied("randomised", "het programma", "meer", by_lot=False))


def test_a_clear_difference_is_told_with_both_shares_and_its_interval() -> None:
    # 60 / 200 = 30%, 40 / 200 = 20%.
    text = sentence(show.arm_effects.sentence(arms(CLEAR), "randomised"))
    assert text.startswith(
        "De aanpak ‘hulp’ leidde tot 10,0\N{NO-BREAK SPACE}procentpunten meer mensen met ‘werk’ na "
        "12 maanden dan bij ‘gewoon’ (30,0% tegenover 20,0%; 95%-interval +1,5 tot +18,4"
    )


def test_a_difference_that_may_be_chance_says_what_the_study_could_find() -> None:
    text = sentence(show.arm_effects.sentence(arms(CHANCE), "randomised"))
    assert "bewijst ook niet dat er geen verschil is; het onderzoek kon pas" in text
    assert "verschil goed vinden" in text


def test_the_summary_of_several_programmes_counts_those_that_are_no_chance() -> None:
    row = {"assignment": "randomised", "outcome": "werk", "months": 12, "people": 200}
    rows = [
        {"arm": name, "role": role, "reached": count, **row}
        for name, role, count in (
            ("hulp", "programme", 80), ("regie", "programme", 41), ("gewoon", "control", 40)
        )
    ]  # fmt: skip
    (one,) = findings({"arm_effects": public(arm_effects(table("arms", *rows)))}, {}, "randomised")
    assert one["value"] == "1 van 2 aanpakken"
    assert "De aanpak ‘hulp’ leidde tot 20,0" in one["text"]
    assert one["people"] == 400


def summary(**reached: int | None) -> dict[str, Any]:
    """What the summary says of programmes of 200 people beside 80 of 200; None: a share alone."""
    row = {"assignment": "randomised", "outcome": "werk", "months": 12}
    rows = [
        {"arm": name, "role": "control" if name == "gewoon" else "programme", **row}
        | ({"people": 200, "reached": count} if count else {"share": 10 + len(name)})
        for name, count in reached.items()
    ]
    (one,) = findings({"arm_effects": public(arm_effects(table("arms", *rows)))}, {}, "randomised")
    return dict(one)


def test_the_summary_names_the_programme_that_did_harm_beside_the_one_that_did_good() -> None:
    one = summary(hulp=120, regie=40, gewoon=80)
    assert one["value"] == "2 van 2 aanpakken"
    # 60%, 20% and 40%
    text = one["text"].replace("\N{NO-BREAK SPACE}", " ")
    assert "De aanpak ‘hulp’ leidde tot 20,0 procentpunten meer" in text
    assert "De aanpak ‘regie’ leidde tot 20,0 procentpunten minder" in text


def test_the_summary_picks_no_programme_out_of_several_that_nobody_can_test() -> None:
    one = summary(a=None, vrijstelling=None, gewoon=None)
    assert one["value"] == "−5,0 tot +6,0 procentpunten"  # 11% and 22% beside 16%
    assert "‘a’ 11%" in one["text"]
    assert "‘vrijstelling’ 22%" in one["text"]


def test_a_difference_of_nothing_is_as_many_as_and_never_as_many_than() -> None:
    assert f"{more_or_less(0.01)} {than(0.01)}" == "evenveel als"
    assert f"{more_or_less(2)} {than(2)}".endswith("meer dan")


def test_an_interval_without_an_end_stays_open() -> None:
    assert points_interval(float("nan"), float("nan")) == "–"
    assert points_interval(-3.44, 13.7) == "−3,4 tot +13,7"


def test_what_must_hold_is_told_for_every_way_into_a_group() -> None:
    for code, item in ASSIGNMENTS.items():
        shown = text_of(show.arm_tables.design(arms(CLEAR, code), "comparison"))
        assert item.who in shown
        assert item.must_hold in shown
        assert "Nergens voor" in shown


def test_the_checklist_shows_every_domain_and_says_which_were_not_judged() -> None:
    judged = {"confounding": Bias("serious", "Ouder.")}
    shown = text_of(show.arm_tables.bias(judged, "comparison"))
    assert "ROBINS-I" in shown
    assert "Waren de groepen vooraf al anders? | ernstig | Ouder." in shown
    assert shown.count("niet beoordeeld") >= 6


def test_where_a_lot_decided_the_checklist_asks_of_the_lot() -> None:
    judged = {"missing_data": Bias("some_concerns", "Wie verhuisde is weg.")}
    shown = text_of(show.arm_tables.bias(judged, "randomised"))
    assert "RoB 2" in shown
    assert "Bepaalde alleen de loting wie in welke groep kwam" in shown
    assert "| twijfel | Wie verhuisde is weg." in shown
    assert "vooraf al anders" not in shown
