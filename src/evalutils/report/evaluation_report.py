"""The one object a notebook opens: its evaluation, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.chapters import (
    OWN,
    AnalysisInputs,
    Chapter,
    analysis_named,
    chapters_of,
)
from evalutils.chapters.clearing import cleared, ledger_of
from evalutils.contracts.fixed_names import CHAPTER_TO_ROOT
from evalutils.contracts.shown_origin import Origin
from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import SYNTHETIC
from evalutils.dataset.codelists import InflowReason
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.find import find_evaluations
from evalutils.dataset.library import Destination, LadderScheme
from evalutils.dataset.load import kept_library as load_library
from evalutils.dataset.load import load_evaluation
from evalutils.dataset.told import told, told_library
from evalutils.disclosure import Clears, Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.errors import InputError
from evalutils.frames import GuardedTable
from evalutils.keys import EvaluationKey, select
from evalutils.literal import markdown
from evalutils.report.key_figure_rows import KeyFigures, key_figure_rows
from evalutils.report.origins import origin_of, places_of, sources_of
from evalutils.report.own_cells import OwnCells
from evalutils.report.own_counts import Counted, Where, cross_table
from evalutils.result import Result
from evalutils.sentence_case import closed
from evalutils.show import row_notes
from evalutils.trace import late, loading


@dataclass
class Report(OwnCells):
    """One chapter of one evaluation.

    Attributes
    ----------
    chapter
        The chapter.
    inputs
        The evaluation with the shared files, as analyses read them.
    published
        Everything that was cleared for this page, in order.
    """

    chapter: Chapter
    inputs: AnalysisInputs
    published: list[Publishable] = field(default_factory=list)
    _counted: dict[str, Counted] = field(default_factory=dict, repr=False)
    _named: dict[str, Publishable] = field(default_factory=dict, repr=False)
    _drawn: list[Any] = field(default_factory=list, repr=False)
    # By identity each cleared result as it was then; a notebook can change the frame of one.
    _kept: dict[int, Publishable] = field(default_factory=dict, repr=False)

    def __getitem__(self, name: str) -> Publishable:
        """What an analysis of the catalogue gives for this evaluation, cleared for the page.

        Raises
        ------
        InputError
            When there is no such analysis, or it gives a figure that the catalogue does not list.
        """
        shown = cleared(self.inputs, name, self._ledger)
        origin = origin_of(analysis_named(name), self.evaluation, shown)
        self._named[name] = self._keep(replace(shown, origin=origin))
        return self._named[name]

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evaluation; without rows when the source does not give it.

        Of a protected evaluation it does not show itself: a result of it does, once cleared.
        """
        found = self.inputs.table(name)
        return found if self.evaluation.disclosure == "published" else GuardedTable(found)

    def row_notes(self, name: str) -> HtmlTable | Nothing:
        """Note and place in the source of each row of a table that was typed."""
        rows = self.inputs.table(name)
        return row_notes.table(
            rows,
            TABLES[name],
            self.inputs.library.codelists,
            places_of(self.evaluation, name, rows, CHAPTER_TO_ROOT),
            protected=self.inputs.rule is not None,
        ).of(Origin(sources=sources_of(self.evaluation, name)))

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation with its tables."""
        return self.inputs.evaluation

    @property
    def scheme(self) -> LadderScheme:
        """The ladder scheme of the evaluation; see `AnalysisInputs.scheme`."""
        return self.inputs.scheme

    @property
    def inflow_reasons(self) -> Mapping[str, InflowReason]:
        """The codelist of reasons why clients come."""
        return self.inputs.library.inflow_reasons

    @property
    def destinations(self) -> Mapping[str, Destination]:
        """The codelist of destinations."""
        return self.inputs.library.destinations

    @property
    def national_durability(self) -> pd.DataFrame:
        """National shares that stayed away, per definition: context, not about this evaluation."""
        national = late("outflow.national_durability")
        return national(self.inputs.library.parameters)  # type: ignore[no-any-return]

    @cached_property
    def _ledger(self) -> Clears:
        """What all chapters show, together."""
        return ledger_of(self.inputs)

    def count(self, name: str, by: Sequence[str], where: Where | None = None) -> Publishable:
        """Count an own cross table, with its sums, and clear it beside what the chapters show.

        Parameters
        ----------
        name
            A table of counts, ``spells``, or ``clients``: who was measured, with the first and
            last rung and the groups.
        by
            Columns to count by.
        where
            Which rows count: values by column, or a function of the table.

        Returns
        -------
        Publishable
            The columns of `by` as texts, and ``count``; "totaal" names a sum.

        Raises
        ------
        InputError
            When there is no such table or column, or the counts may not be added up.
        """
        if name not in self._counted:
            counted = late("report.known_sets.counted_table")
            self._counted[name] = counted(name, self.inputs)
        counted = cross_table(self._counted[name], by, where)
        return self._keep(self._ledger.publish_also(counted))

    def publish(self, result: Result) -> Publishable:
        """Clear a result of one's own for this page and remember its key figures.

        Raises
        ------
        InputError
            When protected data have numbers in it that it does not name as counts or shares.
        """
        said = {*result.counts, *(share.column for share in result.shares)}
        numeric = {str(name) for name in result.exact.select_dtypes("number")}
        if self.inputs.rule is not None and numeric - said:
            raise InputError(
                f"report.publish: column '{min(numeric - said)}' has numbers. Name it in counts= "
                "or as a Share; make texts of numbers that only name the rows, such as months."
            )
        return self._keep(self._ledger.publish_also(result))

    def _keep(self, publishable: Publishable) -> Publishable:
        self.published.append(publishable)
        self._kept[id(publishable)] = replace(publishable, frame=publishable.frame.copy())
        return publishable

    def introduction(self) -> Prose:
        """What the page is about: organisation, period, and whether small numbers are hidden."""
        evaluation = self.evaluation
        text = (
            f"**{markdown(evaluation.title)}**, {closed(markdown(evaluation.organisation))} "
            f"Periode: {markdown(evaluation.period_label)}."
        )
        if evaluation.synthetic:
            text = f"**{SYNTHETIC}** {text}"
        rule = self.inputs.rule
        if rule is not None:
            text += (
                f" Aantallen onder {rule.threshold} zijn weggelaten en andere aantallen zijn "
                f"afgerond op {rule.rounding}{', naar boven of naar beneden' * bool(rule.key)}."
            )
        return Prose(text)

    def key_figures(self) -> KeyFigures:
        """All key figures of the page, to read and to compute further with."""
        frame, rule = key_figure_rows(self.published, self.inputs, self.chapter), self.inputs.rule
        found = late("show.summary_sentences.findings")(
            {**self._named}, self.destinations, self.evaluation.evidence
        )
        return KeyFigures(frame, CHAPTER_TO_ROOT, None if rule is None else rule.threshold, found)


def open_report(
    chapter: str, municipality: str, programme: str, period: str, data_dir: str
) -> Report:
    """Open the evaluation that the parameters of a notebook name.

    Parameters
    ----------
    chapter
        Name of the chapter, such as ``ladder`` or ``outflow_clients``.
    municipality, programme, period
        The evaluation.
    data_dir
        The data folder, relative to the notebook or absolute.

    Raises
    ------
    InputError
        When there is no such evaluation or it has no data for the chapter.
    DataError
        When its data do not meet the contract.
    """
    key = EvaluationKey(municipality, programme, period)
    evaluation = _loaded(key, data_dir)
    given = {item.name: item for item in chapters_of(evaluation)}
    if chapter not in given:
        available = ", ".join(given) or "none"
        raise InputError(f"{key} has no data for '{chapter}'. Available: {available}.")
    return Report(given[chapter], _inputs(evaluation, data_dir))


def open_evaluation(municipality: str, programme: str, period: str, data_dir: str) -> Report:
    """Open an evaluation in a notebook of one's own: all analyses, and figures named ``own.*``.

    Parameters and errors are those of `open_report`. Of patterns with ``*``, which a run fills in,
    the first evaluation that matches is opened: to work on the notebook in JupyterLab.
    """
    pattern = f"{municipality}/{programme}/{period}"
    with loading():
        key, *_ = select(find_evaluations(Path(data_dir)), [pattern])
    chapter = Chapter(OWN, title="", question="")
    return Report(chapter, _inputs(_loaded(key, data_dir), data_dir))


def _loaded(key: EvaluationKey, data_dir: str) -> Evaluation:
    with loading():
        return load_evaluation(Path(data_dir), key)


def _inputs(evaluation: Evaluation, data_dir: str) -> AnalysisInputs:
    with loading():
        library = load_library(Path(data_dir))
    return AnalysisInputs(told(evaluation), told_library(library))
