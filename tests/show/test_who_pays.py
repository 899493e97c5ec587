"""Who pays and who gains."""

import pytest
from chart_checks import assert_sound
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from outputs import cells_of, chart
from shown_costs import EURO, axes_of, published

from evalutils import cost_benefit, dutch, show
from evalutils.contracts.vocabulary import BEARERS
from evalutils.show.chart_style import ACCENT, DARK


def test_every_bar_runs_from_zero_to_its_value_beside_its_name() -> None:
    parties = published(cost_benefit.who_pays)
    shown = chart(show.who_pays.chart(parties))
    axes = axes_of(shown)
    bars = [
        (end[0][1], end[0][0], end[1][0], to_hex(lines.get_color()[0]).upper())
        for lines in axes.collections
        if isinstance(lines, LineCollection)
        for end in lines.get_segments()
    ]
    bars.sort(reverse=True)
    totals = parties.frame[parties.frame["label"] == ""]
    values = [
        float(row[party])
        for _, row in totals.iterrows()
        for party in ("municipality", "state", "client", "employer", "society")
        if row[party] != 0 or party == "society"
    ]
    assert len(bars) == len(values) > 2
    for (_, start, end, colour), value in zip(bars, values, strict=True):
        assert (start, end) == (0, pytest.approx(value))
        assert colour == (DARK if value >= 0 else ACCENT).upper()
    names = [text.get_text() for text in axes.texts]
    assert names[1::2] == [dutch.euro(value) for value in values]
    # Each bar stands under its own name.
    tops = [text.get_position()[1] for text in axes.texts[::2]]
    levels = [level for top, bar in zip(tops, bars, strict=True) for level in (top, bar[0])]
    assert levels == sorted(levels, reverse=True)


def test_a_party_that_nothing_comes_from_or_goes_to_has_no_column() -> None:
    rows = cells_of(show.who_pays.table(published(cost_benefit.who_pays)))
    assert rows[1] == ["Post", dutch.capital(BEARERS["municipality"]), "Samenleving"]
    assert rows[2] == ["Per deelnemer, wat de uitkomst ook is"]
    assert all(cell.startswith(EURO) for cell in rows[3][1:])


def test_the_chart_of_who_pays_is_sound() -> None:
    assert_sound(lambda: chart(show.who_pays.chart(published(cost_benefit.who_pays))))
