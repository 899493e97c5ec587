"""The charts of the book: the same bytes twice, a text for who cannot see, room for long names."""

from typing import Any

import pytest
from chart_checks import assert_readable, assert_sound
from filled_tables import caseload, exits, public, table
from outputs import CODELIST, chart, svg_of

from evalutils import outflow, show
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import FONT_POINTS, NAME_LINES, WIDTH_INCHES, round_top, shortened

LONG = (
    "Arbeidsongeschiktheidsverzekeringsmaatschappij en re-integratiebegeleiding voor mensen met "
    "een grote afstand tot de arbeidsmarkt, eerste en tweede tranche samen, $x_1$ en verder"
)
NUMBERS = caseload(stock_start=432, inflow=44, outflow=64, stock_end=414)


def groups(count: int, name: str = "groep") -> Chart:
    rows = [
        {"destination": "paid_work", "group": f"{name} {place}", "count": place, "base": "inflow"}
        for place in range(count)
    ]
    result = public(outflow.destinations(table("exits", *rows), caseload(inflow=100)))
    return chart(show.exit_destinations.chart(result, CODELIST))


def instruments(*rows: dict[str, Any]) -> Any:
    return show.instrument_shares.chart(
        public(outflow.instrument_shares(table("instruments", *rows)))
    )


def durable(*rows: dict[str, Any]) -> Any:
    return show.durable_shares.chart(public(outflow.durable_shares(table("durability", *rows))))


def targets(*rows: dict[str, Any], clear: Any = public) -> Any:
    return show.target_results.chart(clear(outflow.target_results(table("targets", *rows))))


def target(name: str, result: float | None, **columns: Any) -> dict[str, Any]:
    row = {"indicator": name, "target": 100, "result": result, "unit": "person"}
    return {**row, "direction": "at_least", **columns}


def account(clear: Any = public, **counts: int) -> Any:
    return show.caseload_account.chart(clear(outflow.caseload_account(caseload(**counts))))


EVERY_CHART = {
    "account": lambda: account(stock_start=432, inflow=44, outflow=64, stock_end=414),
    "destinations": lambda: groups(3),
    "instruments": lambda: instruments(
        {"instrument": "a", "started": 204, "exits_work": 83},
        {"instrument": LONG, "started": 27, "share_work": 13},
    ),
    "durability": lambda: durable(
        {"cohort": "a", "definition": "cbs_status", "months": 6, "exits": 75, "still_out": 64},
        {"cohort": "b", "definition": "fixed_date", "share": 60},
    ),
    "targets": lambda: targets(target("a", 120), target(LONG, 40), target("c", 90)),
}


@pytest.mark.parametrize("name", EVERY_CHART)
def test_a_chart_is_the_same_twice_and_can_be_read(name: str) -> None:
    assert_sound(EVERY_CHART[name])


@pytest.mark.parametrize(("count", "name"), [(2, "groep"), (60, "groep"), (20, LONG)])
def test_many_rows_and_long_names_stay_readable(count: int, name: str) -> None:
    figure = groups(count, name).figure
    assert_readable(figure)
    assert figure.get_figwidth() == WIDTH_INCHES


def test_letters_are_legible_on_a_phone() -> None:
    # 5.4 inches of 72 points on the 315 pixels that a phone of 390 has for a figure: letters of
    # 11.5 points become 9.3 pixels.
    assert FONT_POINTS * 315 / (WIDTH_INCHES * 72) >= 9


def test_the_names_of_rows_take_no_room_from_the_plot() -> None:
    short, long = groups(3).figure, groups(3, LONG).figure
    widths = [figure.axes[0].get_position().width for figure in (short, long)]
    assert widths[0] == widths[1] > 0.85


def test_a_name_is_wrapped_and_only_a_very_long_one_is_cut_short() -> None:
    assert shortened("kort") == ["kort"]
    assert " ".join(shortened("woord " * 15)) == ("woord " * 15).strip()
    lines = shortened(LONG * 3)
    assert len(lines) == NAME_LINES
    assert lines[-1].endswith("…")
    assert shortened("") == [""]


def test_dollar_signs_in_a_name_are_no_mathematics() -> None:
    svg_of(groups(2, "kosten $\\frac{1}{0$ en $"))  # would be an error as mathematics


def test_many_rows_are_described_in_part() -> None:
    assert groups(60).alt.endswith("en nog 48 in de tabel hieronder.")


def test_one_share_is_no_chart() -> None:
    result = public(outflow.destinations(exits(total=64, paid_work=14), None))
    assert isinstance(show.exit_destinations.chart(result, CODELIST), Nothing)
    assert isinstance(instruments({"instrument": "a", "started": 20, "exits_work": 8}), Nothing)


def test_without_shares_there_is_no_chart() -> None:
    assert isinstance(instruments({"instrument": "a"}, {"instrument": "b"}), Nothing)
    assert isinstance(targets(target("a", None)), Nothing)


def test_a_result_far_above_its_target_fits() -> None:
    shown = chart(targets(target("a", 5000), target("b", 50)))
    assert "5.000%" in shown.alt
    assert_readable(shown.figure)


@pytest.mark.parametrize(("highest", "top"), [(3, 25), (25, 25), (26, 50), (80, 100), (100, 100)])
def test_a_percent_axis_ends_at_a_round_number(highest: float, top: float) -> None:
    assert round_top(highest) == top


def test_a_chart_draws_the_first_fifty_rows_and_says_where_the_others_are() -> None:
    assert "getekend zijn" not in groups(50).caption
    many = groups(101)
    assert many.caption.endswith("; getekend zijn de eerste 50 van 101, de tabel noemt ze allemaal")
    assert many.figure.get_figheight() == pytest.approx(groups(50).figure.get_figheight())
    assert "en nog 89 in de tabel hieronder." in many.alt  # 101 - 12 that are named
    goals = chart(targets(*(target(f"doel {number}", 40) for number in range(60))))
    assert "de eerste 50 van 60" in goals.caption
    assert goals.figure.get_figheight() == pytest.approx(
        chart(
            targets(*(target(f"doel {number}", 40) for number in range(50)))
        ).figure.get_figheight()
    )
