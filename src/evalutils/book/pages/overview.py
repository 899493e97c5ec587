"""The table of evaluations: on the start page and on the pages above an evaluation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evalutils.book import site
from evalutils.book.markdown import link, page, table
from evalutils.book.pages.absent import no_results
from evalutils.book.pages.failed import NO_FAILURES, Failures, chapter_link, failures_notice
from evalutils.chapters import chapters_of
from evalutils.contracts.vocabulary import SYNTHETIC
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Source
from evalutils.literal import markdown


def overview_table(
    evaluations: Sequence[Evaluation],
    sources: Mapping[str, Source],
    failures: Failures = NO_FAILURES,
    *,
    with_municipality: bool = True,
) -> str:
    """Table of evaluations with their period, chapters and sources, a row each."""
    header = ["Programma", "Periode", "Hoofdstukken", "Bron"]
    rows = [_row(evaluation, sources, failures) for evaluation in evaluations]
    if with_municipality:
        header = ["Gemeente", *header]
        rows = [[municipality_link(of), *row] for of, row in zip(evaluations, rows, strict=True)]
    return table(header, rows)


def overview_sections(
    evaluations: Sequence[Evaluation],
    sources: Mapping[str, Source],
    failures: Failures = NO_FAILURES,
    *,
    compared: bool = True,
) -> str:
    """The table of the start page, and apart from it the evaluations with invented clients.

    `compared` tells whether the book has a comparison.
    """
    real = [item for item in evaluations if not item.synthetic]
    invented = [item for item in evaluations if item.synthetic]
    apart = "; in de vergelijking doen zij niet mee" if compared and real else ""
    return page(
        failures_notice(failures, evaluations),
        overview_table(real, sources, failures) if real else "",
        "## Voorbeeld met verzonnen cliënten" if invented else "",
        f"{SYNTHETIC} Deze evaluaties laten zien wat het boek van cliëntgegevens maakt{apart}."
        if invented
        else "",
        overview_table(invented, sources, failures) if invented else "",
    )


def _row(evaluation: Evaluation, sources: Mapping[str, Source], failures: Failures) -> list[str]:
    chapters = [chapter_link(evaluation, item, failures) for item in chapters_of(evaluation)]
    cited = [link(sources[key].title, site.source_file(key)) for key in evaluation.sources]
    return [
        link(evaluation.title, site.evaluation_file(evaluation.key)),
        markdown(evaluation.period_label),
        ", ".join(chapters) or no_results(evaluation),
        ", ".join(cited),
    ]


def municipality_link(evaluation: Evaluation) -> str:
    """A link to the page of the municipality of an evaluation."""
    return link(evaluation.municipality_name, site.municipality_file(evaluation.key))
