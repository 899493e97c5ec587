"""What a researcher shows beside the chapters: a table, a chart or a sentence of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from evalutils import dutch
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.keys import slug
from evalutils.literal import markdown
from evalutils.seal import refuse_by_hand
from evalutils.show import cells
from evalutils.show.table_columns import TableColumn, table_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Written:
    """A value that formats itself as Dutch readers write it.

    Format ``{x}`` gives a whole number, a date in full or a text; ``{x:1}`` one decimal; ``{x:%}``
    a percentage with one decimal and ``{x:0%}`` without; ``{x:euro}`` an amount. What was left
    out is called so.
    """

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, form: str) -> str:
        value = self.value
        if isinstance(value, date | pd.Timestamp):
            return dutch.long_date(value)
        if isinstance(value, str):
            return markdown(value)
        if pd.isna(value):  # type: ignore[call-overload]
            return dutch.LEFT_OUT
        number = float(value)  # type: ignore[arg-type]
        if form == "euro":
            return dutch.euro(number)
        if form.endswith("%"):
            return dutch.percent(number, int(form[:-1] or 1))
        return dutch.number(number, int(form or 0))


def sentence(template: str, values: Mapping[str, object]) -> Prose:
    """A sentence with its values written in Dutch; see `Written`."""
    refuse_by_hand("own_content.sentence")
    return Prose(template.format(**{name: Written(value) for name, value in values.items()}))


def chart(figure: Figure, *, title: str, alternative: str) -> Chart:
    """A chart with its caption and text alternative; its name follows from the title."""
    refuse_by_hand("own_content.chart")
    return Chart(figure, f"eigen-{slug(title)}", title, alternative)


def table(
    frame: pd.DataFrame, *, title: str, headings: Mapping[str, str], notes: Sequence[str] = ()
) -> HtmlTable | Nothing:
    """A table of a frame: numbers at the right, texts at the left.

    Parameters
    ----------
    frame
        What is shown; columns named ``hidden_NAME`` say what of NAME was left out.
    title
        Dutch title.
    headings
        Dutch heading per column, in order; without any all columns under their own name.
    notes
        Sentences under the table.
    """
    refuse_by_hand("own_content.table")
    own = [str(name) for name in frame if not str(name).startswith("hidden_")]
    shown = dict(headings) or {name: dutch.capital(name.replace("_", " ")) for name in own}
    columns = [_column(frame, name, heading) for name, heading in shown.items()]
    return table_of(frame, columns, name=f"eigen-{slug(title)}", title=title, notes=notes)


def _column(frame: pd.DataFrame, name: str, heading: str) -> TableColumn:
    values = frame[name]
    if pd.api.types.is_datetime64_any_dtype(values):
        return TableColumn(heading, lambda rows: cells.dates(rows, name))
    if not pd.api.types.is_numeric_dtype(values):
        return TableColumn(heading, lambda rows: cells.texts(rows, name), words=True)
    known = values.dropna().astype("float64")
    whole = bool((known == known.round()).all())
    return TableColumn(heading, lambda rows: _numbers(rows, name, 0 if whole else 1))


def _numbers(rows: pd.DataFrame, name: str, decimals: int) -> pd.Series[str]:
    if decimals == 0:
        return cells.counts(rows, name)
    return rows[name].astype("float64").map(lambda value: dutch.number(value, decimals))
