"""Slips of a researcher in cells of one's own that would show a number of protected data."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import seaborn as sns
import seaborn.objects as so
from matplotlib.axes import Axes
from matplotlib.figure import Figure

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))

from filled_tables import exits
from sample_evaluation import LIBRARY, evaluation

from evalutils.chapters import OWN, AnalysisInputs, Chapter
from evalutils.disclosure import Publishable
from evalutils.errors import InputError
from evalutils.outflow.exit_counts import exits_name
from evalutils.report import cleared_numbers
from evalutils.report.evaluation_report import Report
from evalutils.result import Result

RAW = 13
"""How many went to education; a page shows 15."""


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setattr(cleared_numbers, "_cells", lambda: ["100 * share", "axes.axvline(50)"])
    one = evaluation(disclosure="protected", exits=exits(total=64, paid_work=44, education=RAW))
    return Report(Chapter(OWN, "Eigen", ""), AnalysisInputs(one, LIBRARY))


@pytest.fixture
def cleared(page: Report) -> Publishable:
    return page["destinations"]


@pytest.fixture
def raw(page: Report) -> pd.DataFrame:
    return pd.DataFrame(page.table("exits"))


def bars(page: Report, cleared: Publishable) -> Axes:
    axes: Axes = page.draw(sns.barplot, cleared, x="count", y="destination")
    return axes


WRITTEN: dict[str, Callable[[Axes], Any]] = {
    "note": lambda axes: axes.text(0, 0, f"{RAW}"),
    "title": lambda axes: axes.set_title(f"n = {RAW}"),
    "title at the left": lambda axes: axes.set_title(f"n = {RAW}", loc="left"),
    "title above": lambda axes: axes.figure.suptitle(f"n = {RAW}"),
    "note beside": lambda axes: axes.figure.text(0, 0, f"n = {RAW}"),
    "axis": lambda axes: axes.set_xlabel(f"Mensen (n = {RAW})"),
    "ticks": lambda axes: axes.set_yticks([0, 1, 2], ["alle", "werk", f"school ({RAW})"]),
    "legend": lambda axes: axes.legend(axes.patches[:1], [f"n = {RAW}"]),
    "table": lambda axes: axes.table([[f"{RAW}"]]),
    "inset": lambda axes: axes.inset_axes((0, 0, 1, 1)).set_title(f"n = {RAW}"),
}


@pytest.mark.parametrize("write", WRITTEN.values(), ids=list(WRITTEN))
@pytest.mark.parametrize("by_hand", [False, True])
def test_a_raw_number_written_in_a_chart_is_refused(
    page: Report, cleared: Publishable, write: Callable[[Axes], Any], by_hand: bool
) -> None:
    if by_hand:
        axes = Figure().subplots()
        sns.barplot(cleared.frame, x="count", y="destination", ax=axes)
    else:
        axes = bars(page, cleared)
    write(axes)
    with pytest.raises(InputError, match="A text in the figure has 1 numbers") as error:
        page.show(axes, title="Waarheen", alternative="Staven.")
    assert str(RAW) not in str(error.value)


def test_a_raw_number_in_the_name_of_a_bar_is_refused(page: Report, cleared: Publishable) -> None:
    names = [f"{name} ({RAW})" for name in cleared.frame["destination"]]
    figure = Figure()
    frame = cleared.frame.assign(name=names)
    sns.barplot(frame, x="count", y="name", ax=figure.subplots())
    with pytest.raises(InputError, match="A text in the figure"):
        page.show(figure, title="Waarheen", alternative="Staven.")


DRAWN: dict[str, Callable[[Axes, Any], Any]] = {
    "slices": lambda axes, raw: axes.pie(raw),
    "image": lambda axes, raw: axes.imshow([raw]),
    "stairs": lambda axes, raw: axes.stairs(raw),
    "shape": lambda axes, raw: axes.fill([0, 1, 2], raw),
    "band": lambda axes, raw: axes.fill_between([0, 1, 2], raw),
    "bars on a logarithm": lambda axes, raw: (axes.bar(list("abc"), raw), axes.set_yscale("log")),
    "axis with words": lambda axes, raw: (
        axes.bar(list("abc"), raw),
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0f} mensen"),
    ),
    "two equal bars": lambda axes, raw: axes.bar([0, 1], [RAW, RAW]),
    "sizes of markers": lambda axes, raw: axes.scatter(list("abc"), list("abc"), s=raw),
    "inset": lambda axes, raw: axes.inset_axes((0, 0, 1, 1)).plot(raw),
    "second axis": lambda axes, raw: axes.twinx().plot(raw),
    "steps": lambda axes, raw: sns.histplot(x=raw, element="step", ax=axes),
    "boxes": lambda axes, raw: sns.boxplot(y=raw, ax=axes),
    "density": lambda axes, raw: sns.kdeplot(x=raw, ax=axes),
}


@pytest.mark.parametrize("plot", DRAWN.values(), ids=list(DRAWN))
@pytest.mark.filterwarnings("ignore:vert")  # seaborn 0.13 with matplotlib 3.11
def test_raw_numbers_drawn_in_any_shape_are_refused(
    page: Report, raw: pd.DataFrame, plot: Callable[[Axes, Any], Any]
) -> None:
    axes = Figure().subplots()
    plot(axes, raw["count"].to_numpy(dtype="float64"))
    with pytest.raises(InputError, match="The figure has"):
        page.show(axes, title="Waarheen", alternative="Vormen.")


def test_raw_numbers_added_to_a_chart_of_a_cleared_result_are_refused(
    page: Report, cleared: Publishable, raw: pd.DataFrame
) -> None:
    axes = bars(page, cleared)
    axes.scatter(raw["count"], [0, 1, 2])
    with pytest.raises(InputError, match="The figure has 3 numbers"):
        page.show(axes, title="Waarheen", alternative="Staven.")


def test_a_series_is_no_name_of_a_column_of_the_result(
    page: Report, cleared: Publishable, raw: pd.DataFrame
) -> None:
    with pytest.raises(InputError, match="x='column'"):
        page.draw(sns.barplot, cleared, x=raw["count"], y="destination")
    with pytest.raises(InputError, match="A DataFrame is no result"):
        page.draw(sns.barplot, raw, x="count", y="destination")


def by_position(page: Report, frame: pd.DataFrame) -> Figure:
    axes = Figure().subplots()
    axes.plot(range(len(frame)), frame["count"], "o")
    axes.set_xticks(range(len(frame)), frame["destination"])
    return axes


def finished(page: Report, cleared: Publishable) -> Axes:
    axes = bars(page, cleared)
    axes.bar_label(axes.containers[0])
    axes.axvline(50)
    axes.axvline(page.number(cleared, "count", destination="total") * 50 / 100)
    axes.set(xlabel="Mensen", xscale="log")
    return axes


@pytest.mark.parametrize(
    "plot",
    [
        lambda page, cleared: finished(page, cleared),
        lambda page, cleared: by_position(page, cleared.frame),
        lambda page, cleared: sns.catplot(cleared.frame, x="destination", y="count", kind="bar"),
        lambda page, cleared: sns.pointplot(cleared.frame, x="destination", y="count"),
        lambda page, cleared: cleared.frame.plot.bar(x="destination", y="count"),
        lambda page, cleared: so.Plot(cleared.frame, x="destination", y="count").add(so.Bar()),
        lambda page, cleared: sns.heatmap(
            cleared.frame.set_index("destination")[["count"]].astype("float64"), annot=True
        ),
    ],
)
@pytest.mark.filterwarnings("ignore:The copy keyword")
def test_charts_of_cleared_numbers_are_shown(
    page: Report, cleared: Publishable, plot: Callable[..., Any]
) -> None:
    page.show(plot(page, cleared), title="Waarheen", alternative="Een figuur.")


def test_a_number_counted_by_hand_is_not_cleared_by_what_it_is_divided_by(
    page: Report, cleared: Publishable, raw: pd.DataFrame
) -> None:
    total = page.number(cleared, "count", destination="total")
    with pytest.raises(InputError, match="The sentence has 1 numbers"):
        page.say("{share:%}", share=100 * int(raw["count"].iloc[2]) / total)
    share, size = 100 * (50 / total), round(total / 50)
    page.say("{share:%} {less} {size}", share=share, less=-total, size=size)


@pytest.mark.parametrize("value", [pd.Timestamp("1961-02-03"), [RAW], pd.Series([RAW])])
def test_a_date_or_several_numbers_are_not_said(page: Report, value: Any) -> None:
    with pytest.raises(InputError, match=r"The sentence has|give one number"):
        page.say("{value}", value=value)


def test_the_period_may_be_said(page: Report) -> None:
    assert "2020" in page.say("{day}", day=page.evaluation.period_start).text


@pytest.mark.parametrize(
    "words",
    [
        {"group": f"school ({RAW})", "method": ""},
        {"method": f"mean of {RAW} clients"},
        {"indicator": f"own.x{RAW}", "method": ""},
    ],
)
def test_the_words_of_a_key_figure_hold_no_raw_number(
    page: Report, cleared: Publishable, words: dict[str, str]
) -> None:
    total = page.number(cleared, "count", destination="total")
    with pytest.raises(InputError, match="has 1 numbers"):
        page.key_figure(**{"indicator": "own.x", **words}, value=total, unit="person")  # type: ignore[arg-type]


def test_a_heading_holds_no_raw_number(page: Report, cleared: Publishable) -> None:
    with pytest.raises(InputError, match="A heading"):
        page.show(cleared, title="Waarheen", headings={"count": f"Aantal (van {RAW})"})
    with pytest.raises(InputError, match="A heading"):
        page.show(cleared.frame[["destination"]].assign(**{f"n{RAW}": "x"}), title="Waarheen")


def test_a_result_that_was_changed_is_not_cleared_any_more(
    page: Report, cleared: Publishable, raw: pd.DataFrame
) -> None:
    cleared.frame["count"] = raw["count"].to_numpy(dtype="float64")
    for use in (
        lambda: page.show(cleared, title="Waarheen"),
        lambda: page.number(cleared, "count", destination="total"),
        lambda: bars(page, cleared),
    ):
        with pytest.raises(InputError, match="changed after it was cleared"):
            use()


def test_a_column_that_forgets_to_be_a_count_is_refused(page: Report, raw: pd.DataFrame) -> None:
    own = raw[["destination", "count"]].assign(status="computed", source=None)
    with pytest.raises(InputError, match=r"column 'count' has numbers. Name it in counts="):
        page.publish(Result(own))
    shown = page.publish(Result(own, counts=("count",))).frame
    assert RAW not in shown["count"].tolist()


def test_a_column_called_margin_is_no_way_around(page: Report, raw: pd.DataFrame) -> None:
    _ = page["destinations"]
    own = raw[["destination"]].assign(margin=raw["count"])
    with pytest.raises(InputError, match="The table has"):
        page.show(own, title="Waarheen")


def test_a_part_of_a_cleared_result_is_shown(page: Report, cleared: Publishable) -> None:
    page.show(cleared.frame[cleared.frame["destination"] != "total"], title="Waarheen")


def test_a_result_of_ones_own_is_cleared_beside_what_the_chapters_hide() -> None:
    few = exits(total=21, paid_work=12, moved=9)
    one = evaluation(disclosure="protected", exits=few)
    page = Report(Chapter(OWN, "Eigen", ""), AnalysisInputs(one, LIBRARY))
    frame = pd.DataFrame({"name": ["werk"], "count": [12], "status": "computed", "source": None})
    names = {(0, "count"): exits_name("paid_work")}
    own = page.publish(Result(frame, counts=("count",), names=names)).frame
    assert own["count"].isna().all()  # 10 beside a total of 20 would tell the 9
