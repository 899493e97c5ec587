"""The start page, and the list of evaluations: there and on the pages above an evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import box, definition_list, link, page
from evalutils.book.pages.absent import no_results
from evalutils.book.pages.failed import NO_FAILURES, Failures, chapter_link, failures_notice
from evalutils.book.publication import Publication
from evalutils.chapters import chapters_of
from evalutils.contracts.vocabulary import SYNTHETIC
from evalutils.dataset.evaluation import Evaluation
from evalutils.literal import markdown


def publication_box(publication: Publication) -> str:
    """Edition and date, who publishes the book, and whom to ask."""
    edition = f"{publication.edition}, {dutch.long_date(publication.date)}"
    entries = (
        ("Uitgave", edition),
        ("Uitgever", publication.publisher),
        ("Vragen", publication.contact),
    )
    return box(definition_list([(name, markdown(text)) for name, text in entries]), "facts")


def evaluation_list(evaluations: Sequence[Evaluation], failures: Failures = NO_FAILURES) -> str:
    """Each evaluation with its period, and its chapters on the next line."""
    return "\n".join(_item(evaluation, failures) for evaluation in evaluations)


def overview_sections(
    evaluations: Sequence[Evaluation], failures: Failures = NO_FAILURES, *, compared: bool = True
) -> str:
    """The evaluations of the start page, and apart from them those with invented clients.

    `compared` tells whether the book has a comparison.
    """
    real = [item for item in evaluations if not item.synthetic]
    invented = [item for item in evaluations if item.synthetic]
    apart = (
        "; in de vergelijking staan zij niet naast echte evaluaties" if compared and real else ""
    )
    return page(
        failures_notice(failures, evaluations),
        _by_municipality(real, failures),
        "## Voorbeeld met verzonnen cliënten" if invented else "",
        f"{SYNTHETIC} Deze evaluaties laten zien wat het boek van cliëntgegevens maakt{apart}."
        if invented
        else "",
        _by_municipality(invented, failures),
    )


def _by_municipality(evaluations: Sequence[Evaluation], failures: Failures) -> str:
    entries = [
        (link(item.title, item.file), _below(item, failures))
        for item in site.by_municipality(evaluations)
    ]
    return box(definition_list(entries), "overview") if entries else ""


def _below(municipality: site.Municipality, failures: Failures) -> str:
    """The list of a municipality, within a definition: every line after the first is indented."""
    return evaluation_list(municipality.evaluations, failures).replace("\n", "\n  ")


def _item(evaluation: Evaluation, failures: Failures) -> str:
    chapters = [chapter_link(evaluation, item, failures) for item in chapters_of(evaluation)]
    name = link(evaluation.title, site.evaluation_file(evaluation.key))
    below = " · ".join(chapters) or dutch.capital(no_results(evaluation))
    return f"- {name}, {markdown(evaluation.period_label)}<br>\n  {below}"


def municipality_link(evaluation: Evaluation) -> str:
    """A link to the page of the municipality of an evaluation."""
    return link(evaluation.municipality_name, site.municipality_file(evaluation.key))
