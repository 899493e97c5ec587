"""Whether groups differ in what a programme did, when they do not differ at all."""

import pytest

from evalutils.statistics.differing_effects import differences_differ_p


def test_differences_that_are_equal_do_not_differ() -> None:
    # Both groups: 15 of 75 beside 140 of 150.
    assert differences_differ_p([15, 15], [75, 75], [140, 140], [150, 150]) == pytest.approx(1)
