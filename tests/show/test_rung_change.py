"""From one distribution to the next: what adds up, what moves, and two ladders face to face."""

import re
from typing import Any, get_args

import pandas as pd
import pytest
from chart_checks import assert_sound, bars_of
from filled_tables import ladder, protected, public, table
from ladder_samples import covered
from outputs import SCHEME, cells_of, chart, sentence

from evalutils import ladder as analysis
from evalutils.dataset.evaluation import Evidence
from evalutils.display import Nothing, Prose
from evalutils.show import rung_change


def change(data: pd.DataFrame, rungs: int, clear: Any = public) -> Prose | Nothing:
    numbers = range(1, rungs + 1)
    return rung_change.sentence(
        clear(analysis.mean_rungs(data, numbers)), clear(analysis.totals(data, numbers))
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
        "De gemiddelde verwachte trede ligt 0,25 trede hoger dan de gemiddelde huidige trede; van "
        "9,1% is de verwachte trede onbekend. Het is een inschatting van de begeleider, geen "
        "gemeten stap. Door wie onbekend is, zijn dat niet precies dezelfde mensen."
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


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("none", "geen vergelijkingsgroep"),
        ("before_after", "Zonder vergelijkingsgroep"),
        ("comparison", "niet door loting"),
        ("randomised", "wie door loting niet meedeed"),
    ],
)
def test_a_realised_change_claims_no_effect_at_any_level_of_evidence(
    evidence: Evidence, said: str
) -> None:
    counts = ladder(current=[50, 50], realised=[25, 75])
    means = public(analysis.mean_rungs(counts, [1, 2]))
    totals = public(analysis.totals(counts, [1, 2]))
    text = sentence(rung_change.sentence(means, totals, evidence))
    assert not re.search("leidt tot|dankzij|doordat|door het programma", text)
    assert said in text


def test_every_level_of_evidence_is_tried_above() -> None:
    assert set(get_args(Evidence)) == {"none", "before_after", "comparison", "randomised"}


def test_a_hidden_mean_is_explained() -> None:
    text = sentence(change(ladder(current=[50, 7], realised=[40, 30]), 2, clear=protected))
    assert text == "Waar een aantal op een trede is weggelaten, is er geen gemiddelde trede."


def facing(coverage: Any = None, **counts: list[int | None]) -> Any:
    result = public(analysis.distribution(ladder(**counts), [1, 2, 3]))
    return rung_change.chart(result, SCHEME, coverage)


def test_bars_point_left_for_now_and_right_for_later() -> None:
    figure = chart(facing(current=[60, 30, 10], expected=[20, 25, 55])).figure
    (axes,) = figure.axes
    found = bars_of(axes)
    left, right = sorted(found[:3], reverse=True), sorted(found[3:], reverse=True)
    # From rung 3 down; of 100 clients a count is a percentage.
    assert [round(end, 6) for *_, end in left] == [-10, -30, -60]
    assert [round(end, 6) for *_, end in right] == [55, 25, 20]
    assert [place for place, *_ in left] == [place for place, *_ in right]
    assert [bar.get_hatch() for bar in axes.patches] == [None] * 3 + ["//"] * 3
    (legend,) = figure.legends
    heads = [text.get_text() for text in legend.get_texts()]
    assert heads == ["Huidige trede", "Verwachte trede"]
    assert [patch.get_hatch() for patch in legend.get_patches()] == [None, "//"]


def test_each_value_stands_beyond_the_end_of_its_own_bar() -> None:
    (axes,) = chart(facing(current=[60, 30, 10], expected=[20, 25, 55])).figure.axes
    written = {text.get_text(): text.xy[0] for text in axes.texts if hasattr(text, "xy")}
    expected = {"10,0%": -10, "30,0%": -30, "60,0%": -60, "55,0%": 55, "25,0%": 25, "20,0%": 20}
    assert written == pytest.approx(expected)


def test_facing_ladders_name_both_shares_of_every_rung() -> None:
    text = facing(current=[60, 30, 10], expected=[20, 30, 50]).alt
    assert "Trede 3: betaald werk 10,0% en 50,0%" in text
    assert "Trede 1: geïsoleerd 60,0% en 20,0%" in text
    assert "onbekend" not in text


@pytest.mark.parametrize(
    "counts", [{"current": [1, 2, 3]}, {"current": [1, 2, 3], "target": [1, None, 3]}]
)
def test_no_facing_ladders_without_two_full_distributions(counts: Any) -> None:
    assert isinstance(facing(**counts), Nothing)


def test_what_was_reached_goes_before_what_was_expected() -> None:
    counts: Any = {"current": [1, 2, 3], "expected": [3, 2, 1], "realised": [2, 2, 2]}
    assert "tegenover bereikte trede" in facing(**counts).caption


def test_the_chart_is_sound_and_names_its_coverage() -> None:
    def draw() -> Any:
        return chart(facing(covered(51.8, "exact"), current=[60, 30, 10], expected=[20, 30, 50]))

    assert_sound(draw)
    assert draw().caption.endswith("; dekking 51,8%")


def listed(data: pd.DataFrame, clear: Any) -> Any:
    means = clear(analysis.mean_rungs(data, [1, 2, 3]))
    return rung_change.table(means, clear(analysis.totals(data, [1, 2, 3])))


def test_a_hidden_mean_is_explained_under_its_table() -> None:
    rows = cells_of(listed(ladder(current=[50, 40, 7], expected=[40, 40, 20]), protected))
    assert rows[2][:2] == ["Huidige trede", "–"]
    assert rows[-1] == ["Waar een aantal op een trede is weggelaten, is er geen gemiddelde."]


def test_a_change_of_which_nothing_may_be_shown_has_no_table() -> None:
    data = ladder(current=[50, 40, 7], expected=[40, 40, 6])
    assert isinstance(listed(data, protected), Nothing)
