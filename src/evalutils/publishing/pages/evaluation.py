"""Pages of a municipality, a programme and an evaluation."""

from __future__ import annotations

from collections.abc import Mapping

from evalutils import dutch
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Source
from evalutils.publishing import site, wording
from evalutils.publishing.markdown import box, definition_list, escape, link, page
from evalutils.publishing.pages.claims import claims_section
from evalutils.publishing.pages.overview import overview_table

_EVIDENCE = link("hoe sterk is het bewijs", site.EVIDENCE_LABEL)


def municipality_page(municipality: site.Municipality, sources: Mapping[str, Source]) -> str:
    """The page of a municipality: its evaluations and their chapters."""
    count = wording.counted(len(municipality.evaluations), "evaluatie", "evaluaties")
    return page(
        f"# {escape(municipality.title)}",
        f"{_code(municipality)}In dit boek: {count}.",
        overview_table(municipality.evaluations, sources, with_municipality=False),
    )


def _code(municipality: site.Municipality) -> str:
    code = municipality.evaluations[0].municipality_code
    return f"Gemeentecode van het CBS: {code}. " if code else ""


def programme_page(programme: site.Programme, sources: Mapping[str, Source]) -> str:
    """The page of a programme with several periods."""
    last = programme.evaluations[-1]
    count = wording.counted(len(programme.evaluations), "periode", "perioden")
    return page(
        f"# {escape(programme.title)}",
        escape(last.description),
        f"Over dit programma staan {count} in het boek. Een verschil tussen perioden kan ook "
        "komen doordat de bron anders telde of doordat er andere mensen meededen.",
        overview_table(programme.evaluations, sources, with_municipality=False),
    )


def evaluation_page(evaluation: Evaluation, sources: Mapping[str, Source]) -> str:
    """The page of one evaluation: what it is, its chapters, what is missing."""
    return page(
        f"# {escape(site.full_title(evaluation))}",
        escape(evaluation.description),
        _facts(evaluation, sources),
        "## Hoofdstukken",
        _chapters(evaluation),
        escape(wording.missing(evaluation)),
        "## Wat deze cijfers bewijzen",
        f"{wording.evidence(evaluation)} Zie {_EVIDENCE}.",
        claims_section(evaluation),
        "## Zelf verder rekenen",
        f"Alle cijfers van deze evaluatie staan ook in {link('de open data', site.OPEN_DATA)}.",
    )


def _facts(evaluation: Evaluation, sources: Mapping[str, Source]) -> str:
    start, end = dutch.long_date(evaluation.period_start), dutch.long_date(evaluation.period_end)
    cited = "; ".join(_source(sources[key]) for key in evaluation.sources)
    entries = [
        ("Gemeente", _municipality(evaluation)),
        ("Uitvoerder", escape(evaluation.organisation)),
        ("Periode", f"{start} tot en met {end}"),
        ("Bron" if len(evaluation.sources) == 1 else "Bronnen", cited),
        ("Bewijskracht", wording.evidence_name(evaluation)),
        ("Privacy", wording.disclosure(evaluation)),
    ]
    return box(definition_list(entries), "facts")


def _municipality(evaluation: Evaluation) -> str:
    return link(evaluation.municipality_name, site.municipality_file(evaluation.key))


def _source(source: Source) -> str:
    about = f"{source.publisher}, {wording.publication_date(source.published)}"
    return f"{link(source.title, site.source_file(source.key))} ({escape(about)})"


def _chapters(evaluation: Evaluation) -> str:
    if not evaluation.analyses:
        return (
            "De bron noemt geen gemeten resultaten van een programma. Dat is zelf een bevinding: "
            "zonder gemeten resultaten is niet te zeggen wat er voor de deelnemers veranderde."
        )
    return "\n".join(
        f"- {link(site.CHAPTER_TITLES[name], site.chapter_file(evaluation.key, name))}: "
        f"{wording.CHAPTER_QUESTIONS[name]}"
        for name in evaluation.analyses
    )


def chapter_context(evaluation: Evaluation) -> str:
    """The line under the title of a chapter: where it belongs and how privacy is kept."""
    back = link(site.full_title(evaluation), site.evaluation_file(evaluation.key))
    return box(
        f"{_municipality(evaluation)} · {back} · {wording.disclosure(evaluation)}",
        "chapter-context",
    )
