"""Published figures that do not add up, or do so under one reading only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.audit import Verdict
from evalutils.contracts.units import UNITS
from evalutils.display import HtmlTable, Nothing
from evalutils.quantities import IN_WORDS, constant, head_count, is_sign, qualified, quantity
from evalutils.show.table_columns import TableColumn, each, table_of


def explanation(verdict: Verdict, *, numbers: bool) -> str:
    """One Dutch sentence: the one of the row where it was written, else a computed one.

    Parameters
    ----------
    numbers
        False for an evaluation whose figures may not be shown.
    """
    written = verdict.claim.explanation
    if verdict.verdict != "consistent" and written:
        return written
    if verdict.reason == "within":
        return "Sluit aan binnen de afronding."
    if not numbers or math.isnan(verdict.computed):
        return "Sluit niet aan."
    published, computed = both_numbers(verdict)
    cause = "afronding verklaart dat niet"
    if verdict.step:
        cause = f"dat past als de bron afrondt op {constant(verdict.step)}"
    return f"Herberekend {computed}, gepubliceerd {published}; {cause}."


def both_numbers(verdict: Verdict) -> tuple[str, str]:
    """The published and the recomputed figure, with as many decimals as tell them apart."""
    claim = verdict.claim
    whole = math.isnan(verdict.computed) or float(verdict.computed).is_integer()
    decimals = max(claim.decimals, 0 if whole else 1)
    computed = _told(verdict.computed, decimals, claim.unit, people=not claim.decimals)
    return _told(claim.value, claim.decimals, claim.unit), computed


def _told(value: float, decimals: int, unit: str, *, people: bool = False) -> str:
    """A figure without its unit, unless its number alone says nothing."""
    if unit in IN_WORDS:
        return quantity(value, decimals, unit)
    if people and UNITS[unit].measures == "persons":
        return head_count(value)
    return dutch.number(value, decimals)


def inconsistent_table(rows: pd.DataFrame, titles: Mapping[str, str]) -> HtmlTable | Nothing:
    """Figures that do not add up, with the likely cause."""
    name, title = "niet-sluitend", "Cijfers die niet sluiten"
    return _findings(rows, titles, name, title, "Waarschijnlijke oorzaak")


def ambiguous_table(rows: pd.DataFrame, titles: Mapping[str, str]) -> HtmlTable | Nothing:
    """Figures that add up under one reading only."""
    name, title = "niet-eenduidig", "Cijfers die van de lezing afhangen"
    return _findings(rows, titles, name, title, "Welke lezing")


def _findings(
    rows: pd.DataFrame, titles: Mapping[str, str], name: str, title: str, why: str
) -> HtmlTable | Nothing:
    place = ["municipality", "programme", "period"]
    columns = [
        each("Cijfer", lambda row: dutch.capital(row.quantity)),
        each("Gepubliceerd", _published),
        each("Herberekend", _computed),
        each(why, _why, words=True),
    ]
    return figures_per_programme(
        rows.sort_values(place, kind="stable"), titles, columns, name=name, title=title
    )


def figures_per_programme(
    rows: pd.DataFrame,
    titles: Mapping[str, str],
    columns: Sequence[TableColumn],
    *,
    name: str,
    title: str,
) -> HtmlTable | Nothing:
    """Figures that call for a sentence, under the title of their evaluation and linked to it.

    Parameters
    ----------
    rows
        Columns municipality, programme and period, and those that the cells are made from.
    titles
        Title of each evaluation by key.
    columns
        The first names the figure, the last says in a sentence what is the matter.
    """
    return table_of(
        rows,
        columns,
        name=name,
        title=title,
        links={columns[0].heading: [f"{_key(row)}/index.html" for row in rows.itertuples()]},
        sentences=True,
        groups=each("Programma", lambda row: titles[_key(row)]),
    )


def _key(row: Any) -> str:
    return f"{row.municipality}/{row.programme}/{row.period}"


def _published(row: Any) -> str:
    if pd.isna(row.published):
        return dutch.MISSING
    shown = quantity(float(row.published), int(row.decimals), _sign(row.unit))
    return qualified(shown, row.qualifier)


def _computed(row: Any) -> str:
    if pd.isna(row.computed):
        return dutch.MISSING
    # One digit more than was printed shows why a figure does not round to the printed one.
    decimals = 0 if float(row.computed).is_integer() else int(row.decimals) + 1
    if not row.decimals and UNITS[row.unit].measures == "persons":
        return head_count(float(row.computed))
    return quantity(float(row.computed), decimals, _sign(row.unit))


def _sign(unit: str) -> str:
    """The unit where it belongs to the number; what is counted stands in the figure's name."""
    return unit if is_sign(unit) else "item"


def _why(row: Any) -> str:
    accepted = f" Toch gepubliceerd: {row.accepted}" if row.accepted else ""
    return f"{row.explanation}{accepted}"
