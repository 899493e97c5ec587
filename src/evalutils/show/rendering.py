"""Turns a frame of finished Dutch text into an HTML table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evalutils import dutch, literal
from evalutils.contracts.fixed_names import TABLE
from evalutils.display import HtmlTable
from evalutils.keys import slugs

# The spaces of `12,5% tot 14,2%` and `(van 13)`.
_BOUNDS = re.compile(r" (?=tot )|(?<= tot) |(?<=\(van) ")
Address = str | Sequence[str]
# Heading in its file of what stands between the rows of a table.
_SECTION = "Onderdeel"
# A column that no frame has.
_GROUP = "::group"
# What great_tables writes and a page does without: the book has a style sheet that knows a few of
# the classes, and every heading says what it heads. Only headings between rows are linked to.
# Texts have no bare quotes.
_STYLE = re.compile(r"<style>.*?</style>\n?", re.DOTALL)
_EXTRAS = re.compile(
    r' (?:headers|data-quarto-[a-z-]+|style)="[^"]*"| (?:rowspan|colspan)="1"'
    r'|(?<=scope="col") id="[^"]*"|(?<=<th scope="row") id="[^"]*"'
)
_CLASSES = re.compile(r' class="(gt_[^"]*)"')
_STYLED = {"gt_right", "gt_group_heading", "gt_col_headings"}
_OPENING = re.compile(r"<div id[^>]*>|<table[^>]*>")


def render(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    name: str,
    title: str,
    notes: Sequence[str] = (),
    texts: Sequence[str] = (),
    links: Mapping[str, Sequence[Address]] | None = None,
    anchors: Sequence[str] = (),
    sentences: bool = False,
    groups: str | None = None,
) -> HtmlTable:
    """Render a table whose first column names the rows.

    A column in which every cell is missing is left out. An interval is not broken over two lines.

    Parameters
    ----------
    frame
        Finished cells as Dutch text.
    columns
        Column name to Dutch heading, in order.
    name
        Identifier, unique on the page.
    title
        Dutch title above the table.
    notes
        Sentences under the table.
    texts
        Columns aligned left; the others hold numbers and are aligned right.
    links
        Per column the address that each cell links to, from the page on; of a cell with several
        words an address for each.
    anchors
        The name of the place of each row on the page, if it has one.
    sentences
        True when the last column holds sentences, which then get room.
    groups
        Column whose values become headings between the rows.
    """
    from great_tables import html

    stub, *rest = columns
    rest = [column for column in rest if not frame[column].eq(dutch.MISSING).all()]
    numbers = [column for column in rest if column not in texts]
    linked = {name: found for name, found in (links or {}).items() if name in (stub, *rest)}
    html_cells = _linked(frame, linked) | _anchored(frame, stub, linked, anchors)
    plain = {column: frame[column].map(_together) for column in numbers}
    shown = frame[[stub, *rest]].assign(**plain | html_cells)
    # A label between double braces would be read as a unit of measurement.
    labels = {column: html(literal.html(columns[column])) for column in rest}
    table = (
        _grouped(shown, TABLE + name, stub, None if groups is None else frame[groups])
        .tab_stubhead(label=columns[stub])
        .cols_label(labels)
        .cols_align("right", columns=numbers)
        .cols_align("left", columns=[column for column in rest if column in texts])
    )
    if html_cells:
        table = table.fmt_passthrough(columns=list(html_cells), escape=False)
    for note in notes:
        table = table.tab_source_note(note)
    made = _STYLE.sub("", str(table.as_raw_html()))
    made = _CLASSES.sub(_styled, _EXTRAS.sub("", made))
    in_box = _in_box(made, TABLE + name, title, sentences)
    headings = {_SECTION: groups} if groups else {}
    headings |= {columns[column]: column for column in (stub, *rest)}
    rows = frame[list(headings.values())].astype(str).to_numpy().tolist()
    said = {"name": name, "columns": list(headings), "rows": rows, "sentences": sentences}
    return HtmlTable(in_box, title, said)


def _styled(classes: re.Match[str]) -> str:
    """The classes that a style sheet knows."""
    kept = [name for name in classes[1].split() if name in _STYLED]
    return f' class="{" ".join(kept)}"' if kept else ""


def _in_box(table: str, name: str, title: str, sentences: bool) -> str:
    """The table with its caption, in a box that scrolls sideways and is called after it."""
    label = f'aria-labelledby="{name}-title"'
    kind = "scroll sentences" if sentences else "scroll"
    caption = f'<caption id="{name}-title">{literal.html(title)}</caption>'
    box = f'<div id="{name}" class="{kind}" role="region" {label} tabindex="0">'
    parts = iter((box, f'<table class="gt_table" {label}>\n{caption}'))
    return _OPENING.sub(lambda _: next(parts), table, count=2)


def _grouped(shown: pd.DataFrame, name: str, stub: str, groups: pd.Series[str] | None) -> Any:
    """The table; its group headings get a slug as identifier, and their text apart from it."""
    from evalutils.show.text_table import TextTable

    if groups is None:
        return TextTable(shown, id=name, rowname_col=stub)
    names = slugs(groups)
    texts = {slug: f"<span>{literal.html(text)}</span>" for text, slug in names.items()}
    shown = shown.assign(**{_GROUP: groups.map(names)})
    table = TextTable(shown, id=name, rowname_col=stub, groupname_col=_GROUP)
    return table.fmt(texts.__getitem__, columns=_GROUP)


def _together(number: str) -> str:
    """A number of which the bounds stay on one line."""
    return _BOUNDS.sub(dutch.NO_BREAK, number)


def _linked(frame: pd.DataFrame, links: Mapping[str, Sequence[Address]]) -> dict[str, list[str]]:
    """Cells as links; text and addresses come from data files and are escaped."""
    return {
        column: [
            _link(str(text), address)
            for text, address in zip(frame[column], addresses, strict=True)
        ]
        for column, addresses in links.items()
    }


def _link(text: str, address: Address) -> str:
    if not isinstance(address, str):
        return "; ".join(map(_link, text.split("; "), address))
    if not address:
        return literal.html(text)
    return f'<a href="{literal.html(address)}">{literal.html(text)}</a>'


def _anchored(
    frame: pd.DataFrame, stub: str, links: Mapping[str, Sequence[Address]], anchors: Sequence[str]
) -> dict[str, list[str]]:
    """The names of the rows, each with the place that links to it lead to."""
    if not anchors:
        return {}
    names = _linked(frame, {stub: links.get(stub, [""] * len(frame))})[stub]
    return {
        stub: [
            f'<span id="{literal.html(anchor)}"></span>{name}'
            for anchor, name in zip(anchors, names, strict=True)
        ]
    }
