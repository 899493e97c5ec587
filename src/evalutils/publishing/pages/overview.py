"""The table of evaluations: on the start page and on the pages above an evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalutils.contracts.chapters import CHAPTER_TITLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Source
from evalutils.publishing import site
from evalutils.publishing.markdown import escape, link, table


def overview_table(
    evaluations: Sequence[Evaluation],
    sources: Mapping[str, Source],
    *,
    with_municipality: bool = True,
) -> str:
    """Table of evaluations with their period, chapters and sources.

    Parameters
    ----------
    evaluations
        The evaluations, one per row.
    sources
        The documents that they cite, by key.
    with_municipality
        Whether the first column names the municipality.
    """
    header = ["Programma", "Periode", "Hoofdstukken", "Bron"]
    rows = [_row(evaluation, sources) for evaluation in evaluations]
    if with_municipality:
        header = ["Gemeente", *header]
        rows = [
            [_municipality(evaluation), *row]
            for evaluation, row in zip(evaluations, rows, strict=True)
        ]
    return table(header, rows)


def _row(evaluation: Evaluation, sources: Mapping[str, Source]) -> list[str]:
    chapters = [
        link(CHAPTER_TITLES[name], site.chapter_file(evaluation.key, name))
        for name in evaluation.analyses
    ]
    cited = [link(sources[key].title, site.source_file(key)) for key in evaluation.sources]
    return [
        link(evaluation.title, site.evaluation_file(evaluation.key)),
        escape(evaluation.period_label),
        ", ".join(chapters) or "geen gemeten resultaten",
        ", ".join(cited),
    ]


def _municipality(evaluation: Evaluation) -> str:
    return link(evaluation.municipality_name, site.municipality_file(evaluation.key))
