"""How clients are distributed over the rungs: told, drawn and listed."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from chart_checks import assert_readable, assert_sound, bars_of, lines_of
from filled_tables import ladder, protected, public, table
from ladder_samples import covered
from matplotlib.colors import to_hex
from outputs import SCHEME, cells_of, chart, sentence

from evalutils import ladder as analysis
from evalutils.dataset.library import LadderScheme
from evalutils.display import Nothing
from evalutils.show import rung_shares
from evalutils.show.chart_style import SERIES


def told(data: pd.DataFrame, rungs: int, clear: Any = public) -> str:
    result = clear(analysis.distribution(data, range(1, rungs + 1)))
    return sentence(rung_shares.sentence(result))


def test_the_fullest_rung_of_each_moment() -> None:
    text = told(ladder(current=[60, 30, 10], expected=[20, 30, 50]), 3)
    assert text == (
        "Bij de huidige trede staan de meeste cliënten op trede 1: 60,0%. "
        "Bij de verwachte trede staan de meeste cliënten op trede 3: 50,0%."
    )


def test_two_rungs_with_as_many_clients() -> None:
    assert "op trede 1 en 2: elk 40,0%." in told(ladder(current=[40, 40, 20]), 3)


def test_few_clients_on_a_ladder_give_an_interval() -> None:
    text = told(ladder(current=[12, 5, 3]), 3)
    assert text == (
        "Bij de huidige trede staan de meeste cliënten op trede 1; bij zo weinig mensen ligt het "
        "aandeel ergens tussen 34,5% en 81,0%."
    )


def test_one_counted_rung_is_no_distribution() -> None:
    data = table("ladder", {"moment": "current", "rung": "2", "count": 89})
    assert told(data, 6) == (
        "Bij de huidige trede is alleen het aantal bekend op trede 2 (89 cliënten). "
        "Voor een verdeling zijn de aantallen op alle treden nodig."
    )
    result = public(analysis.distribution(data, SCHEME.numbers))
    assert isinstance(rung_shares.chart(result, SCHEME), Nothing)


def test_one_client_is_singular() -> None:
    data = table("ladder", {"moment": "current", "rung": "2", "count": 1})
    assert "trede 2 (1 cliënt)" in told(data, 6)


def test_a_ladder_with_hidden_counts_says_so() -> None:
    text = told(ladder(current=[60, 30, 7]), 3, clear=protected)
    assert text.endswith("Kleine aantallen zijn weggelaten.")


def drawn(clear: Any = public, coverage: Any = None, **counts: list[int]) -> Any:
    result = clear(analysis.distribution(ladder(**counts), SCHEME.numbers))
    return chart(rung_shares.chart(result, SCHEME, coverage))


THREE = {"current": [60, 30, 10], "expected": [20, 30, 50], "target": [5, 15, 80]}


def test_every_bar_ends_at_its_share_the_highest_rung_on_top() -> None:
    (axes,) = drawn(**THREE).figure.axes
    found = sorted(bars_of(axes), reverse=True)
    # Of 100 clients a count is a percentage: per rung from 3 down, per moment from now on.
    assert [round(end, 6) for _, _, end in found] == [10, 50, 80, 30, 30, 15, 60, 20, 5]
    assert all(start == 0 for _, start, _ in found)


def test_every_moment_has_its_own_colour_also_in_the_legend() -> None:
    figure = drawn(**THREE).figure
    (axes,) = figure.axes
    by_color = {to_hex(bar.get_facecolor()): [] for bar in axes.patches}  # type: dict[str, list[float]]
    for bar in axes.patches:
        by_color[to_hex(bar.get_facecolor())].append(round(bar.get_width(), 6))
    now, expected, target = (sorted(by_color[color]) for color in SERIES[:3])
    assert (now, expected, target) == ([10, 30, 60], [20, 30, 50], [5, 15, 80])
    (legend,) = figure.legends
    names = {
        text.get_text(): to_hex(patch.get_facecolor())
        for text, patch in zip(legend.get_texts(), legend.get_patches(), strict=True)
    }
    assert names == dict(
        zip(["Huidige trede", "Verwachte trede", "Doeltrede"], SERIES, strict=False)
    )


def test_every_line_is_the_interval_of_its_bar() -> None:
    result = public(analysis.distribution(ladder(current=[60, 30, 10]), SCHEME.numbers))
    (axes,) = chart(rung_shares.chart(result, SCHEME)).figure.axes
    rows = result.key_figures.set_index("group").loc[["current:3", "current:2", "current:1"]]
    bars, lines = sorted(bars_of(axes), reverse=True), sorted(lines_of(axes), reverse=True)
    assert [place for place, *_ in lines] == pytest.approx([place for place, *_ in bars])
    assert [start for _, start, _ in lines] == pytest.approx(list(rows["lower"]))
    assert [end for *_, end in lines] == pytest.approx(list(rows["upper"]))


def test_a_hidden_share_has_no_bar_and_no_line_even_if_its_bounds_were_kept() -> None:
    result = protected(analysis.distribution(ladder(current=[60, 33, 7]), SCHEME.numbers))
    result = replace(result, frame=result.frame.fillna({"lower": 2.0, "upper": 14.0}))
    shown = chart(rung_shares.chart(result, SCHEME))
    assert "Trede 3: betaald werk geen aandeel" in shown.alt
    assert "nan" not in shown.alt
    (axes,) = shown.figure.axes
    bars, lines = sorted(bars_of(axes)), sorted(lines_of(axes))
    # 60 and 33 of 100, each rounded to 5.
    assert [round(end, 6) for *_, end in bars] == [60, 35]
    assert [place for place, *_ in lines] == pytest.approx([place for place, *_ in bars])


@pytest.mark.parametrize("counts", [THREE, {"current": [60, 30, 10]}])
def test_the_chart_is_the_same_twice_and_can_be_read(counts: dict[str, list[int]]) -> None:
    assert_sound(lambda: drawn(coverage=covered(51.8, "exact"), **counts))


def test_the_chart_names_its_coverage() -> None:
    caption = drawn(coverage=covered(51.8, "exact"), current=[60, 30, 10]).caption
    assert caption.endswith("; dekking 51,8%")


def test_the_ladder_runs_from_the_highest_rung_down_to_unknown() -> None:
    assert drawn(current=[60, 30, 10]).alt == (
        "Staafdiagram van de verdeling over de treden. Huidige trede: Trede 3: betaald werk 10,0%, "
        "Trede 2: sociale contacten 30,0%, Trede 1: geïsoleerd 60,0%."
    )


def test_a_rung_that_one_moment_lacks_has_no_share_there() -> None:
    data = table(
        "ladder",
        *({"moment": "current", "rung": rung, "share": 50} for rung in "12"),
        *({"moment": "target", "rung": rung, "share": 30} for rung in "123"),
    )
    result = public(analysis.distribution(data, [1, 2, 3]))
    shown = chart(rung_shares.chart(result, SCHEME))
    assert "Huidige trede: Trede 3: betaald werk geen aandeel" in shown.alt
    assert_readable(shown.figure)


def test_the_table_names_its_rungs_and_its_moments_once() -> None:
    data = ladder(current=[60, 30, 10], expected=[20, 30, 50])
    rows = cells_of(rung_shares.table(public(analysis.distribution(data, [1, 2, 3])), SCHEME))
    assert rows[1] == ["Trede", "Aantal", "Aandeel", "95%-interval"]
    assert rows[2] == ["Huidige trede"]
    assert rows[3] == ["1 geïsoleerd", "60", "60,0%", "48,0% tot 70,9%"]
    headings = [row[0] for row in rows[1:-1] if len(row) == 1]
    assert headings == ["Huidige trede", "Verwachte trede"]


def test_a_ladder_of_printed_shares_explains_the_missing_interval() -> None:
    data = table(
        "ladder",
        {"moment": "current", "rung": "1", "share": 60},
        {"moment": "current", "rung": "unknown", "share": 40.5},
    )
    scheme = LadderScheme("a", "A", "1", SCHEME.rungs[:1])
    rows = cells_of(rung_shares.table(public(analysis.distribution(data, [1])), scheme))
    assert [row[-1] for row in rows[3:5]] == ["60%", "40,5%"]
    assert rows[4][0] == "onbekend"
    assert "interval" in rows[5][0]
