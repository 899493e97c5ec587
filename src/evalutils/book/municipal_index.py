"""The page over the books of municipalities, and the list of them that it is made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from evalutils import dutch
from evalutils.book import site
from evalutils.book.publication import Publication
from evalutils.literal import html
from evalutils.system.folders import replace_file

INDEX, _LIST = "index.html", "books.json"


class Listed(NamedTuple):
    """A book in the list: the name of its folder, and what it is about."""

    name: str
    municipality: site.Municipality


def write_index(folder: Path, books: Iterable[Listed], publication: Publication) -> None:
    """Write the index over these books and those that stand in the folder already."""
    told = {
        one.name: {
            "title": one.municipality.title,
            "evaluations": len(one.municipality.evaluations),
        }
        for one in books
    }
    standing = {
        name: about
        for name, about in (_listed(folder) | told).items()
        if (folder / name / INDEX).is_file()
    }
    folder.mkdir(exist_ok=True)
    text = json.dumps(standing, ensure_ascii=False, indent=2, sort_keys=True)
    replace_file(folder / _LIST, f"{text}\n".encode())
    replace_file(folder / INDEX, _page(standing, publication).encode())


def _listed(folder: Path) -> dict[str, dict[str, Any]]:
    """What the list says now; one that is damaged says nothing."""
    try:
        said = json.loads((folder / _LIST).read_bytes())
        return {
            str(name): {"title": str(about["title"]), "evaluations": int(about["evaluations"])}
            for name, about in said.items()
        }
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _page(books: Mapping[str, Mapping[str, Any]], publication: Publication) -> str:
    order = sorted(books.items(), key=lambda book: dutch.alphabetical(book[1]["title"]))
    items = "\n".join(
        f'<li><a href="{html(name)}/{INDEX}">{html(about["title"])}</a>, '
        f"{dutch.counted(about['evaluations'], 'evaluatie', 'evaluaties')}</li>"
        for name, about in order
    )
    title = html(publication.title)
    return f"""\
<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: alle gemeenten</title>
<style>
:root {{ color-scheme: light dark; --ground: #fff; --text: #1f2d31; --link: {publication.colour}; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --ground: #141b1d; --text: #e6ecee; --link: {publication.colour_dark}; }}
}}
body {{ background: var(--ground); color: var(--text); line-height: 1.6; font-size: 1.125rem;
  font-family: "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  margin: 0 auto; max-width: 42rem; overflow-wrap: anywhere; padding: 1.5rem; }}
h1 {{ line-height: 1.2; }}
li {{ margin: .5rem 0; }}
a {{ color: var(--link); }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>Elke gemeente of regio heeft een eigen boek. Kies er een.</p>
<ul>
{items}
</ul>
<p>{html(publication.publisher)}. {html(dutch.capital(publication.edition))},
{dutch.long_date(publication.date)}. Vragen: {html(publication.contact)}</p>
</main>
</body>
</html>
"""
