"""Pages of a municipality, a programme and an evaluation."""

from __future__ import annotations

from collections.abc import Sequence

from evalutils import dutch
from evalutils.book import site
from evalutils.book.found import Found
from evalutils.book.markdown import box, definition_list, link, page
from evalutils.book.pages.absent import absent_figures
from evalutils.book.pages.claims_by_topic import claims_section
from evalutils.book.pages.failed import NO_FAILURES, Failures, chapter_link
from evalutils.book.pages.in_brief import in_brief, verdict
from evalutils.book.pages.overview import evaluation_list, municipality_link
from evalutils.book.published_tables import Checks
from evalutils.chapters import Chapter, chapters_of, compares
from evalutils.chapters.catalogue import TREND
from evalutils.contracts import fixed_names
from evalutils.contracts.evidence import EVIDENCE
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Library, Source
from evalutils.literal import markdown
from evalutils.quantities import constant

_OPEN_DATA = link("de open data", fixed_names.OPEN_DATA)
_EVIDENCE = link("hoe sterk is het bewijs", site.EVIDENCE_LABEL)


def municipality_page(
    municipality: site.Municipality, summary: str, failures: Failures = NO_FAILURES
) -> str:
    """The page of a municipality: the summary for its council, its evaluations and chapters."""
    count = dutch.counted(len(municipality.evaluations), "evaluatie", "evaluaties")
    listed = page(
        "## Evaluaties",
        f"{_code(municipality)}In dit boek: {count}.",
        evaluation_list(municipality.evaluations, failures),
    )
    return page(f"# {markdown(municipality.title)}", summary, box(listed, "on-screen"))


def _code(municipality: site.Municipality) -> str:
    code = municipality.evaluations[0].municipality_code
    return f"Gemeentecode van het CBS: {code}. " if code else ""


def programme_page(programme: site.Programme, failures: Failures = NO_FAILURES) -> str:
    """The page of a programme with several periods."""
    last = programme.evaluations[-1]
    count = dutch.counted(len(programme.evaluations), "periode", "perioden")
    return page(
        f"# {markdown(programme.title)}",
        markdown(last.description),
        f"Over dit programma staan {count} in het boek. Een verschil tussen perioden kan ook "
        "komen doordat de bron anders telde of doordat er andere mensen meededen.",
        _over_time(last, failures),
        evaluation_list(programme.evaluations, failures),
    )


def _over_time(last: Evaluation, failures: Failures) -> str:
    """A link to the page with its periods side by side."""
    if TREND not in chapters_of(last):
        return ""
    return f"Wat beter of slechter werd, staat bij {chapter_link(last, TREND, failures)}."


def evaluation_page(
    evaluation: Evaluation,
    library: Library,
    checks: Checks | None = None,
    failures: Failures = NO_FAILURES,
    found: Sequence[Found] = (),
) -> str:
    """The page of one evaluation: what it found in brief, its chapters, what it is."""
    return page(
        about_evaluation(evaluation, library, checks, failures, found),
        published_figures(evaluation, checks, failures),
        f"## {fixed_names.QUALITY_TITLE}",
        f"{link('Wat er is en wat ontbreekt', site.quality_file(evaluation.key))}.",
        "## Zelf verder rekenen",
        f"Alle cijfers van deze evaluatie staan ook in {_OPEN_DATA}"
        f"{_without(evaluation, failures)}.",
    )


def about_evaluation(
    evaluation: Evaluation,
    library: Library,
    checks: Checks | None = None,
    failures: Failures = NO_FAILURES,
    found: Sequence[Found] = (),
) -> str:
    """An evaluation in brief, its chapters, what its figures prove, and what it is.

    Without results there is nothing to prove either.
    """
    with_results = (
        "## Hoofdstukken",
        _chapters(evaluation, failures),
        absent_figures(evaluation),
        "## Wat deze cijfers bewijzen",
        f"{_proves(evaluation)} Zie {_EVIDENCE}.",
    )
    return page(
        f"# {markdown(site.full_title(evaluation))}",
        markdown(evaluation.description),
        in_brief(evaluation, found, checks),
        *(with_results if chapters_of(evaluation) else ()),
        "## Over deze evaluatie",
        _facts(evaluation, library),
    )


def _proves(evaluation: Evaluation) -> str:
    level = EVIDENCE[evaluation.evidence]
    return level.compared if compares(evaluation) else level.proves


def published_figures(
    evaluation: Evaluation,
    checks: Checks | None,
    failures: Failures = NO_FAILURES,
    *,
    to_rows: bool = True,
) -> str:
    """Section with the figures that the sources publish; empty when there are none."""
    return claims_section(evaluation, _checked(checks, failures), to_rows=to_rows)


def _facts(evaluation: Evaluation, library: Library) -> str:
    cited = "; ".join(_source(library.sources[key]) for key in evaluation.sources)
    entries = [
        ("Gemeente" if evaluation.municipality_code else "Gebied", municipality_link(evaluation)),
        ("Uitvoerder", markdown(evaluation.organisation)),
        ("Periode", _period(evaluation)),
        *_observed(evaluation),
        ("Bron" if len(evaluation.sources) == 1 else "Bronnen", cited),
        ("Bewijskracht", EVIDENCE[evaluation.evidence].label),
        ("Privacy", _disclosure(evaluation, library)),
    ]
    return box(definition_list(entries), "facts")


def _period(evaluation: Evaluation) -> str:
    """The days of the period; in words where the source does not give them."""
    start, end = dutch.long_date(evaluation.period_start), dutch.long_date(evaluation.period_end)
    days = f"{start} tot en met {end}"
    if evaluation.period_in_source:
        return days
    label = markdown(dutch.capital(evaluation.period_label))
    return f"{label}. Gerekend is met {days}; die dagen geeft de bron niet"


def _observed(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Of which day the tables of clients are."""
    until = evaluation.observed_until
    if until is None:
        return []
    return [("Gegevens van", f"{dutch.long_date(until)}; daarna is niemand gevolgd")]


def _source(source: Source) -> str:
    about = f"{source.publisher}, {dutch.publication_date(source.published)}"
    return f"{link(source.title, site.source_file(source.key))} ({markdown(about)})"


def _without(evaluation: Evaluation, failures: Failures) -> str:
    failed = any(f"{evaluation.key}/{item.name}" in failures for item in chapters_of(evaluation))
    return ", behalve die van de hoofdstukken die niet zijn gemaakt" if failed else ""


def _chapters(evaluation: Evaluation, failures: Failures) -> str:
    return "\n".join(
        f"- {chapter_link(evaluation, chapter, failures)}{_question(chapter)}"
        for chapter in chapters_of(evaluation)
    )


def _question(chapter: Chapter) -> str:
    return f": {markdown(chapter.question)}" if chapter.question else ""


def _checked(checks: Checks | None, failures: Failures = NO_FAILURES) -> str:
    """How many figures were checked, with the way to the chapter that did it."""
    if fixed_names.AUDIT in failures:
        return link("nog niet, want de controle is mislukt", site.across_file(fixed_names.AUDIT))
    if checks is None:
        return ""
    count = dutch.counted(checks.checked, "cijfer", "cijfers")
    text = f"{count} gecontroleerd, {verdict(checks)}"
    return link(text, site.across_file(fixed_names.AUDIT))


def chapter_context(evaluation: Evaluation, library: Library, checks: Checks | None = None) -> str:
    """The line under the title of a chapter: place, privacy, and how its figures add up."""
    back = link(site.full_title(evaluation), site.evaluation_file(evaluation.key))
    privacy = _disclosure(evaluation, library)
    parts = (municipality_link(evaluation), back, privacy, _checked(checks))
    return box(" · ".join(part for part in parts if part), "chapter-context")


def _disclosure(evaluation: Evaluation, library: Library) -> str:
    """How the privacy of clients is kept."""
    if evaluation.unproven:
        return "Wie de gegevens gaf, zegt dat de cliënten verzonnen zijn; er is niets verborgen."
    if evaluation.disclosure == "published" and evaluation.synthetic:
        return "De cliënten zijn verzonnen; er is niets verborgen."
    if evaluation.disclosure == "published":
        return "Deze cijfers waren al openbaar; er is niets verborgen."
    threshold = constant(library.parameters["disclosure_threshold"].latest)
    rounding = constant(library.parameters["disclosure_rounding"].latest)
    text = (
        f"Kleine aantallen zijn verborgen: aantallen onder {threshold} staan er niet, andere "
        f"aantallen zijn afgerond op een veelvoud van {rounding}"
    )
    if library.standing.key:
        text += ", naar boven of naar beneden, zodat één cliënt meer of minder niet te zien is"
    text += "."
    keys = ("disclosure_threshold", "disclosure_rounding")
    reasons = dict.fromkeys(library.parameters[key].lower_because.strip() for key in keys)
    why = " ".join(markdown(reason) for reason in reasons if reason)
    return f"{text} Dat is minder streng dan gewoonlijk. De reden: {why}" if why else text
