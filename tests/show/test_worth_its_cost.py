"""The chance that the programme is worth its costs."""

from chart_checks import assert_sound
from outputs import cells_of, chart
from shown_costs import EURO, axes_of, by_colour, lines_by_colour, published

from evalutils import cost_benefit, dutch, show
from evalutils.show.chart_style import SERIES
from evalutils.show.draw_notes import of_draws


def test_every_curve_has_its_probability_at_every_amount() -> None:
    worth = published(cost_benefit.acceptable)
    lines = lines_by_colour(axes_of(chart(show.worth_its_cost.chart(worth))))
    parts = by_colour(worth.frame, SERIES)
    assert list(lines) == list(parts)
    for colour, part in parts.items():
        assert lines[colour]["x"].tolist() == part["amount"].tolist()
        assert lines[colour]["y"].tolist() == part["probability"].tolist()
    # The more of the exits is additional, the sooner it is worth it.
    assert lines[SERIES[0]]["y"].sum() > lines[SERIES[3]]["y"].sum()


def test_the_legend_says_how_many_of_a_hundred_are_additional() -> None:
    (legend,) = chart(show.worth_its_cost.chart(published(cost_benefit.acceptable))).figure.legends
    names = [text.get_text() for text in legend.get_texts()]
    assert names == [f"{extra} van de 100 extra" for extra in (100, 75, 50, 25)]


def test_the_table_has_the_chance_at_every_ten_thousand_euro() -> None:
    worth = published(cost_benefit.acceptable)
    rows = cells_of(show.worth_its_cost.table(worth))
    assert [row[0] for row in rows[2:8]] == [
        dutch.euro(amount) for amount in range(0, 50_001, 10_000)
    ]
    at = worth.frame[worth.frame["amount"] == 20_000].set_index("lost")["probability"]
    assert rows[4] == [f"{EURO}20.000", *(of_draws(chance) for chance in at)]
    # 7,000 * 0.55 at most 8,000 * 0.55 per participant, far below 20,000 for each of 55 of 100.
    assert rows[4][1] == "alle berekeningen"
    assert rows[4][5] == "geen berekening"


def test_the_chart_of_acceptability_is_sound() -> None:
    assert_sound(lambda: chart(show.worth_its_cost.chart(published(cost_benefit.acceptable))))
