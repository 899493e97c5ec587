"""One page per source document, and the list of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import box, definition_list, link, page, table
from evalutils.book.pages.source_rows import Codelists, source_rows
from evalutils.contracts import fixed_names
from evalutils.contracts.yaml_key import NO_ADDRESS
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Source
from evalutils.literal import html, markdown
from evalutils.sentence_case import closed

NO_CODES: Codelists = {}


def used_sources(
    evaluations: Sequence[Evaluation], sources: Mapping[str, Source]
) -> tuple[Source, ...]:
    """The documents that the evaluations cite, in the order of the library."""
    cited = {key for evaluation in evaluations for key in evaluation.sources}
    return tuple(source for key, source in sources.items() if key in cited)


def sources_page(
    evaluations: Sequence[Evaluation],
    sources: Mapping[str, Source],
    shared: Sequence[Source] = (),
) -> str:
    """The list of source documents, and of those `shared` by fixed values and codelists."""
    users = Counter(key for evaluation in evaluations for key in evaluation.sources)
    counted = sum(map(rows_by_source, evaluations), Counter[str]())
    rows = [
        [
            link(source.title, site.source_file(source.key)),
            markdown(source.publisher),
            markdown(dutch.publication_date(source.published)),
            dutch.number(users[source.key]),
            dutch.number(counted[source.key]),
        ]
        for source in used_sources(evaluations, sources)
    ]
    header = ["Document", "Uitgever", "Verschenen", "Evaluaties", "Gegevensregels"]
    return page(
        "# Bronnen",
        "Elk cijfer in dit boek komt uit een openbaar document of uit gegevens van een "
        "gemeente. Hier staan die bronnen. Een gegevensregel is één regel in een van de "
        f"bestanden met gegevens; zie {link('de gegevenswijzer', fixed_names.DATA_DICTIONARY)}.",
        table(header, rows, align=["left", "left", "left", "right", "right"]),
        shared_sources(shared),
    )


def shared_sources(sources: Sequence[Source]) -> str:
    """Section with the documents behind fixed values and codelists; empty when there are none."""
    if not sources:
        return ""
    rows = [
        [
            markdown(source.title),
            markdown(source.publisher),
            markdown(dutch.publication_date(source.published)),
            markdown(source.description),
        ]
        for source in sources
    ]
    return page(
        "## Landelijke cijfers en codes",
        "Deze documenten gaan niet over één programma. Uit deze documenten komen landelijke "
        f"cijfers en codelijsten; zie {link('de gegevenswijzer', fixed_names.DATA_DICTIONARY)}.",
        table(["Document", "Uitgever", "Verschenen", "Wat eruit komt"], rows),
    )


def source_page(
    source: Source, evaluations: Sequence[Evaluation], codelists: Codelists = NO_CODES
) -> str:
    """The page of one document: what it is, which evaluations use it, and every row from it."""
    users = _users(source, evaluations)
    rows = [
        [
            markdown(item.municipality_name),
            link(site.full_title(item), site.evaluation_file(item.key)),
            dutch.number(rows_by_source(item)[source.key]),
        ]
        for item in users
    ]
    used = dutch.counted(len(users), "evaluatie gebruikt", "evaluaties gebruiken")
    return page(
        f"# {markdown(source.title)}",
        about_source(source),
        "## Gebruikt in",
        f"In dit boek: {used} dit document.",
        table(["Gebied", "Evaluatie", "Gegevensregels"], rows, align=["left", "left", "right"]),
        source_rows(source.key, users, codelists),
    )


def about_source(source: Source) -> str:
    """What a document is, where it can be read and how to cite it."""
    facts = [
        ("Uitgever", markdown(source.publisher)),
        ("Verschenen", markdown(dutch.publication_date(source.published))),
        ("Adres", _address(source)),
        *_archived(source),
        ("Citeer als", cited_as(source)),
    ]
    return page(markdown(source.description), box(definition_list(facts), "facts"))


def _address(source: Source) -> str:
    if source.address is None:
        return "niet vastgelegd"
    if source.address != NO_ADDRESS:
        return _web(source.address)
    searched = source.searched_on
    day = f" (gezocht op {dutch.long_date(searched)})" if searched else ""
    return f"niet openbaar vindbaar{day}"


def _web(address: str) -> str:
    return f'<a href="{html(address)}">{html(address)}</a>'


def _archived(source: Source) -> list[tuple[str, str]]:
    """The copy that was kept."""
    told = [markdown(source.archived_title)] if source.archived_title else []
    told += [dutch.long_date(source.archived_on)] if source.archived_on else []
    return [("Bewaard exemplaar", ", ".join(told))] if told else []


def cited_as(source: Source) -> str:
    """A document in a list of references: publisher, year, title, address."""
    year = source.published.strip()[:4]
    end = closed(source.title).removeprefix(source.title)
    text = f"{markdown(source.publisher)} ({markdown(year)}). *{markdown(source.title)}*{end}"
    public = source.address not in (None, NO_ADDRESS)
    return f"{text} {_web(source.address)}" if public and source.address else text


def _users(source: Source, evaluations: Sequence[Evaluation]) -> list[Evaluation]:
    return [item for item in evaluations if source.key in item.sources]


def rows_by_source(evaluation: Evaluation) -> Counter[str]:
    """Number of data rows of an evaluation that come from each source.

    A row without a source counts when the evaluation has one source only.
    """
    only = evaluation.sources[0] if len(evaluation.sources) == 1 else None
    rows = Counter[str]()
    for frame in evaluation.tables.values():
        named = [key for key in frame["source"].tolist() if isinstance(key, str)]
        rows.update(named)
        if only is not None:
            rows[only] += len(frame) - len(named)
    return rows
