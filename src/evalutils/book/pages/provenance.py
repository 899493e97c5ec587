"""What stands at the end of every page: where it comes from, and how to cite it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from evalutils import dutch
from evalutils.book import site
from evalutils.book.markdown import box, definition_list, link, page
from evalutils.book.publication import Publication
from evalutils.contracts import fixed_names
from evalutils.dataset.library import Source
from evalutils.literal import code, markdown

_TITLE = "# "


def with_foot(
    text: str,
    publication: Publication,
    *,
    sources: Sequence[Source] = (),
    files: Iterable[str] = (),
    notebook: str = "",
) -> str:
    """A page, in Markdown, with its foot.

    Parameters
    ----------
    sources
        The documents that it rests on.
    files
        The files that were read for it, as they are published.
    notebook
        Name of the notebook that computed it.
    """
    return page(text, page_foot(title_of(text), publication, sources, files, notebook))


def page_foot(
    title: str,
    publication: Publication,
    sources: Sequence[Source],
    files: Iterable[str],
    notebook: str,
) -> str:
    """The foot alone; the title is Markdown already."""
    cited = [link(source.title, site.source_file(source.key)) for source in sources]
    entries = [
        ("Bron" if len(cited) == 1 else "Bronnen", "; ".join(cited)),
        ("Gegevens", ", ".join(_named_once(files))),
        ("Berekend met", code(notebook)),
        ("Gemaakt met", link("deze versies van code en gegevens", fixed_names.COLOPHON)),
        ("Citeer als", _citation(title, publication)),
    ]
    return box(definition_list([(name, told) for name, told in entries if told]), "page-foot")


def _named_once(files: Iterable[str]) -> Iterator[str]:
    """The files as code; behind the first of a folder the others have their name alone."""
    for _, names in groupby(files, lambda file: file.rpartition("/")[0]):
        first, *others = names
        yield from (code(first), *(code(name.rpartition("/")[2]) for name in others))


def title_of(text: str) -> str:
    """The title of a page, as Markdown."""
    lines = (line for line in text.split("\n") if line.startswith(_TITLE))
    return next(lines, "").removeprefix(_TITLE).strip()


def _citation(title: str, publication: Publication) -> str:
    day = dutch.long_date(publication.date)
    whole = f"*{markdown(publication.title)}*, {markdown(publication.edition)}, {markdown(day)}"
    part = f"{title}. In: " if title and title != markdown(publication.title) else ""
    return f"{markdown(publication.publisher)} ({publication.date.year}). {part}{whole}."
