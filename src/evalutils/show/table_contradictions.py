"""Figures in the tables of one evaluation that cannot all be true."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd

from evalutils import dutch
from evalutils.contracts.cost_inputs import label_of
from evalutils.contracts.tables import TABLES
from evalutils.contracts.vocabulary import MEASURES, Labelled
from evalutils.dataset.contradictions.rule_view import GROUP
from evalutils.dataset.evaluation import Contradiction
from evalutils.display import HtmlTable, Nothing
from evalutils.show.audited_figures import figures_per_programme
from evalutils.show.other_outcomes import EVERYTHING
from evalutils.show.table_columns import each

# Records by code, per codelist.
Codelists = Mapping[str, Mapping[str, Labelled]]
_ASSUMPTIONS = "Uitgangspunten van kosten en baten"
_BESIDE = {
    "total": "alle uitstroom",
    "all": "alle cliënten met deze bestemming",
    "all_groups": "alle cliënten",
    "ladder": "mensen op deze trede",
    "base_count": "de eigen basis",
    **MEASURES,
}

_OTHERWISE = {
    "inflow": {"total": "alle instroom", "all": "alle cliënten met deze reden"},
    "other_outcomes": {"total": EVERYTHING},
}

# Per kind what is told, with the number that the other figures give.
_EXPLANATIONS = {
    "part_above_whole": "Een deel is nooit meer dan het geheel ({beside}): {computed}.",
    "parts_above_whole": "De delen zijn samen {computed}, meer dan het geheel ({beside}).",
    "stage_grows": "De stap ervoor telt {computed}. Wie een stap bereikt, bereikte ook die ervoor.",
    "longer_away": "Na minder maanden is het {computed}. Wie langer wegbleef, was toen ook al weg.",
    "two_counts": "Dezelfde bestemming staat er ook met {computed}.",
    "share_beside_count": "De aantallen die ernaast staan, geven {computed}.",
    "no_whole_number": "Geen heel aantal mensen van de basis is dit aandeel; het dichtstbij is "
    "{computed}.",
    "two_units": "De basis ({beside}) telt iets anders dan deze regel; een aandeel is er niet van.",
    "shares_together": "De aandelen zijn samen {computed}; afronding verklaart dat niet.",
    "flows_and_stocks": "Het begin plus de instroom min de uitstroom is {computed}.",
    "one_stock": "Elders staat voor deze stand {computed}; een dag begint zoals de vorige eindigt.",
    "parts_of_period": "De delen van deze periode zijn samen {computed}.",
    "outside_period": "De datum valt buiten de periode waar het over gaat.",
    "statement": "Het oordeel van de bron past niet bij de streefwaarde ({computed}).",
}


def explanation(item: Contradiction) -> str:
    """One sentence that says why the figure cannot be true beside the others."""
    words = {**_BESIDE, **_OTHERWISE.get(item.table, {})}
    beside = words.get(item.beside) or _column_label(item.table, item.beside)
    if item.beside.startswith(GROUP):
        beside = f"groep {item.beside.removeprefix(GROUP)}"
    sentence = _EXPLANATIONS[item.kind]
    return sentence.format(computed=number_of(item, item.computed), beside=beside)


def subject(item: Contradiction, codelists: Codelists) -> str:
    """What the figure is: the table, the column and what the row is about."""
    if item.table not in TABLES:
        return f"{_ASSUMPTIONS}: {_input(item.column)}"
    about = [_value(item.table, column, value, codelists) for column, value in item.about]
    words = f"{TABLES[item.table].title}: {_column_label(item.table, item.column)}"
    return f"{words} ({', '.join(about)})" if about else words


def number_of(item: Contradiction, value: float) -> str:
    """A number of the contradiction in the unit of its column."""
    percent = item.table in TABLES and any(
        column.name == item.column and column.unit == "%" for column in TABLES[item.table].columns
    )
    if percent:
        return dutch.printed_percent(round(value, 1))
    return dutch.number(value, 0 if float(value).is_integer() else 1)


def _column_label(table: str, column: str) -> str:
    columns = TABLES[table].columns if table in TABLES else ()
    labels = {item.name: item.label for item in columns}
    return labels.get(column) or _input(column)


def _input(name: str) -> str:
    return dutch.within(label_of(name, name))


def _value(table: str, column: str, value: str, codelists: Codelists) -> str:
    """The value of a key column as a reader knows it."""
    found = next((item for item in TABLES[table].columns if item.name == column), None)
    if found is None:
        return value
    if found.kind == "date":
        return dutch.long_date(date.fromisoformat(value))
    codes = codelists.get(found.codelist or "", {})
    if value in codes:
        return codes[value].label
    words = dict(found.choices).get(value, value)
    numeric = found.kind in ("rung", "rungs", "integer", "number")
    return f"{found.label} {words}" if numeric else words


def table(rows: pd.DataFrame, titles: Mapping[str, str]) -> HtmlTable | Nothing:
    """The figures, what the others say they should be, and why.

    Parameters
    ----------
    rows
        Columns municipality, programme, period, quantity, explanation, and the two numbers as
        ``published_text`` and ``computed_text``.
    titles
        Title of each evaluation by key.
    """
    return figures_per_programme(
        rows,
        titles,
        [
            each("Cijfer", lambda row: row.quantity),
            each("Gepubliceerd", lambda row: row.published_text),
            each("Volgt uit de andere", lambda row: row.computed_text),
            each("Vindplaats", lambda row: row.locator or dutch.MISSING, words=True),
            each("Wat elkaar tegenspreekt", lambda row: row.explanation, words=True),
        ],
        name="tegenstrijdig",
        title="Cijfers in de tabellen die elkaar tegenspreken",
    )
