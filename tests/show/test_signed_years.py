"""A change of a number of people reads as a change, and never as a count."""

from types import SimpleNamespace

import pytest

from evalutils.show.years import value


@pytest.mark.parametrize(
    ("indicator", "changed", "text"),
    [
        ("outflow.net_change", 5.0, "+5 personen"),
        ("outflow.net_change", 0.0, "geen"),
        ("outflow.flow_residual", -10.0, "−10 personen"),
        ("outflow.count", 15.0, "15 personen"),
    ],
)
def test_a_difference_has_its_sign_and_a_count_has_none(
    indicator: str, changed: float, text: str
) -> None:
    row = SimpleNamespace(
        indicator=indicator, unit="person", value=changed, n=20.0, lower=float("nan")
    )
    assert value(row).replace("\u00a0", " ") == text
