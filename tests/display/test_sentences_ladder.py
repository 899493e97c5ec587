"""The sentences about the ladder: where clients stand, what changed, and who can rise."""

import re
from typing import Any, get_args

import pandas as pd
import pytest
from filled_tables import ladder, protected, public, table
from outputs import sentence

from evalutils import ladder as ladder_analysis
from evalutils import sentences
from evalutils.dataset.evaluation import Coverage, Evidence
from evalutils.display import Nothing, Prose


def standing(data: pd.DataFrame, rungs: int, clear: Any = public) -> str:
    result = clear(ladder_analysis.distribution(data, range(1, rungs + 1)))
    return sentence(sentences.ladder.distribution(result))


def test_the_fullest_rung_of_each_moment() -> None:
    text = standing(ladder(current=[60, 30, 10], expected=[20, 30, 50]), 3)
    assert text == (
        "Bij de huidige trede staan de meeste cliënten op trede 1: 60,0%. "
        "Bij de verwachte trede staan de meeste cliënten op trede 3: 50,0%."
    )


def test_two_rungs_with_as_many_clients() -> None:
    assert "op trede 1 en 2: elk 40,0%." in standing(ladder(current=[40, 40, 20]), 3)


def test_few_clients_on_a_ladder_give_an_interval() -> None:
    text = standing(ladder(current=[12, 5, 3]), 3)
    assert text == (
        "Bij de huidige trede staan de meeste cliënten op trede 1; bij zo weinig mensen ligt het "
        "aandeel ergens tussen 34,5% en 81,0%."
    )


def test_one_counted_rung_is_no_distribution() -> None:
    data = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    assert standing(data, 6) == (
        "Bij de huidige trede is alleen het aantal bekend op trede 2 (89 cliënten). "
        "Voor een verdeling zijn de aantallen op alle treden nodig."
    )


def test_one_client_is_singular() -> None:
    data = table("ladder", {"moment": "current", "rung": "2", "count": 1})
    assert "trede 2 (1 cliënt)" in standing(data, 6)


def test_a_ladder_with_hidden_counts_says_so() -> None:
    text = standing(ladder(current=[60, 30, 7]), 3, clear=protected)
    assert text.endswith("Kleine aantallen zijn weggelaten.")


def change(data: pd.DataFrame, rungs: int, clear: Any = public) -> Prose | Nothing:
    numbers = range(1, rungs + 1)
    return sentences.ladder.change(
        clear(ladder_analysis.mean_rungs(data, numbers)),
        clear(ladder_analysis.totals(data, numbers)),
    )


def shares(moment: str, *values: float) -> list[dict[str, Any]]:
    names = [*map(str, range(1, len(values))), "unknown"]
    return [
        {"moment": moment, "rung": rung, "share": share}
        for rung, share in zip(names, values, strict=True)
    ]


def test_totals_are_exact_explained_or_unexplained() -> None:
    rows = [
        *shares("current", 60.2, 40.1, 0.4),  # 100.7: three shares explain 0.15
        *shares("expected", 50.0, 49.9, 0.0),  # 99.9
        *shares("target", 50, 40, 10),  # 100
    ]
    text = sentence(change(table("ladder", *rows), 2))
    assert (
        "huidige trede tellen op tot 100,7%. Afronden alleen verklaart dat verschil niet." in text
    )
    assert "verwachte trede tellen op tot 99,9%; afronden verklaart het verschil met 100%." in text
    assert "doeltrede tellen op tot precies 100%." in text


def test_a_higher_mean_is_an_estimate_when_it_is_expected() -> None:
    # (50*1 + 50*2) / 100 = 1.5 now; (25 + 75*2) / 100 = 1.75 expected; 10 of 110 unknown = 9.1%
    rows = [
        {"moment": "current", "rung": "1", "count": 50},
        {"moment": "current", "rung": "2", "count": 50},
        {"moment": "expected", "rung": "1", "count": 25},
        {"moment": "expected", "rung": "2", "count": 75},
        {"moment": "expected", "rung": "unknown", "count": 10},
    ]
    assert sentence(change(table("ladder", *rows), 2)) == (
        "De gemiddelde verwachte trede ligt 0,25 trede hoger dan de gemiddelde huidige trede. "
        "Dat zijn niet precies dezelfde mensen: van 9,1% is de verwachte trede onbekend. "
        "Het is een inschatting van de begeleider, geen gemeten stap."
    )


@pytest.mark.parametrize(
    ("realised", "step"),
    [
        ([75, 25], "0,25 trede lager dan"),
        ([50, 50], "even hoog als"),
        ([501, 499], "even hoog als"),
    ],
)
def test_a_realised_change_down_or_none(realised: list[int], step: str) -> None:
    text = sentence(change(ladder(current=[50, 50], realised=list(realised)), 2))
    assert text.startswith(f"De gemiddelde bereikte trede ligt {step} de gemiddelde huidige trede.")
    assert "Er is geen vergelijkingsgroep" in text


@pytest.mark.parametrize("evidence", get_args(Evidence))
def test_a_realised_change_claims_no_effect_at_any_level_of_evidence(evidence: Evidence) -> None:
    counts = ladder(current=[50, 50], realised=[25, 75])
    means = public(ladder_analysis.mean_rungs(counts, [1, 2]))
    totals = public(ladder_analysis.totals(counts, [1, 2]))
    text = sentence(sentences.ladder.change(means, totals, evidence))
    assert not re.search("leidt tot|dankzij|doordat|door het programma", text)
    assert "vergelijkingsgroep" in text or "door loting" in text


def test_a_hidden_mean_is_explained() -> None:
    text = sentence(change(ladder(current=[50, 7], realised=[40, 30]), 2, clear=protected))
    assert text == "Waar een aantal op een trede is weggelaten, is er geen gemiddelde trede."


@pytest.mark.parametrize(
    ("qualifier", "share", "told"),
    [
        ("circa", 60, "ongeveer 60%"),
        ("exact", 62.5, "62,5%"),
        ("at_most", 60, "ten hoogste 60%"),
        ("more_than", 60, "meer dan 60%"),
    ],
)
def test_coverage_keeps_the_reservation_of_the_source(
    qualifier: str, share: float, told: str
) -> None:
    result = public(ladder_analysis.coverage(Coverage(share, qualifier, "bron", "")))
    assert sentence(sentences.ladder.coverage(result)).startswith(
        f"De trede is bekend van {told} van de cliënten."
    )


def step(from_rung: str, to_rungs: str, count: int, basis: str = "expected") -> dict[str, Any]:
    return {"from_rung": from_rung, "to_rungs": to_rungs, "count": count, "basis": basis}


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (54, "op die trede staan er 89. Het verschil van 3 verklaart de bron niet."),
        (51, "op die trede staan er 89. Dat sluit aan."),
    ],
)
def test_steps_are_laid_beside_the_clients_on_the_rung(count: int, ending: str) -> None:
    data = table("ladder_moves", step("2", "same", 38), step("2", "3", count))
    now = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    text = sentence(sentences.ladder.moves(public(ladder_analysis.moves(data, now))))
    assert text.startswith(f"De stappen vanaf trede 2 gaan samen over {38 + count} cliënten;")
    assert text.endswith(ending)


def test_a_single_client_on_a_rung_is_singular() -> None:
    data = table("ladder_moves", step("2", "3", 1))
    now = table("ladder", {"moment": "current", "rung": "2", "count": 1})
    assert sentence(sentences.ladder.moves(public(ladder_analysis.moves(data, now)))) == (
        "De stappen vanaf trede 2 gaan samen over 1 cliënt; op die trede staat er 1. Dat sluit aan."
    )


def test_rounded_steps_need_not_add_up() -> None:
    # 38 + 51 = 89: 40 + 50 = 90 for 90. 37 + 52 = 89: 35 + 50 = 85, 5 off by rounding.
    now = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    data = table("ladder_moves", step("2", "same", 37), step("2", "3", 52))
    text = sentence(sentences.ladder.moves(protected(ladder_analysis.moves(data, now))))
    assert text.endswith("Het verschil kan door het afronden komen.")


@pytest.mark.parametrize(
    ("count", "basis", "told"),
    [
        (182, "expected", "Volgens de bron kunnen 182 cliënten nog een trede stijgen."),
        (1, "expected", "Volgens de bron kan 1 cliënt nog een trede stijgen."),
        (20, "realised", "Volgens de bron zijn 20 cliënten ten minste een trede gestegen."),
        (1, "realised", "Volgens de bron is 1 cliënt ten minste een trede gestegen."),
    ],
)
def test_who_can_rise_or_rose(count: int, basis: str, told: str) -> None:
    data = table("ladder_moves", step("all", "higher", count, basis))
    text = sentence(sentences.ladder.can_rise(public(ladder_analysis.can_rise(data))))
    assert text.startswith(told)
    assert ("verwachting" in text) == (basis == "expected")


@pytest.mark.parametrize("later", ["expected", "realised", "target"])
@pytest.mark.parametrize("unknown", [(0, 0), (7, 7), (7, 40), (40, 9), (0, 9), (12, 12)])
def test_bounds_are_told_whoever_has_an_unknown_rung(later: str, unknown: tuple[int, int]) -> None:
    counts = {"current": [20, 60, 60], later: [40, 60, 40]}
    rows = [
        {"moment": moment, "rung": rung, "count": count}
        for (moment, numbers), few in zip(counts.items(), unknown, strict=True)
        for rung, count in zip(["1", "2", "3", "unknown"], [*numbers, few], strict=True)
    ]
    found = protected(ladder_analysis.movement_bounds(table("ladder", *rows), [1, 2, 3]))
    text = sentence(sentences.ladder.movement(found))
    hidden = any(few < 10 for few in unknown)
    assert ("Hoeveel cliënten een onbekende trede hebben, is weggelaten" in text) == hidden
    assert ("Tellen cliënten met een onbekende trede mee" in text) == (not hidden)
    assert "van de cliënten met een bekende trede" in text
