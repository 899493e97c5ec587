"""Columns of a table: heading, cells and side, each said once, and the table they make together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Shown
from evalutils.frames import rows
from evalutils.show import cells
from evalutils.show.cells import Text
from evalutils.show.rendering import Address, render

Arguments = ParamSpec("Arguments")
Made = TypeVar("Made", bound=Shown)


@dataclass(frozen=True)
class TableColumn:
    """One column of a table.

    Attributes
    ----------
    heading
        Dutch heading; unique in its table.
    cells
        Makes the finished Dutch texts, one per row of a frame.
    words
        True for a column of words, aligned left; numbers are aligned right.
    """

    heading: str
    cells: Callable[[pd.DataFrame], Text]
    words: bool = False


def counts(heading: str, column: str) -> TableColumn:
    """Numbers of persons; one that was left out says so."""
    return TableColumn(heading, partial(cells.counts, column=column))


def percents(heading: str, column: str, decimals: int = 1) -> TableColumn:
    """Percentages."""
    return TableColumn(heading, partial(cells.percents, column=column, decimals=decimals))


def numbers(heading: str, column: str, decimals: int = 0) -> TableColumn:
    """Numbers that are no count of persons."""
    write = partial(dutch.number, decimals=decimals)
    return TableColumn(heading, lambda frame: frame[column].map(write))


def euros(heading: str, column: str) -> TableColumn:
    """Amounts in whole euros."""
    return TableColumn(heading, lambda frame: frame[column].map(dutch.euro))


def shares(heading: str = "Aandeel", column: str = "share", lower: str = "lower") -> TableColumn:
    """Shares: computed with one decimal, or as the source prints them."""
    return TableColumn(heading, partial(cells.shares, column=column, lower=lower))


def ratios(heading: str = "Verhouding", of: str = "") -> TableColumn:
    """Ratios of counts that are no share of their base."""
    return TableColumn(heading, partial(cells.ratios, column=f"ratio{of}", share=f"share{of}"))


def intervals(
    heading: str = "95%-interval", lower: str = "lower", upper: str = "upper"
) -> TableColumn:
    """Confidence intervals in percent."""
    return TableColumn(heading, partial(cells.intervals, lower=lower, upper=upper))


def dates(heading: str, column: str) -> TableColumn:
    """Dates in full."""
    return TableColumn(heading, partial(cells.dates, column=column), words=True)


def names(heading: str, column: str, labels: Mapping[Any, str]) -> TableColumn:
    """Codes by their Dutch name."""
    return TableColumn(heading, partial(cells.labels, column=column, names=labels), words=True)


def texts(heading: str, column: str) -> TableColumn:
    """Free text with a capital; a missing one as a dash."""
    return TableColumn(heading, partial(cells.texts, column=column), words=True)


def each(heading: str, write: Callable[[Any], str], *, words: bool = False) -> TableColumn:
    """A text written from each row."""

    def written(frame: pd.DataFrame) -> Text:
        return pd.Series([write(row) for row in rows(frame)], index=frame.index, dtype="object")

    return TableColumn(heading, written, words)


AFTER_MONTHS = each("Na", lambda row: f"{row.month} maanden")
"""How long after the start a row is about, by its column ``month``."""


def table_of(
    frame: pd.DataFrame,
    columns: Sequence[TableColumn],
    *,
    name: str,
    title: str,
    notes: Sequence[str] = (),
    groups: TableColumn | None = None,
    links: Mapping[str, Sequence[Address]] | None = None,
    anchors: Sequence[str] = (),
    sentences: bool = False,
) -> HtmlTable | Nothing:
    """The table of a frame, with the note about what was left out; nothing without rows.

    Parameters
    ----------
    frame
        Rows of a cleared result.
    columns
        The first names the rows. A column in which every cell is missing is left out.
    name, title
        Identifier, unique on the page, and Dutch title.
    notes
        Sentences under the table.
    groups
        TableColumn whose cells become headings between the rows.
    links
        Per heading the address that each cell links to.
    anchors
        The name of the place of each row on the page.
    sentences
        True when the last column holds sentences, which then get room.
    """
    if frame.empty:
        return Nothing()
    every = [*columns, groups] if groups else columns
    text = pd.DataFrame({column.heading: column.cells(frame) for column in every})
    return render(
        text.reset_index(drop=True),
        {column.heading: column.heading for column in columns},
        name=name,
        title=title,
        notes=[*notes, *cells.left_out_notes(frame)],
        texts=[column.heading for column in columns if column.words],
        links=links,
        anchors=anchors,
        sentences=sentences,
        groups=groups.heading if groups else None,
    )


def with_origin(
    make: Callable[Concatenate[Publishable, Arguments], Made],
) -> Callable[Concatenate[Publishable, Arguments], Made]:
    """Let what is made of a result say where that comes from."""

    @wraps(make)
    def shown(result: Publishable, /, *others: Arguments.args, **named: Arguments.kwargs) -> Made:
        return make(result, *others, **named).of(result.origin)

    return shown


def unless_empty(
    make: Callable[Concatenate[Publishable, Arguments], Made],
) -> Callable[Concatenate[Publishable, Arguments], Made | Nothing]:
    """Show nothing of a result without rows; of others what is made, with where it comes from."""
    made = with_origin(make)

    @wraps(make)
    def shown(
        result: Publishable, /, *others: Arguments.args, **named: Arguments.kwargs
    ) -> Made | Nothing:
        return Nothing() if result.empty else made(result, *others, **named)

    return shown
