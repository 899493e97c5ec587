"""For which part of the clients the figures of a ladder hold."""

import pytest
from ladder_samples import covered
from outputs import sentence

from evalutils.show import rung_coverage


@pytest.mark.parametrize(
    ("qualifier", "share", "told"),
    [
        ("circa", 60, "ongeveer 60%"),
        ("exact", 62.5, "62,5%"),
        ("at_most", 60, "ten hoogste 60%"),
        ("more_than", 60, "meer dan 60%"),
    ],
)
def test_coverage_keeps_the_reservation_of_the_source_wherever_it_stands(
    qualifier: str, share: float, told: str
) -> None:
    result = covered(share, qualifier)
    text = sentence(rung_coverage.sentence(result))
    assert text.startswith(f"De trede is bekend van {told} van de cliënten.")
    assert rung_coverage.notes(result) == [f"Dekking: {told} van de cliënten is gemeten."]
    assert rung_coverage.reach(result) == f"; dekking {told}"


def test_a_source_that_says_nothing_has_no_coverage() -> None:
    assert (rung_coverage.notes(None), rung_coverage.reach(None)) == ([], "")
