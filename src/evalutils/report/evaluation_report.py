"""The one object a notebook opens: its evaluation, and what of it may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from evalutils import dutch
from evalutils.contracts.chapters import analysis_of
from evalutils.contracts.key_figures import COLUMNS, MIME_TYPE
from evalutils.contracts.vocabulary import ANALYSES, SYNTHETIC
from evalutils.cost_benefit import Case
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Destination, LadderScheme, Library, load_library
from evalutils.dataset.load import load_evaluation
from evalutils.disclosure import Publishable, publish
from evalutils.display import Prose, Shown
from evalutils.errors import InputError
from evalutils.frames import records
from evalutils.guarded_table import GuardedTable
from evalutils.keys import EvaluationKey
from evalutils.literal import markdown
from evalutils.outflow import Window
from evalutils.outflow.national import national_durability
from evalutils.report.analysis_inputs import cost_case, disclosure_rule, table_of, window_of
from evalutils.result import Result
from evalutils.seal import Bundle
from evalutils.show import page_figures


@dataclass
class Report:
    """One analysis of one evaluation.

    Attributes
    ----------
    analysis
        Key of the analysis.
    evaluation
        The evaluation with its tables.
    library
        The shared files of the data folder.
    published
        Everything that was cleared for this page, in order.
    """

    analysis: str
    evaluation: Evaluation
    library: Library
    published: list[Publishable] = field(default_factory=list)

    def table(self, name: str) -> pd.DataFrame:
        """A table of the evaluation; without rows when the source does not give it.

        Of a protected evaluation it does not show itself: a result of it does, once cleared.
        """
        found = table_of(self.evaluation, name)
        return found if self.evaluation.disclosure == "published" else GuardedTable(found)

    @property
    def scheme(self) -> LadderScheme:
        """The ladder scheme of the evaluation.

        Raises
        ------
        InputError
            When the evaluation names none.
        """
        if self.evaluation.ladder is None:
            raise InputError(f"{self.evaluation.key} has no ladder scheme in evaluation.yaml.")
        return self.library.ladders[self.evaluation.ladder]

    @property
    def followed(self) -> bool:
        """Whether clients are followed until they come back on benefit."""
        return "benefits" in self.evaluation.tables

    @property
    def destinations(self) -> Mapping[str, Destination]:
        """The codelist of destinations."""
        return self.library.destinations

    @property
    def window(self) -> Window:
        """The period in which clients were followed, and the smallest step of a curve."""
        return window_of(self.evaluation, self.library)

    @property
    def national_durability(self) -> pd.DataFrame:
        """National shares that stayed away, per definition: context, not about this evaluation."""
        return national_durability(self.library.parameters)

    @property
    def cost_case(self) -> Case:
        """The amounts and assumptions of the evaluation, in the form of the model."""
        return cost_case(self.evaluation, self.library)

    def publish(self, result: Result) -> Publishable:
        """Clear a result for this page and remember its key figures."""
        publishable = publish(result, disclosure_rule(self.evaluation, self.library))
        self.published.append(publishable)
        return publishable

    def introduction(self) -> Prose:
        """What the page is about: organisation, period, and whether small numbers are hidden."""
        evaluation = self.evaluation
        text = (
            f"**{markdown(evaluation.title)}**, {markdown(evaluation.organisation)}. "
            f"Periode: {markdown(evaluation.period_label)}."
        )
        if evaluation.synthetic:
            text = f"**{SYNTHETIC}** {text}"
        rule = disclosure_rule(evaluation, self.library)
        if rule is not None:
            text += (
                f" Aantallen onder {rule.threshold} zijn weggelaten en andere aantallen zijn "
                f"afgerond op {rule.rounding}."
            )
        return Prose(text)

    def key_figures(self) -> KeyFigures:
        """All key figures of the page, to read and to compute further with."""
        key = self.evaluation.key
        return KeyFigures(
            key_figure_rows(self.published, key, self.analysis, self.evaluation.sources)
        )


@dataclass(frozen=True)
class KeyFigures(Shown):
    """The key figures of a page: a table for readers, records for key_figures.csv."""

    frame: pd.DataFrame

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        shown, _ = page_figures.table(self.frame)._repr_mimebundle_()
        return self.bundle({MIME_TYPE: records(self.frame), **shown})


def open_report(
    analysis: str, municipality: str, programme: str, period: str, data_dir: str
) -> Report:
    """Open the evaluation that the parameters of a notebook name.

    Parameters
    ----------
    analysis
        A key of the analyses, such as ``ladder`` or ``outflow_clients``.
    municipality, programme, period
        The evaluation.
    data_dir
        The data folder, relative to the notebook or absolute.

    Raises
    ------
    InputError
        When there is no such evaluation or it has no data for the analysis.
    DataError
        When its data do not meet the contract.
    """
    key = EvaluationKey(municipality, programme, period)
    evaluation = load_evaluation(Path(data_dir), key)
    if analysis not in evaluation.analyses:
        available = dutch.listing([ANALYSES[name] for name in evaluation.analyses]) or "geen"
        raise InputError(f"{key} has no data for '{analysis}'. Available: {available}.")
    return Report(analysis, evaluation, load_library(Path(data_dir)))


def key_figure_rows(
    published: list[Publishable], key: EvaluationKey, analysis: str, sources: tuple[str, ...]
) -> pd.DataFrame:
    """Rows of key_figures.csv; a figure without a source of its own gets the evaluation's."""
    frames = [item.key_figures for item in published if len(item.key_figures)]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    frame = pd.concat(frames, ignore_index=True)
    names = (key.municipality, key.programme, key.period, analysis_of(analysis))
    for column, value in zip(COLUMNS, names, strict=False):
        frame[column] = value
    frame["source"] = frame["source"].astype("object").fillna(" ".join(sources))
    return frame[list(COLUMNS)]
