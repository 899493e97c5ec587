"""The balance of the municipality, month by month."""

import numpy as np
import pytest
from chart_checks import assert_sound
from outputs import cells_of, chart
from shown_costs import axes_of, by_colour, dots_of, lines_by_colour, published

from evalutils import cost_benefit, show
from evalutils.show.chart_style import SERIES


def test_each_line_is_the_mean_and_each_band_what_95_percent_of_the_draws_span() -> None:
    balance = published(cost_benefit.running_balance)
    axes = axes_of(chart(show.running_balance.chart(balance)))
    lines, parts = lines_by_colour(axes), by_colour(balance.frame, SERIES)
    assert list(lines) == list(parts) == list(SERIES)
    for (colour, part), band in zip(parts.items(), axes.patches, strict=True):
        assert lines[colour]["x"].tolist() == part["month"].tolist()
        assert lines[colour]["y"].tolist() == part["mean"].tolist()
        edge = {tuple(point) for point in np.round(band.get_path().vertices, 6)}
        for side in ("low", "high"):
            points = np.round(part[["month", side]].to_numpy(), 6)
            assert {tuple(point) for point in points} <= edge


def test_a_dot_lies_in_the_first_month_that_stays_paid_back() -> None:
    balance = published(cost_benefit.running_balance)
    axes = axes_of(chart(show.running_balance.chart(balance)))
    expected = []
    for part in by_colour(balance.frame, SERIES).values():
        month = 1 + part.loc[part["mean"] < 0, "month"].max()
        expected += part.loc[part["month"] == month, ["month", "mean"]].to_numpy().tolist()
    assert expected
    assert dots_of(axes) == [[pytest.approx(point) for point in expected]]


def test_the_chart_of_the_running_balance_is_sound() -> None:
    assert_sound(lambda: chart(show.running_balance.chart(published(cost_benefit.running_balance))))


def test_the_table_has_the_start_each_year_and_the_end() -> None:
    rows = cells_of(
        show.running_balance.table(published(cost_benefit.running_balance, horizon_months=30))
    )
    assert rows[1] == ["Moment", *(f"{extra} van de 100 extra" for extra in (100, 75, 50, 25, 0))]
    moments = ["Bij de start", "Na 12 maanden", "Na 24 maanden", "Na 30 maanden"]
    assert [row[0] for row in rows[2:6]] == moments
