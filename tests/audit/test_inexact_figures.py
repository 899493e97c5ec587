"""A published figure is held against what is no more than about right, or a bound."""

from dataclasses import replace

import pytest

from evalutils.audit import Claim, audit
from evalutils.contracts.qualifiers import Stated

SHARE = Claim(
    evaluation="almelo/werkfit/2025", row=2, source="verslag", name="aandeel", quantity="aandeel",
    value=57, decimals=0, unit="percent", qualifier="", formula="",
    indicator="outflow.share[paid_work]", topic="", alternative="", explanation="", accepted="",
    locator="blz. 1",
)  # fmt: skip


@pytest.mark.parametrize(
    ("computed", "verdict"),
    [
        (60.0, "inconsistent"),
        (Stated(60, "circa"), "consistent"),
        (Stated(60, "at_least"), "inconsistent"),  # at least 60 is not 57
        (Stated(60, "at_most"), "consistent"),
        (Stated(50, "more_than"), "consistent"),
        (Stated(50, "less_than"), "inconsistent"),
    ],
)
def test_a_check_against_a_bound_has_one_side(computed: float, verdict: str) -> None:
    figures = {(SHARE.evaluation, "outflow.share", "paid_work"): computed}
    assert [item.verdict for item in audit([SHARE], figures)] == [verdict]


@pytest.mark.parametrize(
    ("value", "qualifier", "half"),
    [
        (57, "circa", 1.5),  # half a unit, and one for about
        (570, "circa", 5),  # half of ten
        (600, "circa", 50),
        (1500, "circa", 50),
        (4000, "circa", 500),
        (600, "", 0.5),
        (0, "circa", 1.5),
    ],
)
def test_the_zeros_of_about_a_number_are_no_digits(
    value: float, qualifier: str, half: float
) -> None:
    assert replace(SHARE, value=value, qualifier=qualifier).half_unit == half
