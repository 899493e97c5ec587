"""Every row taken from a document, with where it stands there: what figures lead back to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from evalutils import dutch, literal
from evalutils.book import site
from evalutils.book.markdown import folded, html_table, page
from evalutils.contracts.columns import Column
from evalutils.contracts.fixed_names import html_address
from evalutils.contracts.tables import TABLES, Table
from evalutils.contracts.vocabulary import Labelled
from evalutils.dataset.evaluation import Evaluation
from evalutils.frames import records
from evalutils.keys import claim_anchor, row_anchor
from evalutils.quantities import is_sign, printed, quantity
from evalutils.show.row_notes import names_of_rows

Codelists = Mapping[str, Mapping[str, Labelled]]
_HEADINGS = ("Regel", "Waar het over gaat", "Wat er staat", "Vindplaats", "Toelichting")
# A page of a source stands in a folder of its own.
_ROOT = "../"
_UNITS = {"%": "percent", "€": "EUR", "jaar": "date"}
_HIDDEN = (
    "De gegevens van deze evaluatie zijn beschermd. Daarom staan de regels hier niet; wat ervan "
    "openbaar is, staat in de hoofdstukken."
)


def source_rows(source: str, evaluations: Sequence[Evaluation], codelists: Codelists) -> str:
    """Per evaluation and table the rows that come from a document, each with a place of its own."""
    sections = [_evaluation(source, item, codelists) for item in evaluations]
    if not any(sections):
        return ""
    return page(
        "## Regels uit dit document",
        "Elke regel is overgenomen zoals het document het zegt, met de plaats waar het staat.",
        *sections,
    )


def _evaluation(source: str, evaluation: Evaluation, codelists: Codelists) -> str:
    title = f"### {literal.markdown(site.full_title(evaluation))}"
    if evaluation.disclosure == "protected":
        return page(title, _HIDDEN)
    tables = [
        _table(evaluation, TABLES[name], found, codelists)
        for name, frame in evaluation.tables.items()
        if not TABLES[name].client_level
        and len(found := _from(source, frame, evaluation.sources[0]))
    ]
    return page(title, *tables) if tables else ""


def _from(source: str, frame: pd.DataFrame, usual: str) -> pd.DataFrame:
    """The rows of a document; a row that names none is of the usual one."""
    own = [(told if isinstance(told, str) else usual) == source for told in frame["source"]]
    return frame if all(own) else frame[own]  # most often all: a copy takes long for a few rows


def _table(
    evaluation: Evaluation, contract: Table, frame: pd.DataFrame, codelists: Codelists
) -> str:
    """The rows of one table; `frame` keeps the numbers that they have in its file."""
    names = names_of_rows(frame, contract, codelists)
    lines = [
        _row(evaluation, contract, name, row | {"row": number})
        for name, number, row in zip(names, frame.index, records(frame), strict=True)
    ]
    title = literal.html(f"{contract.title} ({site.full_title(evaluation)})")
    told = f"{contract.title}: {dutch.counted(len(lines), 'regel', 'regels')}"
    return folded(told, html_table(title, _HEADINGS, lines), len(lines))


def _row(evaluation: Evaluation, contract: Table, name: str, row: Mapping[Any, Any]) -> str:
    number = row["row"]
    line = f"regel{dutch.NO_BREAK}{number}"
    if contract.name == "claims":
        name, said = str(row["quantity"]), printed(row)
        place = claim_anchor(row["claim"], number)
        address = _ROOT + html_address(site.evaluation_file(evaluation.key), place)
        first = f'<a href="{literal.html(address)}">{line}</a>'
    else:
        said, first = "; ".join(_values(contract, row)), line
    texts = [dutch.capital(name), said, row["locator"], row["note"]]
    cells = "".join(f"<td>{literal.html(_or_dash(text))}</td>" for text in texts)
    anchor = literal.html(row_anchor(evaluation.key, contract.name, number))
    return f'<tr id="{anchor}"><th scope="row">{first}</th>{cells}</tr>'


def _values(contract: Table, row: Mapping[Any, Any]) -> Iterator[str]:
    """The numbers of a row that do not name it, each with its Dutch name."""
    for column in contract.columns:
        value = row[column.name]
        if value is not None and column.name not in contract.key and _is_number(column):
            yield f"{column.label} {quantity(float(value), _decimals(value), _unit(column, row))}"


def _unit(column: Column, row: Mapping[Any, Any]) -> str:
    """The code of the unit of a number; what is counted stands in the name of its row."""
    unit = str(row[column.unit_in]) if column.unit_in else _UNITS.get(column.unit or "", "item")
    return unit if is_sign(unit) else "item"


def _is_number(column: Column) -> bool:
    return column.kind in ("integer", "number")


def _decimals(value: Any) -> int:
    """As many decimals as the file gives."""
    return len(f"{float(value):.6f}".rstrip("0").partition(".")[2])


def _or_dash(text: Any) -> str:
    return literal.one_line(str(text)) if text else dutch.MISSING
