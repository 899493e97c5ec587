"""The figures of several periods, or cohorts, as points of series; only cleared ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from evalutils.chapters import AnalysisInputs, analyses_of
from evalutils.chapters.clearing import cleared
from evalutils.contracts.breaks import direction, in_series
from evalutils.contracts.indicators import INDICATORS
from evalutils.contracts.spans import Span
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.kept.folder_reading import POINTS
from evalutils.dataset.library import Library
from evalutils.dataset.told import kept
from evalutils.disclosure import Publishable
from evalutils.frames import rows as each_row
from evalutils.report.figure_names import figure_name
from evalutils.report.figure_rows import PLACES, FigureRows, of_evaluation
from evalutils.report.merged_places import Moment, with_sums
from evalutils.sentence_case import capital

# Of a curve a series shows one month.
MONTH = 12
_CURVES = {"outflow.survival", "outflow.cumulative_incidence", "outflow.group_share"} | {
    "outflow.durable_incidence",
    "outflow.reentry",
    "outflow.mean_reentries",
}
_YEAR_OF_DAY = re.compile(r"\b\d{4}-(?=(?:\d\d-\d\d|q\d|h\d|\d\d)\b)")
POINT = (
    *("indicator", "group", "value", "lower", "upper", "n", "unit", "method", "status", "source"),
    *PLACES,
)


def moment_of(evaluation: Evaluation) -> Moment:
    """The period of an evaluation."""
    one = evaluation
    return Moment(one.key.period, one.period_label, one.period_start, one.period_end)


def points_of_periods(evaluations: Sequence[Evaluation], library: Library) -> pd.DataFrame:
    """Every figure of every period that a series can be made of.

    Returns
    -------
    DataFrame
        Columns of `POINT`, `figure` (what is the same in all periods), `place` (of the period,
        from 0), `label` (Dutch) and `direction`, the figures in the order of the book.
    """
    frames = [
        figures_of_period(item, library).assign(place=place)
        for place, item in enumerate(evaluations)
    ]
    points = pd.concat(frames, ignore_index=True)
    if points.empty:
        return points
    points["figure"] = points["indicator"] + ":" + points["group"].map(_without_year)
    moments = [*map(moment_of, evaluations)]
    points = with_sums(points, moments, library)
    return _named(points, library)


def points_of_cohorts(
    evaluation: Evaluation, library: Library
) -> tuple[pd.DataFrame, list[Moment], list[str]]:
    """The shares that lasted of the cohorts of table durability, as `points_of_periods`.

    Returns
    -------
    tuple
        The points, the cohorts in the order of time, and the definition of each figure.
    """
    shown = cleared(AnalysisInputs(evaluation, library), "durable_shares")
    frame = shown.frame.sort_values(["cohort_start", "cohort_end", "cohort"], kind="stable")
    moments = [
        Moment(row.cohort, row.cohort, row.cohort_start, row.cohort_end)
        for row in each_row(frame.drop_duplicates("cohort"))
    ]
    places = {moment.key: place for place, moment in enumerate(moments)}
    months = frame["months"].map(lambda value: "" if pd.isna(value) else f"{value:g}")
    of_group = (":" + frame["group"]).where(frame["group"] != "", "")
    groups = frame["definition"] + ":" + months + of_group
    points = frame.assign(
        indicator="outflow.durable_share",
        group=groups + ":" + frame["cohort"],
        value=frame["share"],
        n=frame["exits"],
        unit="percent",
        place=frame["cohort"].map(places),
    )
    points = _with_places(points, evaluation).assign(group=groups)
    points = points[points["value"].notna()]
    points["figure"] = points["indicator"] + ":" + points["group"]
    points = points[[*POINT, "figure", "place"]].reset_index(drop=True).assign(borders="")
    named = _named(points, library)
    return named, moments, sorted(set(frame["definition"]))


def figures_of_period(evaluation: Evaluation, library: Library) -> pd.DataFrame:
    """The key figures of one period, as its own pages show them.

    Those of a public one are kept, so that of many years only what changed is worked out anew;
    of a protected one what may be shown is kept, which rests on the others.
    """
    if evaluation.disclosure == "protected":
        return _figures(AnalysisInputs(evaluation, library))
    return kept(evaluation, POINTS, lambda: _figures(AnalysisInputs(evaluation, library)))


def _figures(inputs: AnalysisInputs) -> pd.DataFrame:
    frames = []
    for analysis in analyses_of(inputs.evaluation):
        if any(map(in_series, analysis.indicators)):
            shown: Publishable = cleared(inputs, analysis.name)
            frames.append(shown.key_figures)
    frames = [frame for frame in frames if len(frame)]
    if not frames:
        return pd.DataFrame(columns=list(POINT))
    frame = pd.concat(frames, ignore_index=True)
    frame["group"] = frame["group"].fillna("").astype("object")
    names = frame["indicator"]
    at_month = ~names.isin(_CURVES) | frame["group"].map(lambda text: str(MONTH) in text.split(":"))
    frame = frame[names.map(in_series) & at_month & frame["value"].notna()]
    frame = _with_places(frame.drop_duplicates(["indicator", "group"]), inputs.evaluation)
    own = Span(inputs.evaluation.period_start, inputs.evaluation.period_end).key
    return _without_own_period(frame[list(POINT)], own)


def _with_places(frame: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Figures with the rows of their evaluation that they follow from, which say whose they are."""
    rows = FigureRows(evaluation)
    found = [rows.behind(*one) for one in zip(frame["indicator"], frame["group"], strict=True)]
    told = {name: [one[name] for one in found] for name in PLACES}
    told["rows"] = [of_evaluation(one, evaluation.key) for one in told["rows"]]
    return frame.assign(**told)


def _without_own_period(frame: pd.DataFrame, own: str) -> pd.DataFrame:
    """Groups without the period of the evaluation, where that leaves each another group."""
    groups = frame["group"].map(
        lambda group: ":".join(part for part in group.split(":") if part != own)
    )
    once = ~frame.assign(group=groups).duplicated(["indicator", "group"], keep=False)
    return frame.assign(group=groups.where(once, frame["group"]))


def _without_year(group: str) -> str:
    """A group without the years of its days and quarters: 30 September of whatever year."""
    return _YEAR_OF_DAY.sub("", group)


def _named(points: pd.DataFrame, library: Library) -> pd.DataFrame:
    """The points with the Dutch name of their figure, from its last period, and its direction."""
    last = points.drop_duplicates("figure", keep="last").set_index("figure")
    labels, directions = {}, {}
    for figure, indicator, group in zip(last.index, last["indicator"], last["group"], strict=True):
        labels[figure] = capital(figure_name(indicator, group, library.codelists))
        directions[figure] = direction(indicator, _kind(group, library))
    order = {name: place for place, name in enumerate(INDICATORS)}
    numbers = {name: points[name].astype("float64") for name in ("value", "lower", "upper", "n")}
    # The range of an amount is no confidence interval.
    amounts = points["indicator"].str.startswith("cost_benefit.")
    numbers |= {name: numbers[name].mask(amounts) for name in ("lower", "upper")}
    return points.assign(
        **numbers,
        label=points["figure"].map(labels),
        direction=points["figure"].map(directions),
        order=points["indicator"].map(order),
    ).sort_values(["order", "figure", "place"], kind="stable", ignore_index=True)


def _kind(group: str, library: Library) -> str:
    """The grouping of the destination in a group; a group may name the grouping itself."""
    for part in group.split(":"):
        if part in library.destinations:
            return library.destinations[part].grouping
    return group.partition(":")[0]
