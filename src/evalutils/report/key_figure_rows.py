"""The key figures of a page: a table for readers, rows for key_figures.csv."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import pandas as pd

from evalutils.chapters import OWN, AnalysisInputs, Chapter
from evalutils.contracts import summary_topics
from evalutils.contracts.indicators import label_of, with_group
from evalutils.contracts.key_figures import (
    CARRIED,
    KEY,
    MIME_TYPE,
    ORIGIN,
    STATUSES,
    figure_ids,
)
from evalutils.contracts.summary_topics import Finding
from evalutils.contracts.units import UNITS
from evalutils.contracts.vocabulary import labels
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library
from evalutils.disclosure import Publishable
from evalutils.display import TABLE_MIME, Shown
from evalutils.frames import records
from evalutils.report.figure_names import figure_name, group_label
from evalutils.report.figure_rows import DOCUMENTS, FigureRows
from evalutils.seal import Bundle
from evalutils.show import page_figures

# What the name of a figure of a researcher's own begins with.
OWN_FIGURES = "own."
# What the table of a page needs of a figure: what is carried, and the document of each row.
SHOWN = (*CARRIED, DOCUMENTS)


@dataclass(frozen=True)
class KeyFigures(Shown):
    """The key figures of a page: a table for readers, records for key_figures.csv.

    Attributes
    ----------
    frame
        A row per figure, with columns `SHOWN`.
    root
        The way from the page to the root of the book.
    threshold
        Of the disclosure rule; None where nothing is hidden.
    findings
        What the page found, for the summaries of the book.
    titles
        Of a page across evaluations, their titles by key.
    """

    frame: pd.DataFrame
    root: str
    threshold: int | None = None
    findings: Sequence[Finding] = ()
    titles: Mapping[str, str] | None = None

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        table = page_figures.table(self.frame, self.root, self.threshold, self.titles)
        shown, _ = table._repr_mimebundle_()
        shown.pop(TABLE_MIME, None)  # its file holds the records
        figures = records(self.frame[list(CARRIED)])
        carried = {MIME_TYPE: figures, summary_topics.MIME_TYPE: list(self.findings)}
        return self.bundle({**carried, **shown})


def key_figure_rows(
    published: list[Publishable], inputs: AnalysisInputs, chapter: Chapter
) -> pd.DataFrame:
    """Rows of key_figures.csv as a notebook carries them, with the document of each row.

    A figure without a source of its own gets the evaluation's.
    """
    evaluation = inputs.evaluation
    frames = [item.key_figures for item in published if len(item.key_figures)]
    if not frames:
        return pd.DataFrame(columns=list(SHOWN))
    frame = pd.concat(frames, ignore_index=True)
    if chapter.published_as == OWN:  # the others stand on the pages of their chapters
        frame = frame[frame["indicator"].str.startswith(OWN_FIGURES)]
    # Two results of a page may give the same figure.
    frame = frame.drop_duplicates().reset_index(drop=True)
    page = f"{evaluation.key.slug}--{chapter.name}"
    return placed(frame, evaluation, chapter.published_as, page, inputs.library)


def placed(
    frame: pd.DataFrame, evaluation: Evaluation, analysis: str, page: str, library: Library
) -> pd.DataFrame:
    """Figures of an evaluation as a notebook carries them: whose they are and where they are from.

    `page` begins their keys. Rows that they follow from may be in the frame already.
    """
    places = dict(zip(KEY, (*asdict(evaluation.key).values(), analysis), strict=False))
    sources = frame["source"].astype("object").fillna(" ".join(evaluation.sources))
    frame = frame.assign(**places, source=sources)
    known = frame if set(ORIGIN) <= set(frame) else with_rows(frame, evaluation)
    return with_names(known, page, library)


def with_rows(frame: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Figures of an evaluation with the rows that they follow from."""
    rows = FigureRows(evaluation)
    behind = [rows.behind(*figure) for figure in _figures(frame)]
    return frame.assign(
        **{name: [found[name] for found in behind] for name in (*ORIGIN, DOCUMENTS)}
    )


def with_names(frame: pd.DataFrame, page: str, library: Library) -> pd.DataFrame:
    """Figures of a page with their key and Dutch names."""
    groups = [group_label(*figure, library.codelists) for figure in _figures(frame)]
    return frame.assign(
        documents=frame.get(DOCUMENTS, ""),
        figure_label=[figure_name(*figure, library.codelists) for figure in _figures(frame)],
        indicator_label=frame["indicator"].map(label_of),
        group_label=groups,
        unit_label=frame["unit"].map(labels(UNITS)),
        status_label=frame["status"].map(STATUSES),
        id=figure_ids(page, _figures(frame)),
    )[list(SHOWN)]


def with_groups(frame: pd.DataFrame, groups: list[str]) -> pd.DataFrame:
    """Figures whose groups have names that follow from their data, not from their codes."""
    labels = map(with_group, frame["indicator_label"], groups)
    return frame.assign(group_label=groups, figure_label=list(labels))


def _figures(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    return zip(frame["indicator"], frame["group"].fillna(""), strict=True)


def own_row(
    indicator: str, value: float, *, unit: str, method: str, group: str, n: float | None
) -> pd.DataFrame:
    """The row of a figure of a researcher's own; one without a value was left out."""
    row = {
        "indicator": indicator,
        "group": group,
        "value": value,
        "lower": float("nan"),
        "upper": float("nan"),
        "n": float("nan") if n is None else float(n),
        "unit": unit,
        "method": method,
        "status": "suppressed" if pd.isna(value) else "computed",
        "source": None,
    }
    return pd.DataFrame([row])
