"""Exit shares of all evaluations side by side, each cleared under its own disclosure rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from evalutils import dutch
from evalutils.chapters.across import COMPARED, side_by_side
from evalutils.chapters.quality import Lack, of_the_period
from evalutils.contracts.vocabulary import MEASURES, OWN_BASE, WORK
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Destination, Library
from evalutils.dataset.load import kept_library as load_library
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.told import told, told_library
from evalutils.disclosure import Publishable
from evalutils.outflow import moments
from evalutils.report.across_figures import across_figures, called, compared_figures, pooled_figures
from evalutils.report.compared_costs import compare_costs
from evalutils.report.compared_parts import exits_of, groups_of, lacks_of
from evalutils.report.key_figure_rows import KeyFigures
from evalutils.report.pooling import funnel_curve, pool
from evalutils.report.reasons import add_reasons
from evalutils.result import unchanged
from evalutils.statistics.calendar_months import elapsed, months_of
from evalutils.trace import late, loading

if TYPE_CHECKING:
    from evalutils.report.expected_shares import CaseMix

# What key_figures.csv calls a row of destinations.
_KEY = "group_key"


@dataclass(frozen=True)
class Comparison:
    """The selected evaluations and the shared files.

    Attributes
    ----------
    evaluations
        Those that may stand side by side: with invented clients only when there are no others. Of
        these the ones of which too much is missing are kept out.
    library
        The shared files.
    invented
        Those with invented clients that may not stand beside these.
    """

    evaluations: list[Evaluation]
    library: Library
    invented: Sequence[Evaluation] = ()

    @cached_property
    def _lacks(self) -> list[tuple[Evaluation, list[Lack]]]:
        """Every evaluation with what keeps it out."""
        return [(item, lacks_of(item, self.library)) for item in self.evaluations]

    @property
    def compared(self) -> list[Evaluation]:
        """The evaluations of which not too much is missing."""
        return [item for item, lacks in self._lacks if not lacks]

    def kept_out(self) -> Publishable:
        """The other evaluations, with what is missing of them.

        Returns
        -------
        Publishable
            Columns evaluation, municipality_name, title, period, what (see
            `evalutils.chapters.quality.Lack`), share (percent), qualifier and limit (percent).
        """
        found = [
            {**called(item), "what": lack.name, "share": lack.share}
            | {"qualifier": lack.qualifier, "limit": lack.limit}
            for item, lacks in self._lacks
            for lack in lacks
        ]
        protected = any(item.disclosure == "protected" for item, lacks in self._lacks if lacks)
        frame = _in_order(pd.DataFrame(found)) if found else pd.DataFrame()
        return Publishable(frame, pd.DataFrame(), protected)

    def exit_shares(self) -> Publishable:
        """Exit shares of all clients of each evaluation.

        Returns
        -------
        Publishable
            Columns evaluation, municipality_name, title, period, destination, label (its name),
            base_label, share, lower, upper (percent), count, n, reasons (why it cannot be
            compared), in alphabetical order of municipality, title and period.
        """
        return self._with("share", add_reasons)

    def exit_ratios(self) -> Publishable:
        """Exits beside a base whose people they are not, or not known to be, among.

        Returns
        -------
        Publishable
            The columns of `exit_shares` without reasons, and ratio (per 100), in the same order.
        """
        return self._with("ratio", unchanged)

    def _with(self, column: str, completed: Callable[[pd.DataFrame], pd.DataFrame]) -> Publishable:
        """The rows of all evaluations that have a number in a column."""
        found = [(item, given) for item, given in self._destinations if not given.empty]
        frames, figures = [], []
        for item, given in found:
            chosen = _chosen(item, given.frame, self.library.destinations, column)
            frames.append(_compared(item, given.frame, chosen, self.library.destinations))
            told = given.key_figures
            shown = told["indicator"].eq(f"outflow.{column}") & told["group"].isin(chosen[_KEY])
            if shown.any():
                figures.append(compared_figures(told[shown], item, self.library))
        frame = _in_order(pd.concat(frames, ignore_index=True)) if frames else pd.DataFrame()
        every = pd.concat(figures, ignore_index=True) if figures else pd.DataFrame()
        protected = any(given.protected for _, given in found)
        return Publishable(frame if frame.empty else completed(frame), every, protected)

    def pooled(self, shares: Publishable) -> tuple[Publishable, Publishable]:
        """Evaluations with counts and their random-effects mean: see `pooling.pool`."""
        rows, summary = pool(shares)
        known = {str(item.key): item for item in self.evaluations}
        figures = pooled_figures(rows.frame, summary.frame, known, self.library)
        one, whole = (
            replace(given, key_figures=told)
            for given, told in zip((rows, summary), figures, strict=True)
        )
        return one, whole

    def funnel_curve(self, rows: Publishable, summary: Publishable) -> Publishable:
        """Limits of the funnel plot of pooled evaluations: see `pooling.funnel_curve`."""
        return funnel_curve(summary, 0.0 if rows.empty else float(rows.frame["n"].max()))

    def costs(self) -> Publishable:
        """What programmes cost, over one horizon and in one price year: see `costs`."""
        return compare_costs(self.compared, self.library)

    @cached_property
    def case_mix(self) -> CaseMix:
        """What comparable people elsewhere did: see `expected_shares.case_mix`.

        Of invented clients only where no other evaluation follows clients.
        """
        expected = late("report.expected_shares.case_mix")
        return expected(self._following, self.library)  # type: ignore[no-any-return]

    @property
    def _following(self) -> Sequence[Evaluation]:
        real = [item for item in self.compared if "spells" in item.tables]
        return real or self.invented

    def keep(self) -> None:
        """Work out what it rests on of each evaluation, so that a notebook finds that kept."""
        _ = self._destinations
        for item in self._following:
            groups_of(item, self.library)

    def keep_together(self) -> None:
        """The same, with what it rests on because of the others: prices, months and groups."""
        self.keep()
        self.costs()
        _ = self.case_mix

    def key_figures(self, *shown: Publishable) -> KeyFigures:
        """The key figures of what the page shows."""
        every = (*self.compared, *self.invented)
        titles = {str(item.key): f"{item.title}, {item.period_label}" for item in every}
        return across_figures(shown, titles)

    @cached_property
    def _destinations(self) -> list[tuple[Evaluation, Publishable]]:
        """Of each evaluation where people went, cleared."""
        return [(item, exits_of(item, self.library)) for item in self.compared]


def open_comparison(data_dir: str, selection: str) -> Comparison:
    """Open the evaluations that a notebook's parameters name.

    Invented evaluations stand apart, unless all of them are invented.

    Parameters
    ----------
    data_dir
        The data folder.
    selection
        Patterns over municipality/programme/period, separated by spaces; empty selects all.

    Raises
    ------
    InputError
        When a pattern matches nothing.
    DataError
        When data do not meet the contract.
    """
    folder = Path(data_dir)
    with loading():
        every = load_evaluations(folder, selection.split())
        library = load_library(folder)
    return comparison_of(every, library)


def comparison_of(every: Sequence[Evaluation], library: Library) -> Comparison:
    """Those of these that may stand side by side, and the others."""
    evaluations = side_by_side(every)
    invented = [told(item) for item in every if item.synthetic and item not in evaluations]
    return Comparison(list(map(told, evaluations)), told_library(library), invented)


def _in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """By what the page shows of an evaluation, destinations as they stand."""
    by = ["municipality_name", "title", "evaluation"]
    order = frame[by].map(dutch.alphabetical).sort_values(by, kind="stable").index
    return frame.loc[order].reset_index(drop=True)


def _chosen(
    evaluation: Evaluation, frame: pd.DataFrame, codelist: Mapping[str, Destination], column: str
) -> pd.DataFrame:
    """The rows of its destinations that can stand beside those of others."""
    grouping = frame["destination"].map(lambda code: codelist[code].grouping)
    ours = of_the_period(evaluation, frame)
    return frame[grouping.isin(COMPARED) & ours & frame[column].notna()]


def _compared(
    evaluation: Evaluation,
    frame: pd.DataFrame,
    chosen: pd.DataFrame,
    codelist: Mapping[str, Destination],
) -> pd.DataFrame:
    grouping = frame["destination"].map(lambda code: codelist[code].grouping)
    ours = of_the_period(evaluation, frame)
    counted_until, base_until = _dates(evaluation)
    period = elapsed(evaluation.period_start, evaluation.period_end)
    kinds = frame[grouping.isin(WORK) & ours]["destination"]
    bases = {**MEASURES, "group_total": "alle vertrekkers", "": dutch.MISSING}
    named = chosen["base_label"].where(chosen["base"].eq(OWN_BASE), chosen["base"].map(bases))
    return pd.DataFrame(
        {
            **called(evaluation),
            "destination": chosen["destination"],
            _KEY: chosen[_KEY],
            "label": chosen["destination"].map(lambda code: codelist[code].label),
            "base_label": named,
            "destinations": dutch.listing(sorted({codelist[code].label for code in kinds})),
            "months": round(float(months_of(period))),
            "counted_until": counted_until,
            "base_until": base_until,
            **_circumstances(evaluation),
            "count": chosen["count"],
            "n": chosen["n"],
            "hidden_n": chosen["hidden_n"],
            "share": chosen["share"],
            "lower": chosen["lower"],
            "upper": chosen["upper"],
            "ratio": chosen["ratio"],
            "qualifier_share": chosen["qualifier_share"],
            "status": chosen["status"],
        }
    )


def _dates(evaluation: Evaluation) -> tuple[object, object]:
    """Until when the exits and their base were counted; missing when the source does not say."""
    caseload = evaluation.tables.get("caseload")
    found = moments(evaluation.tables["exits"], caseload)
    if found is None or caseload is None:
        return pd.NaT, pd.NaT
    return caseload["date"].iloc[found.exits], caseload["date"].iloc[found.base]


def _circumstances(evaluation: Evaluation) -> dict[str, bool]:
    """How people were chosen and followed, as far as the source says."""
    selection, tables = evaluation.selection, evaluation.tables
    caseload, lasting = tables.get("caseload"), tables.get("durability")
    return {
        "motivation": selection is not None and selection.motivation is True,
        "wage_value": selection is not None and selection.wage_value is True,
        "dated": caseload is not None and bool(caseload["date"].notna().any()),
        "one_date": lasting is not None and bool(lasting["definition"].eq("fixed_date").any()),
    }
