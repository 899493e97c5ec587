"""Note and place in the source of each row, in a line that opens under a table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.columns import Column, Table
from evalutils.contracts.fixed_names import ROW_NOTES
from evalutils.contracts.outflow_tables import OTHER_OUTCOMES
from evalutils.contracts.vocabulary import TOTAL, Labelled
from evalutils.dataset.flows import STOCKS
from evalutils.display import HtmlTable, Nothing
from evalutils.frames import rows
from evalutils.show.other_outcomes import EVERYTHING
from evalutils.show.table_columns import each, table_of

_DAYS = ("period_start", "date")
LEFT_OUT = "Weggelaten, omdat er een getal in staat"
# Counts below the threshold are often written in words.
_NUMBER = re.compile(
    r"\d|\b(geen|niemand|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf)\b",
    re.IGNORECASE,
)


def table(
    frame: pd.DataFrame,
    contract: Table,
    codelists: Mapping[str, Mapping[str, Labelled]],
    places: Mapping[Any, str],
    *,
    protected: bool,
) -> HtmlTable | Nothing:
    """Note and locator of each row, folded; rows that say the same stand together.

    Parameters
    ----------
    frame, contract
        A table of an evaluation, and its contract.
    codelists
        The records by code, per codelist.
    places
        Per number of a row the address of it in the list of its document.
    protected
        Whether numbers are protected: a note with a number, in words too, is then left out, and
        the list of the document has no rows to lead to.
    """
    told = frame[frame[["note", "locator"]].notna().any(axis=1)]
    if told.empty:
        return Nothing()
    named = names_of_rows(told, contract, codelists)
    shown = pd.DataFrame({"row": named, "note": told["note"], "locator": told["locator"]})
    shown["note"] = shown["note"].map(lambda text: _note(text, protected))
    shown["place"] = "" if protected else [places[row] for row in told.index]
    alike = shown.groupby(["note", "locator"], sort=False, dropna=False)
    join: dict[Any, Any] = {"row": lambda names: "; ".join(dict.fromkeys(names)), "place": "first"}
    together = alike.agg(join).reset_index()
    made = table_of(
        together,
        [
            each("Rij", lambda row: dutch.capital(row.row)),
            each("Vindplaats in de bron", lambda row: _or_dash(row.locator), words=True),
            each("Toelichting", lambda row: _or_dash(row.note), words=True),
        ],
        name=f"toelichting-{contract.name.replace('_', '-')}",
        title=f"{contract.title}: toelichting en vindplaats",
        links={"Rij": list(together["place"])},
        sentences=True,
    )
    return made if isinstance(made, Nothing) else _folded(made, contract.title)


def _folded(made: HtmlTable, title: str) -> HtmlTable:
    """The table in a line that opens; in one file to print it is open."""
    summary = f"Toelichting en vindplaats per rij: {dutch.within(title)}"
    html = f"{ROW_NOTES}<summary>{summary}</summary>{made.html}</details>"
    return HtmlTable(html, made.title, made.content)  # a copy would not count as ours


def names_of_rows(
    frame: pd.DataFrame, contract: Table, codelists: Mapping[str, Mapping[str, Labelled]]
) -> list[str]:
    """What tells each row from the others, in Dutch."""
    first, *others = (
        column
        for column in contract.columns
        if column.kind != "integer"
        and (column.name in contract.key or (column.kind == "text" and column.required))
    )
    told = [column for column in others if frame[column.name].nunique(dropna=False) > 1]
    days = [column for column in told if column.name in _DAYS and set(_DAYS) <= set(frame)]
    words = [
        [_word(value, column, contract, codelists) for value in frame[column.name]]
        for column in (first, *told)
        if column not in days
    ]
    if days:
        words.append([when(row) for row in rows(frame)])
    return [", ".join(word for word in row if word) for row in zip(*words, strict=True)]


def when(row: Any) -> str:
    """The day of a stock, and the period of what is counted over one; empty without either."""
    if getattr(row, "measure", "") in STOCKS:
        return "" if pd.isna(row.date) else dutch.long_date(row.date)
    text = dutch.period(row.period_start, row.date)
    return "" if text == dutch.MISSING else text


def _word(
    value: Any, column: Column, contract: Table, codelists: Mapping[str, Mapping[str, Labelled]]
) -> str:
    if pd.isna(value):
        return ""
    if column.codelist and contract.name == OTHER_OUTCOMES.name and value == TOTAL:
        return EVERYTHING  # of what is no exit the total is no outflow either
    if column.codelist:
        return codelists[column.codelist][value].label
    if column.kind == "date":
        return dutch.long_date(value)
    if column.kind == "number":
        return f"{dutch.number(value)} {column.unit or ''}".strip()
    return dict(column.choices).get(value, str(value))


def _note(text: Any, protected: bool) -> Any:
    return LEFT_OUT if protected and isinstance(text, str) and _NUMBER.search(text) else text


def _or_dash(text: Any) -> str:
    return dutch.MISSING if pd.isna(text) else str(text)
