"""Turns a frame of finished Dutch text into an HTML table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evalutils import dutch, literal
from evalutils.display import HtmlTable
from evalutils.keys import slugs

# Colours and fonts come from the page, so that a table follows its light or dark theme.
_INHERIT = (
    "gt_table {background: transparent !important; color: inherit !important;}",
    "gt_col_heading {color: inherit !important;}",
)

# The spaces of `12,5% tot 14,2%` and `(van 13)`.
_BOUNDS = re.compile(r" (?=tot )|(?<= tot) |(?<=\(van) ")
# A column that no frame has.
_GROUP = "::group"
# Narrower than this a table scrolls in its own box instead of squeezing its sentences.
_ROOM = "gt_row:last-child {min-width: 14rem;}"


def render(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    name: str,
    title: str,
    notes: Sequence[str] = (),
    texts: Sequence[str] = (),
    links: Mapping[str, Sequence[str]] | None = None,
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
        Per column the address that each cell links to, from the page on.
    sentences
        True when the last column holds sentences, which then get room.
    groups
        Column whose values become headings between the rows.
    """
    from great_tables import html

    stub, *rest = columns
    rest = [column for column in rest if not frame[column].eq(dutch.MISSING).all()]
    rules = (*_INHERIT, _ROOM) if sentences else _INHERIT
    numbers = [column for column in rest if column not in texts]
    shown = frame[[stub, *rest]].assign(
        **{column: frame[column].map(_together) for column in numbers},
        **_linked(frame, links or {}),
    )
    # A label between double braces would be read as a unit of measurement.
    labels = {column: html(literal.html(columns[column])) for column in rest}
    table = (
        _grouped(shown, f"tabel-{name}", stub, None if groups is None else frame[groups])
        .tab_header(title=title)
        .tab_stubhead(label=columns[stub])
        .cols_label(labels)
        .cols_align("right", columns=numbers)
        .cols_align("left", columns=[column for column in rest if column in texts])
        .tab_options(
            table_width="100%",
            heading_align="left",
            table_font_size="0.9rem",
            row_group_font_weight="bold",
        )
        .opt_table_font(font="inherit")
        .opt_css("\n".join(f"#tabel-{name} .{rule}" for rule in rules))
    )
    if links:
        table = table.fmt_passthrough(columns=list(links), escape=False)
    for note in notes:
        table = table.tab_source_note(note)
    return HtmlTable(str(table.as_raw_html()), title)


def _grouped(shown: pd.DataFrame, name: str, stub: str, groups: pd.Series[str] | None) -> Any:
    """The table; its group headings get a slug as identifier, and their text apart from it."""
    from evalutils.show.text_table import TextTable

    if groups is None:
        return TextTable(shown, id=name, rowname_col=stub)
    names = slugs(groups)
    texts = {slug: literal.html(text) for text, slug in names.items()}
    shown = shown.assign(**{_GROUP: groups.map(names)})
    table = TextTable(shown, id=name, rowname_col=stub, groupname_col=_GROUP)
    return table.fmt(texts.__getitem__, columns=_GROUP)


def _together(number: str) -> str:
    """A number of which the bounds stay on one line."""
    return _BOUNDS.sub(dutch.NO_BREAK, number)


def _linked(frame: pd.DataFrame, links: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Cells as links; text and addresses come from data files and are escaped."""
    return {
        column: [
            f'<a href="{literal.html(address)}">{literal.html(str(text))}</a>'
            for text, address in zip(frame[column], addresses, strict=True)
        ]
        for column, addresses in links.items()
    }
