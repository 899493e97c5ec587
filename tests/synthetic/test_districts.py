"""Invented districts with a programme of which the effect is known."""

from pathlib import Path

from evalutils.report import open_report
from evalutils.synthetic.districts import ADDED

DATA = Path(__file__).parents[2] / "data"


def test_the_chapter_finds_the_effect_that_is_built_in() -> None:
    report = open_report("effect", "synthetisch", "werkfit-vergeleken", "2023-2024", str(DATA))
    first = report["panel_effects"].frame.iloc[0]
    assert first.changed_lower < ADDED < first.changed_upper
    assert first.changed_lower > 0
    # Nothing drives the districts apart before the start.
    assert first.drifted_lower < 0 < first.drifted_upper
