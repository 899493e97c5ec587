"""Turns a frame of finished Dutch text into an HTML table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from evalutils.display import Table

# Colours and fonts come from the page, so that a table follows its light or dark theme.
_INHERIT = (
    "gt_table {background: transparent !important; color: inherit !important;}",
    "gt_col_heading {color: inherit !important;}",
)


def render(
    frame: pd.DataFrame,
    columns: Mapping[str, str],
    *,
    name: str,
    title: str,
    notes: Sequence[str] = (),
    texts: Sequence[str] = (),
) -> Table:
    """Render a table whose first column names the rows.

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
    """
    from great_tables import GT

    names = list(columns)
    stub, rest = names[0], names[1:]
    numbers = [column for column in rest if column not in texts]
    table = (
        GT(frame[names], id=f"tabel-{name}", rowname_col=stub)
        .tab_header(title=title)
        .tab_stubhead(label=columns[stub])
        .cols_label({column: columns[column] for column in rest})
        .cols_align("right", columns=numbers)
        .cols_align("left", columns=[column for column in rest if column in texts])
        .tab_options(table_width="100%", heading_align="left", table_font_size="0.9rem")
        .opt_table_font(font="inherit")
        .opt_css("\n".join(f"#tabel-{name} .{rule}" for rule in _INHERIT))
    )
    for note in notes:
        table = table.tab_source_note(note)
    return Table(str(table.as_raw_html()), title)
