"""Of protected data a researcher shows numbers of cleared results only."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import seaborn as sns
import seaborn.objects as so
from matplotlib.figure import Figure

from evalutils.disclosure import Publishable
from evalutils.errors import InputError
from evalutils.report.cleared_numbers import Cleared, ClearedNumbers
from evalutils.report.drawn_numbers import drawn_numbers, figure_of

FRAME = pd.DataFrame({"group": ["jong", "oud"], "count": [15.0, 40.0]})
NUMBERS = ClearedNumbers([Publishable(FRAME, pd.DataFrame(), True)], threshold=10)
RAW = pd.DataFrame({"group": ["jong", "oud"], "count": [13, 41]})


def test_what_is_computed_from_cleared_numbers_and_typed_ones_is_cleared() -> None:
    share = 100 * Cleared(15) / (Cleared(15) + Cleared(40))
    assert isinstance(share, Cleared)
    assert share == pytest.approx(100 * 15 / 55)
    assert isinstance(1 - Cleared(0.25), Cleared)


def test_a_number_of_pandas_makes_a_cleared_one_uncleared() -> None:
    assert not isinstance(Cleared(15) + RAW["count"].iloc[0], Cleared)
    assert not isinstance(RAW["count"].sum() - Cleared(15), Cleared)


def test_numbers_of_cleared_results_pass_and_others_are_counted_and_not_named() -> None:
    NUMBERS.check([15, 40.0, np.nan], "The table")
    with pytest.raises(InputError, match="The table has 2 numbers") as error:
        NUMBERS.check([15, 13, 41], "The table")
    assert "13" not in str(error.value)


def test_a_small_whole_number_is_not_cleared_by_a_month_or_rung_that_is_the_same() -> None:
    months = pd.DataFrame({"month": [6, 12], "share": [0.5, 41.2], "rung": ["7", "trede 8"]})
    numbers = ClearedNumbers([Publishable(months, pd.DataFrame(), True)], threshold=10)
    numbers.check([12, 0.5], "The table")
    numbers.check_text("trede 8", "The table")
    for raw in (6, 7, 8):
        with pytest.raises(InputError):
            numbers.check([raw], "The table")


def test_a_number_that_was_put_in_a_text_is_refused_unless_it_was_cleared() -> None:
    NUMBERS.check_text("Van 40 mensen", "The sentence")
    with pytest.raises(InputError):
        NUMBERS.check_text("Van 41 mensen", "The sentence")


def test_everything_of_public_figures_may_be_shown() -> None:
    ClearedNumbers([], threshold=None).check([13, 41], "The table")


@pytest.mark.parametrize(("frame", "shown"), [(FRAME, [15, 40]), (RAW, [13, 41])])
def test_bars_show_their_heights_whichever_way_they_stand(
    frame: pd.DataFrame, shown: list[float]
) -> None:
    for axes in ({"x": "group", "y": "count"}, {"x": "count", "y": "group"}):
        figure = Figure()
        sns.barplot(data=frame, ax=figure.subplots(), **axes)
        assert sorted(set(drawn_numbers(figure))) == shown


@pytest.mark.filterwarnings("ignore:The copy keyword")  # seaborn 0.13 with pandas 3
def test_lines_markers_heat_maps_and_plots_show_their_numbers() -> None:
    figure = Figure()
    line, points, heat = figure.subplots(3)
    sns.lineplot(data=RAW, x="group", y="count", ax=line)
    sns.scatterplot(data=RAW, x="group", y="count", ax=points)
    sns.heatmap([[7.0, 8.0]], ax=heat, cbar=False)
    assert {13, 41, 7, 8} <= set(drawn_numbers(figure))
    plot = so.Plot(RAW, x="group", y="count").add(so.Bar())
    assert set(drawn_numbers(figure_of(plot))) == {13, 41}


def test_a_single_bar_shows_its_height() -> None:
    figure = Figure()
    sns.barplot(data=RAW.iloc[:1], x="group", y="count", ax=figure.subplots())
    assert drawn_numbers(figure) == [13]


def test_the_figure_of_axes_and_grids_is_found_and_of_a_number_there_is_none() -> None:
    grid = sns.relplot(data=RAW, x="group", y="count")
    plt.close(grid.figure)
    assert figure_of(grid) is grid.figure
    assert figure_of(grid.ax) is grid.figure
    with pytest.raises(TypeError, match="A int is no figure"):
        figure_of(13)
