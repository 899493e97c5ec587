"""What two distributions allow to have moved: certain and possible, told and drawn."""

from typing import Any

import pytest
from chart_checks import assert_sound, bars_of
from filled_tables import ladder, protected, public, table
from ladder_samples import covered
from outputs import chart, sentence

from evalutils import ladder as analysis
from evalutils.show import rung_bounds

# At least 40 of 100 left rung 1; at most all 60 on it rose, and 20 of the 40 on rung 2 fell.
BOUNDS = analysis.movement_bounds(ladder(current=[60, 40], target=[20, 80]), [1, 2])


def drawn() -> Any:
    return chart(rung_bounds.chart(public(BOUNDS), covered(51.8, "exact")))


def test_solid_is_certain_and_hatched_is_possible() -> None:
    (axes,) = drawn().figure.axes
    rows = sorted({round(place, 6) for place, *_ in bars_of(axes)}, reverse=True)
    # Higher and then lower, each of the clients on a known rung and of all.
    certain = dict(zip(rows, [40, 40, 0, 0], strict=True))
    possible = dict(zip(rows, [60, 60, 20, 20], strict=True))
    found = list(zip(axes.patches, bars_of(axes), strict=True))
    whole = [bar for _, bar in found[:4]]
    solid = {round(bar[0], 6): bar[1:] for patch, bar in found[4:] if not patch.get_hatch()}
    hatched = {round(bar[0], 6): bar[1:] for patch, bar in found[4:] if patch.get_hatch()}
    assert [bar[1:] for bar in whole] == [(0, 100)] * 4
    assert solid == {place: pytest.approx((0, end)) for place, end in certain.items()}
    assert hatched == {
        place: pytest.approx((certain[place], end)) for place, end in possible.items()
    }


def test_higher_and_lower_differ_in_colour() -> None:
    (axes,) = drawn().figure.axes
    colors = [bar.get_edgecolor() for bar in axes.patches if bar.get_hatch()]
    assert colors[0] == colors[1] != colors[2] == colors[3]


def test_the_chart_is_sound_and_names_its_coverage() -> None:
    assert_sound(drawn)
    assert drawn().caption.endswith("; dekking 51,8%")
    assert "Hoger, bekende trede 40,0% tot 60,0%" in drawn().alt
    assert "Lager, bekende trede 0,0% tot 20,0%" in drawn().alt


@pytest.mark.parametrize("later", ["expected", "realised", "target"])
@pytest.mark.parametrize("unknown", [(0, 0), (7, 7), (7, 40), (40, 9), (0, 9), (12, 12)])
def test_bounds_are_told_whoever_has_an_unknown_rung(later: str, unknown: tuple[int, int]) -> None:
    counts = {"current": [20, 60, 60], later: [40, 60, 40]}
    rows = [
        {"moment": moment, "rung": rung, "count": count}
        for (moment, numbers), few in zip(counts.items(), unknown, strict=True)
        for rung, count in zip(["1", "2", "3", "unknown"], [*numbers, few], strict=True)
    ]
    found = protected(analysis.movement_bounds(table("ladder", *rows), [1, 2, 3]))
    text = sentence(rung_bounds.sentence(found))
    hidden = any(few < 10 for few in unknown)
    assert ("Hoeveel cliënten een onbekende trede hebben, is weggelaten" in text) == hidden
    assert ("Tellen cliënten met een onbekende trede mee" in text) == (not hidden)
    assert "van de cliënten met een bekende trede" in text
