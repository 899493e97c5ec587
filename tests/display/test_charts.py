"""The charts of the book: the same bytes twice, a text for who cannot see, room for long names."""

import re
from dataclasses import replace
from typing import Any

import pytest
from client_samples import moved
from filled_tables import RULE, caseload, exits, ladder, protected, public, table
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from outputs import CODELIST, SCHEME, chart, svg_of

from evalutils import charts, cost_benefit, outflow, show
from evalutils import ladder as ladder_analysis
from evalutils.dataset.evaluation import Coverage
from evalutils.display import Chart, Nothing
from evalutils.show.chart_style import FONT_POINTS, NAME_LINES, WIDTH_INCHES, round_top, shortened

LONG = (
    "Arbeidsongeschiktheidsverzekeringsmaatschappij en re-integratiebegeleiding voor mensen met "
    "een grote afstand tot de arbeidsmarkt, eerste en tweede tranche samen, $x_1$ en verder"
)
NUMBERS = caseload(stock_start=432, inflow=44, outflow=64, stock_end=414)
ITEM = {"item": "post", "kind": "cost", "bearer": "municipality", "price_year": 2020}


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


def costs(**saving: float) -> Any:
    data = table(
        "costs",
        {**ITEM, "per": "exit", "central": 7000},
        {**ITEM, "kind": "benefit", "per": "exit_month", **saving},
    )
    return charts.cost_benefit.break_even(public(cost_benefit.break_even(data, {})))


def facing(**counts: list[int | None]) -> Any:
    result = public(ladder_analysis.distribution(ladder(**counts), [1, 2, 3]))
    return charts.ladder.facing(result, SCHEME)


def test_facing_ladders_name_both_shares_of_every_rung() -> None:
    text = facing(current=[60, 30, 10], expected=[20, 30, 50]).alt
    assert "Trede 3: betaald werk 10,0% en 50,0%" in text
    assert "Trede 1: geïsoleerd 60,0% en 20,0%" in text
    assert "onbekend" not in text


@pytest.mark.parametrize(
    "counts", [{"current": [1, 2, 3]}, {"current": [1, 2, 3], "target": [1, None, 3]}]
)
def test_no_facing_ladders_without_two_full_distributions(counts: Any) -> None:
    assert isinstance(facing(**counts), Nothing)


def standing(clear: Any = public, **counts: list[int]) -> Any:
    result = clear(ladder_analysis.distribution(ladder(**counts), [1, 2, 3]))
    return charts.ladder.distribution(result, SCHEME)


def counted_steps(*steps: tuple[str, str, int], coverage: Any = None, clear: Any = public) -> Any:
    data = table(
        "ladder_moves",
        *(
            {"from_rung": start, "to_rungs": goal, "basis": "expected", "count": count}
            for start, goal, count in steps
        ),
    )
    result = clear(ladder_analysis.moves(data, ladder()))
    return charts.ladder.counted_flow(result, SCHEME, coverage)


def client_steps() -> tuple[Any, Any, Any]:
    clients = moved(s12=1200, s22=30, s21=20, s13=10)
    steps = public(ladder_analysis.client_transitions(clients, SCHEME.numbers))
    return steps, SCHEME, public(ladder_analysis.client_coverage(clients))


def covered(share: float = 60, qualifier: str = "circa") -> Any:
    stated = Coverage(share, qualifier, "verslag-2020", "blz. 1")
    return public(ladder_analysis.coverage(stated))


def test_counted_steps_stand_in_a_flow_chart_with_their_coverage() -> None:
    shown = counted_steps(("2", "3-4", 37), ("2", "same", 17), coverage=covered())
    assert shown.alt.endswith("van 2 naar 3-4: 37; van 2 naar 2: 17.")
    assert shown.caption.endswith("dekking ongeveer 60%")


def test_a_hidden_step_has_no_band() -> None:
    shown = counted_steps(("2", "3-4", 37), ("2", "same", 9), clear=protected)
    assert shown.alt.endswith("van 2 naar 3-4: 35.")


def test_without_counted_steps_there_is_no_flow_chart() -> None:
    assert isinstance(counted_steps(), Nothing)


def test_every_chart_of_a_distribution_names_its_coverage() -> None:
    counts = ladder(current=[60, 40], expected=[20, 80])
    shares = public(ladder_analysis.distribution(counts, [1, 2]))
    bounds = public(ladder_analysis.movement_bounds(counts, [1, 2]))
    scheme = replace(SCHEME, rungs=SCHEME.rungs[:2])
    for shown in (
        charts.ladder.distribution(shares, scheme, covered(51.8, "exact")),
        charts.ladder.facing(shares, scheme, covered(51.8, "exact")),
        charts.ladder.movement(bounds, covered(51.8, "exact")),
    ):
        assert chart(shown).caption.endswith("; dekking 51,8%")


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
    "facing ladders": lambda: facing(current=[60, 30, 10], expected=[20, 30, 50]),
    "ladder bounds": lambda: charts.ladder.movement(
        public(ladder_analysis.movement_bounds(ladder(current=[60, 40], target=[20, 80]), [1, 2]))
    ),
    "counted steps": lambda: counted_steps(("2", "3-4", 37), ("2", "same", 17), ("3", "1-2", 4)),
    "client steps": lambda: charts.ladder_clients.flow(*client_steps()),
    "heat map": lambda: charts.ladder_clients.transitions(*client_steps()[::2]),
    "ladder": lambda: standing(current=[60, 30, 10], expected=[20, 30, 50], target=[10, 30, 60]),
    "break_even": lambda: costs(central=1250, low=1000, high=1500),
}


@pytest.mark.parametrize("name", EVERY_CHART)
def test_the_same_chart_is_the_same_bytes_twice(name: str) -> None:
    assert svg_of(EVERY_CHART[name]()) == svg_of(EVERY_CHART[name]())


@pytest.mark.parametrize("name", EVERY_CHART)
def test_a_chart_travels_with_its_texts(name: str) -> None:
    shown = EVERY_CHART[name]()
    _, metadata = shown._repr_mimebundle_()
    texts = metadata["evalutils"]
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", texts["name"])
    assert texts["caption"]
    assert re.search(r"\d", texts["alt"]), "an alternative text holds the main numbers"
    assert texts["alt"].endswith(".")
    assert not re.search(r"[/\\]|\.(png|svg)|nan", texts["alt"])
    assert "<svg" in svg_of(shown)
    assert "<dc:date" not in svg_of(shown)


@pytest.mark.parametrize("name", EVERY_CHART)
def test_no_two_texts_overlap_and_none_leaves_the_picture(name: str) -> None:
    assert_readable(EVERY_CHART[name]().figure)


@pytest.mark.parametrize(("count", "name"), [(2, "groep"), (60, "groep"), (20, LONG)])
def test_many_rows_and_long_names_stay_readable(count: int, name: str) -> None:
    figure = groups(count, name).figure
    assert_readable(figure)
    assert figure.get_figwidth() == WIDTH_INCHES


def assert_readable(figure: Figure) -> None:
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    boxes = []
    for text in drawn_texts(figure):
        box = text.get_window_extent(renderer)
        assert figure.bbox.x0 - 2 <= box.x0, f"'{text.get_text()}' is cut off"
        assert box.x1 <= figure.bbox.x1 + 2, f"'{text.get_text()}' is cut off"
        assert figure.bbox.y0 - 2 <= box.y0, f"'{text.get_text()}' is cut off"
        assert box.y1 <= figure.bbox.y1 + 2, f"'{text.get_text()}' is cut off"
        boxes.append((box.shrunk(0.9, 0.8), text.get_text()))
    for place, (box, text) in enumerate(boxes):
        for other, other_text in boxes[place + 1 :]:
            assert not box.overlaps(other), f"'{text}' overlaps '{other_text}'"


def drawn_texts(figure: Figure) -> list[Text]:
    """The texts of a chart, without the labels of ticks beyond the end of an axis."""
    texts = []
    for axes in figure.axes:
        texts += [*axes.texts, axes.xaxis.label, axes.title]
        for axis in (axes.xaxis, axes.yaxis):
            low, high = sorted(axis.get_view_interval())
            places = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
            texts += [label for place, label in places if low <= place <= high]
    for legend in figure.legends:
        texts += legend.get_texts()
    return [text for text in texts if text.get_text().strip()]


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
    none = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    result = public(ladder_analysis.distribution(none, [1, 2, 3]))
    assert isinstance(charts.ladder.distribution(result, SCHEME), Nothing)


def test_a_result_far_above_its_target_fits() -> None:
    shown = chart(targets(target("a", 5000), target("b", 50)))
    assert "5.000%" in shown.alt
    assert_readable(shown.figure)


def test_the_ladder_runs_from_the_highest_rung_down_to_unknown() -> None:
    alt = chart(standing(current=[60, 30, 10])).alt
    assert alt == (
        "Staafdiagram van de verdeling over de treden. Huidige trede: Trede 3: betaald werk 10,0%, "
        "Trede 2: sociale contacten 30,0%, Trede 1: geïsoleerd 60,0%."
    )


def test_a_hidden_rung_is_named_without_a_share() -> None:
    alt = chart(standing(protected, current=[60, 33, 7])).alt
    assert "Trede 3: betaald werk geen aandeel" in alt
    assert "nan" not in alt


def test_a_rung_that_one_moment_lacks_has_no_share_there() -> None:
    data = table(
        "ladder",
        *({"moment": "current", "rung": rung, "share": 50} for rung in "12"),
        *({"moment": "target", "rung": rung, "share": 30} for rung in "123"),
    )
    result = public(ladder_analysis.distribution(data, [1, 2, 3]))
    shown = chart(charts.ladder.distribution(result, SCHEME))
    assert "Huidige trede: Trede 3: betaald werk geen aandeel" in shown.alt
    assert_readable(shown.figure)


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
    shown = chart(costs(**saving))
    assert shown.alt.endswith(words)
    assert_readable(shown.figure)


def test_amounts_on_few_persons_have_no_chart() -> None:
    data = table(
        "costs",
        {**ITEM, "per": "programme", "central": 7000},
        {**ITEM, "kind": "benefit", "per": "exit_month", "central": 100},
    )
    hidden = protected(cost_benefit.break_even(data, {"exits": {"value": 4}}), RULE)
    assert isinstance(charts.cost_benefit.break_even(hidden), Nothing)


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
