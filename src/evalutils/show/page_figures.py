"""The table at the foot of a page: every key figure with its status, its source and its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from evalutils import dutch
from evalutils.contracts.fixed_names import (
    ASSUMED,
    PAGE_DATA,
    assumptions_address,
    html_address,
    source_file,
)
from evalutils.contracts.indicators import definition_of
from evalutils.display import HtmlTable, Nothing
from evalutils.frames import rows
from evalutils.keys import EvaluationKey, row_anchor
from evalutils.quantities import decimals_of
from evalutils.show.rendering import Address
from evalutils.show.table_columns import TableColumn, each, table_of

NAME = "kengetallen"
# Of more figures nobody reads the table; its file and the open data have them all.
MOST_SHOWN = 1000
# More places than this are a list that nobody follows.
MOST_PLACES = 12


def table(
    frame: pd.DataFrame,
    root: str,
    threshold: int | None = None,
    titles: Mapping[str, str] | None = None,
) -> HtmlTable | Nothing:
    """Key figures in Dutch: each name leads to what it means, each source to its row there.

    Parameters
    ----------
    frame
        Rows of key_figures.csv as a notebook carries them.
    root
        The way from their page to the root of the book: empty, or ``../`` so many times.
    threshold
        Of the disclosure rule: with it the table says how many are left out, and what more clients
        would show.
    titles
        Of a page across evaluations, their titles by key: the table says whose each figure is.
    """
    whose = [] if titles is None else [each("Evaluatie", _whose(titles), words=True)]
    # A text file has its rows from 1, and the first holds the names (RFC 7111).
    numbers = [str(number) for number in range(1, len(frame) + 1)][:MOST_SHOWN]
    shown = frame.head(MOST_SHOWN)
    return table_of(
        shown.assign(number=numbers),
        [
            each("Kengetal", lambda row: dutch.capital(row.figure_label), words=True),
            *whose,
            _value("Waarde", "value"),
            _value("Ondergrens", "lower"),
            _value("Bovengrens", "upper"),
            each("Eenheid", lambda row: row.unit_label, words=True),
            each("Basis", lambda row: dutch.number(row.n, 0)),
            each("Status", lambda row: row.status_label, words=True),
            each("Bron", lambda row: "; ".join(row.source.split()), words=True),
            each("Vindplaats", _place(titles or {}), words=True),
            each("Regel", lambda row: row.number),
        ],
        name=NAME,
        title="Kengetallen van deze pagina",
        notes=[*_left_out(frame, threshold), *_without_place(shown), *_more(len(frame))],
        links={
            "Kengetal": [root + definition_of(row.indicator) for row in rows(shown)],
            "Bron": [[root + address for address in _sources(row)] for row in rows(shown)],
            "Vindplaats": [_below(root, _places(row)) for row in rows(shown)],
            "Regel": [f"{PAGE_DATA}/{NAME}.csv#row={int(number) + 1}" for number in numbers],
        },
        anchors=list(shown["id"]),
    )


def _whose(titles: Mapping[str, str]) -> Callable[[Any], str]:
    def written(row: Any) -> str:
        return titles.get("/".join(_whose_figure(row)), dutch.MISSING)

    return written


def _left_out(frame: pd.DataFrame, threshold: int | None) -> list[str]:
    hidden = int(frame["status"].eq("suppressed").sum())
    if threshold is None or not hidden:
        return []
    twice, thrice = (-(-threshold // times) for times in (2, 3))
    are = "is er" if hidden == 1 else "zijn er"
    return [
        f"Van de {len(frame)} kengetallen {are} {hidden} weggelaten. Met twee keer zoveel "
        "cliënten, of een periode die twee keer zo lang is, staan er naar verwachting ook "
        f"aantallen die nu {twice} tot {threshold - 1} zijn; met drie keer zoveel ook die vanaf "
        f"{thrice}."
    ]


def _without_place(frame: pd.DataFrame) -> list[str]:
    """Why some figures lead to no row."""
    if not frame["rows"].fillna("").eq("").any():
        return []
    return [
        "Leidt een kengetal naar geen regel, dan is het geteld in gegevens van cliënten of in een "
        "beschermde tabel, die niet openbaar zijn, of is er niets om te tellen."
    ]


def _more(figures: int) -> list[str]:
    if figures <= MOST_SHOWN:
        return []
    return [
        f"Dit zijn de eerste {dutch.number(MOST_SHOWN)} van {dutch.number(figures)} kengetallen; "
        "het bestand met deze kengetallen heeft ze allemaal."
    ]


class _Run(NamedTuple):
    """Rows that stand together in a document, from the first to the last."""

    source: str
    evaluation: str  # of a figure across evaluations, whose rows they are
    table: str
    first: int  # nought for assumptions, which have names
    last: int
    names: tuple[str, ...] = ()

    def address(self, row: Any) -> str:
        """Where they stand, for a figure that follows from them."""
        parts = self.evaluation.split("/") if self.evaluation else _whose_figure(row)
        if self.table == ASSUMED:
            return assumptions_address("/".join(parts), self.names)
        anchor = row_anchor(EvaluationKey(*parts), self.table, self.first)
        until = self.last if self.last > self.first else None
        return html_address(source_file(self.source), anchor, until=until)

    def words(self, titles: Mapping[str, str]) -> str:
        """Which they are; whose, by its title or else its period, where that is another's."""
        whose = titles.get(self.evaluation, self.evaluation.rpartition("/")[2])
        whose = whose.replace("; ", ", ")  # which parts them
        if self.table == ASSUMED:
            several = len(self.names) > 1
            told = f"{len(self.names)} aannames" if several else "een aanname"
            return f"{whose}, {told}" if whose else told
        rows = f"s{dutch.NO_BREAK}{self.first}–{self.last}"
        if self.first == self.last:
            rows = f"{dutch.NO_BREAK}{self.first}"
        return f"{whose}, regel{rows}" if whose else f"regel{rows}"


def _whose_figure(row: Any) -> tuple[str, str, str]:
    return row.municipality, row.programme, row.period


def _runs(row: Any) -> list[_Run]:
    """The rows that a figure follows from."""
    if not row.rows:
        return []
    runs: list[_Run] = []
    assumed: dict[str, _Run] = {}
    before = None
    for source, name in zip(row.documents.split(), row.rows.split(), strict=True):
        evaluation, _, place = name.rpartition("/")
        table, _, number = place.partition(":")
        if table == ASSUMED:
            run = assumed.setdefault(evaluation, _Run("", evaluation, table, 0, 0))
            assumed[evaluation] = run._replace(names=(*run.names, number))
            continue
        run = _Run(source, evaluation, table, int(number), int(number))
        if before == (*run[:3], run.first - 1):
            runs[-1] = runs[-1]._replace(last=run.last)
        else:
            runs.append(run)
        before = (*run[:3], run.last)
    return [*runs, *assumed.values()]


def _sources(row: Any) -> list[str]:
    """The address of each of its sources; of the first row that it follows from there, if any."""
    first = {run.source: run.address(row) for run in reversed(_runs(row))}
    return [first.get(source) or html_address(source_file(source)) for source in row.source.split()]


def _place(titles: Mapping[str, str]) -> Callable[[Any], str]:
    """The place of the one row that a figure follows from, or which rows those are."""

    def written(row: Any) -> str:
        runs = _runs(row)
        if len(runs) > MOST_PLACES:
            return f"{len(runs)} plaatsen, zie het bestand"
        if row.locator and len(row.rows.split()) < 2:
            return str(row.locator)
        return "; ".join(run.words(titles) for run in runs) or dutch.MISSING

    return written


def _places(row: Any) -> Address:
    """Where each of those rows stands."""
    addresses = [run.address(row) for run in _runs(row)]
    if len(addresses) > MOST_PLACES:
        return ""
    return addresses[0] if len(addresses) == 1 else addresses or ""


def _below(root: str, address: Address) -> Address:
    """An address as its page has it; none stays none."""
    if isinstance(address, str):
        return root + address if address else ""
    return [root + one for one in address]


def _value(heading: str, column: str) -> TableColumn:
    def written(row: Any) -> str:
        value = getattr(row, column)
        return dutch.number(value, decimals_of(value, row.unit))

    return each(heading, written)
