"""How many of the clients who were followed rose, stayed and fell."""

from typing import Any, get_args

import pytest
from chart_checks import assert_sound, lines_of
from client_samples import moved
from filled_tables import protected, public
from outputs import cells_of, chart, sentence

from evalutils import ladder
from evalutils.dataset.evaluation import Evidence
from evalutils.show import client_ways

# 50 of 100 rose, 30 stayed and 20 fell.
STEPS = moved(s12=40, s22=30, s21=20, s13=10)
COVERED = public(ladder.client_coverage(STEPS))


@pytest.mark.parametrize("evidence", get_args(Evidence))
def test_no_level_of_evidence_claims_an_effect_of_the_programme(evidence: Evidence) -> None:
    text = sentence(client_ways.sentence(public(ladder.client_ways(STEPS)), evidence))
    for claim in ("leidt tot", "dankzij", "doordat", "door het programma", "effect van"):
        assert claim not in text
    named = {"none": "geen vergelijkingsgroep", "before_after": "Zonder vergelijkingsgroep"}
    named |= {"comparison": "niet door loting", "randomised": "wie door loting niet meedeed"}
    assert named[evidence] in text


def test_the_ways_are_told_with_their_base_and_interval() -> None:
    text = sentence(client_ways.sentence(public(ladder.client_ways(STEPS)), "none"))
    assert "Hoger dan bij de eerste meting: 50 van de 100, dat is 50,0%" in text
    assert "Even hoog als bij de eerste meting: 30 van de 100, dat is 30,0%" in text
    assert "Lager dan bij de eerste meting: 20 van de 100, dat is 20,0%" in text


def test_the_ways_are_listed_with_their_count_and_share() -> None:
    rows = cells_of(client_ways.table(public(ladder.client_ways(STEPS)), COVERED))
    assert [row[:3] for row in rows[2:5]] == [
        ["Gestegen", "50", "50,0%"],
        ["Gebleven", "30", "30,0%"],
        ["Gedaald", "20", "20,0%"],
    ]


def test_a_way_that_few_took_has_no_count_no_share_and_no_line() -> None:
    few = moved(s12=9, s22=50, s21=41)
    ways, covered = (protected(make(few)) for make in (ladder.client_ways, ladder.client_coverage))
    rows = cells_of(client_ways.table(ways, covered))
    assert rows[2] == ["Gestegen", "<10", "–", "–"]
    assert "9" not in sentence(client_ways.sentence(ways, "none")).replace("95%", "").split()


def test_each_line_is_the_interval_of_its_way_from_risen_down_to_fallen() -> None:
    def draw() -> Any:
        return chart(client_ways.chart(public(ladder.client_ways(STEPS)), COVERED))

    frame = public(ladder.client_ways(STEPS)).frame.iloc[0]
    lines = sorted(lines_of(draw().figure.axes[0]), reverse=True)
    assert [line[1:] for line in lines] == [
        pytest.approx((frame[f"lower_{way}"], frame[f"upper_{way}"]))
        for way in ("up", "same", "down")
    ]
    assert_sound(draw)
    assert "dekking 100,0%" in draw().caption
