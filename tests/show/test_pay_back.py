"""The months in which the costs of an exit are earned back."""

import math
from typing import Any

import pytest
from chart_checks import assert_readable, assert_sound
from filled_tables import RULE, protected, public, table
from matplotlib.colors import to_hex
from outputs import ITEM, cells_of, chart, full_sample, sentence
from shown_costs import EURO, axes_of, cost, dots_of

from evalutils import cost_benefit, show
from evalutils.display import Chart, Nothing, Prose
from evalutils.show.chart_style import ACCENT, DARK


def months(*rows: dict[str, Any]) -> Prose | Nothing:
    return show.pay_back.sentence(public(cost_benefit.break_even(table("costs", *rows), {})))


def test_pastiel_breaks_even_before_any_correction() -> None:
    text = sentence(months(cost(7000, "exit"), cost(1250, "exit_month", kind="benefit")))
    assert text.startswith(
        f"{EURO}7.000 kosten tegenover {EURO}15.000 uitkering per jaar: dat is 5,6 maanden "
        "uitkering, vóór elke correctie."
    )
    assert "in werkelijkheid duurt het daarom langer" in text
    assert "laagste en de hoogste" not in text


def test_a_range_of_amounts_gives_a_range_of_months() -> None:
    text = sentence(
        months(
            cost(6000, "exit", low=4000, high=9000),
            cost(1200, "exit_month", kind="benefit", low=1000, high=1600),
        )
    )
    assert "Met de laagste en de hoogste bedragen ligt dat tussen 2,5 en 9,0 maanden." in text


def test_a_saving_that_may_be_nothing_may_never_be_enough() -> None:
    text = sentence(
        months(cost(6000, "exit"), cost(1200, "exit_month", kind="benefit", low=0, high=1500))
    )
    assert "In het gunstigste geval is het 4,0 maanden" in text
    assert "nooit terugverdiend" in text


def test_without_a_saving_nothing_is_said_about_earning_back() -> None:
    assert isinstance(months(cost(7000, "exit")), Nothing)


def units(assumed: dict[str, Any], *rows: dict[str, Any], clear: Any = public) -> str:
    result = clear(cost_benefit.unit_costs(table("costs", *rows), assumed))
    return sentence(show.costs_per_unit.sentence(result))


def test_what_cannot_be_computed_is_named_and_not_zero() -> None:
    assert units({}, cost(3000, "participant", low=2000, high=4000)) == (
        f"Een deelnemer kost {EURO}3.000 (tussen {EURO}2.000 en {EURO}4.000). Met deze bron niet "
        "te berekenen: de kosten per uitstroom en de bespaarde uitkering. "
        "Een ontbrekend bedrag telt niet als nul."
    )


def test_an_amount_that_rests_on_few_persons_is_left_out() -> None:
    text = units({"exits": {"value": 4}}, cost(40_000, "programme"), clear=protected)
    assert "Weggelaten, want het aantal mensen is klein: de kosten per uitstroom." in text


def drawn(**saving: float) -> Chart:
    data = table(
        "costs", cost(7000, "exit"), {**ITEM, "kind": "benefit", "per": "exit_month", **saving}
    )
    return chart(show.pay_back.chart(public(cost_benefit.break_even(data, {}))))


def test_the_saving_meets_the_costs_where_the_dot_is() -> None:
    axes = axes_of(drawn(central=1250, low=1000, high=1400))
    lines = {to_hex(line.get_color()): line.get_xydata().tolist() for line in axes.lines}
    # The slowest case is 7,000 / 1,000 = 7 months; the axis runs to 1.5 x 7 or to 12.
    assert lines == {DARK: [[0, 0], [12, 12 * 1250]], ACCENT: [[0, 7000], [12, 7000]]}
    assert dots_of(axes) == [[(7000 / 1250, 7000.0)]]


def test_the_band_runs_from_the_fastest_to_the_slowest_case() -> None:
    axes = axes_of(drawn(central=1250, low=1000, high=1400))
    (band,) = axes.patches
    box = band.get_path().get_extents()
    assert (box.x0, box.x1) == (pytest.approx(7000 / 1400), pytest.approx(7000 / 1000))
    assert (box.y0, box.y1) == axes.get_ylim()
    assert not axes_of(drawn(central=1250)).patches


@pytest.mark.parametrize(
    ("saving", "words"),
    [
        ({"central": 1250}, "na 5,6 maanden."),
        ({"central": 7000}, "na 1,0 maanden."),
        ({"central": 10}, "na 700,0 maanden."),
        ({"central": 1250, "low": 0}, "na 5,6 maanden."),
        (
            {"central": 1250, "low": 1000, "high": 1400},
            "na 5,6 maanden, in het gunstigste geval 5,0 en in het ongunstigste 7,0.",
        ),
    ],
)
def test_break_even_is_drawn_and_told(saving: dict[str, float], words: str) -> None:
    assert drawn(**saving).alt.endswith(words)
    assert_readable(drawn(**saving).figure)


def test_the_chart_of_the_months_is_sound() -> None:
    assert_sound(lambda: drawn(central=1250, low=1000, high=1500))


def test_amounts_on_few_persons_have_no_chart() -> None:
    data = table(
        "costs",
        {**ITEM, "per": "programme", "central": 7000},
        {**ITEM, "kind": "benefit", "per": "exit_month", "central": 100},
    )
    hidden = protected(cost_benefit.break_even(data, {"exits": {"value": 4}}), RULE)
    assert isinstance(show.pay_back.chart(hidden), Nothing)


def test_break_even_shows_its_range_only_when_there_is_one() -> None:
    # 6,000 / 1,250 = 4.8 and 8,000 / 1,250 = 6.4
    data = full_sample()["costs"]
    rows = cells_of(show.pay_back.table(public(cost_benefit.break_even(data, {}))))
    assert rows[4:7] == [
        ["Terugverdientijd in maanden", "5,6"],
        ["Gunstigste geval", "4,8"],
        ["Ongunstigste geval", "6,4"],
    ]
    data = data.assign(low=math.nan, high=math.nan)
    rows = cells_of(show.pay_back.table(public(cost_benefit.break_even(data, {}))))
    assert "Gunstigste geval" not in [row[0] for row in rows]
