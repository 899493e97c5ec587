"""A built book as it lies on a web server: everything that an outsider can lay hands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evalutils.attack.beside_pages import CLIENT_TABLES, PROVENANCE
from evalutils.attack.book_files import json_of, rows_of
from evalutils.attack.page_of_years import Key, told_of_protected
from evalutils.attack.pages import Page, SeenTable, plain, read_page
from evalutils.attack.puzzle import AS_IT_IS, SaidRule
from evalutils.errors import InputError

_SAID = re.compile(
    r"aantallen onder (\d+) .*? afgerond op een veelvoud van (\d+)(, naar boven of naar beneden)?"
)
_KEY = ("municipality", "programme", "period")
_FIGURE = ("indicator", "group", "value", "lower", "upper", "unit", "n", "method")
FIGURES = "data/key_figures.csv"


@dataclass(frozen=True)
class Published:
    """One evaluation of a book.

    Attributes
    ----------
    key
        Municipality, programme and period.
    rule
        What the book says that it does to its numbers.
    pages
        Its own pages, and a page of years that tells of it and stands with a public period.
    figures
        Its rows of key_figures.csv.
    of_programme
        Those of all protected periods of its programme.
    of_public
        Those of the other ones.
    counted
        Whether the book says that its numbers are counted from tables of clients: then a row that
        is not there is one that nobody was in.
    """

    key: tuple[str, str, str]
    rule: SaidRule
    pages: tuple[Page, ...]
    figures: tuple[Mapping[str, str], ...]
    of_programme: tuple[Mapping[str, str], ...]
    of_public: tuple[Mapping[str, str], ...]
    counted: bool


@dataclass(frozen=True)
class Book:
    """A book.

    Attributes
    ----------
    folder
        Where it is.
    evaluations
        The protected ones.
    public
        Other periods of their programmes, of which everybody has all numbers.
    others
        Pages about several evaluations.
    groupings, kinds
        Per label of a destination the group and the coarser kind that it belongs to.
    codes
        Per heading of a codelist the codes by their label.
    """

    folder: Path
    evaluations: tuple[Published, ...]
    public: tuple[Published, ...]
    others: tuple[Page, ...]
    codes: Mapping[str, Mapping[str, str]]
    groupings: Mapping[str, str]
    kinds: Mapping[str, str]

    @property
    def lists(self) -> Iterator[Iterable[str]]:
        """Labels and codes in the order of each printed list; groups and kinds in theirs."""
        for codes in self.codes.values():
            yield from (codes, codes.values())
        yield from (self.groupings.values(), self.kinds.values())


def read_book(folder: Path) -> Book:
    """Read everything that is published in a folder.

    Raises
    ------
    InputError
        When there is no book in it.
    """
    if not (folder / FIGURES).is_file():
        raise InputError(
            f"{folder} holds no book: {FIGURES} is not there. Make it with `evalutils build`, "
            "or name the folder of a book."
        )
    paths = [path for path in sorted(folder.rglob("*.html")) if "_static" not in path.parts]
    pages = [read_page(folder, path) for path in paths]
    figures: dict[Key, list[Mapping[str, str]]] = {}
    for row in rows_of(folder / FIGURES, (*_KEY, *_FIGURE)):
        figures.setdefault(tuple(row[name] for name in _KEY), []).append(row)
    own: dict[Key, list[Page]] = {}
    for page in pages:
        place = tuple(page.path.split("/")[:-1])
        own.setdefault(place if len(place) == len(_KEY) else (), []).append(page)
    counted = _counted(folder)
    rules = {key: rule for key, found in own.items() if key and (rule := _rule(found)) is not None}
    programmes = {key[:2] for key in rules}
    beside = [key for key in own if key and key not in rules and key[:2] in programmes]
    told = told_of_protected(own, rules, beside)

    def rows(keys: Iterable[Key], programme: Key) -> tuple[Mapping[str, str], ...]:
        mine = (key for key in keys if key[:2] == programme)
        return tuple(row for key in mine for row in figures.get(key, ()))

    def published(key: Key) -> Published:
        return Published(
            (key[0], key[1], key[2]),
            rules.get(key, AS_IT_IS),
            tuple(told[key]),
            tuple(figures.get(key, ())),
            rows(rules, key[:2]),
            rows(beside, key[:2]),
            key in counted,
        )

    others = tuple(own.get((), ()))
    return Book(
        folder,
        tuple(map(published, rules)),
        tuple(map(published, beside)),
        others,
        _codes(others),
        *map(partial(_column, others), ("Groep", "Soort")),
    )


def _rule(pages: list[Page]) -> SaidRule | None:
    for page in pages:
        for text in page.texts:
            if said := _SAID.search(text):
                return SaidRule(int(said[1]), int(said[2]), either=bool(said[3]))
    return None


def _counted(folder: Path) -> set[tuple[str, ...]]:
    """Evaluations of which the list of inputs names tables of clients."""
    path = folder / PROVENANCE
    if not path.is_file():
        return set()
    pages = json_of(path).get("pages", ())
    names = {name for page in pages for name in page.get("inputs", ())}
    found = (Path(name) for name in names)
    return {path.parts[-4:-1] for path in found if path.stem.lower() in CLIENT_TABLES}


def _codes(pages: tuple[Page, ...]) -> dict[str, dict[str, str]]:
    """The codelists as the data dictionary of the book prints them."""
    found: dict[str, dict[str, str]] = {}
    for table in (table for page in pages for table in page.tables):
        if table.columns[:1] == ("Code",) and len(table.columns) > 1:
            found[table.columns[1]] = _by_label(table)
    return found


def _by_label(table: SeenTable) -> dict[str, str]:
    return {plain(row.cells[table.columns[1]]).lower(): row.label for row in table.rows}


def _column(pages: tuple[Page, ...], heading: str) -> dict[str, str]:
    """Per label of a destination what a column of the codelist says."""
    return {
        row.cells["Bestemming"].lower(): row.cells[heading].lower()
        for page in pages
        for table in page.tables
        if table.columns[:3] == ("Code", "Bestemming", "Groep") and heading in table.columns
        for row in table.rows
    }
