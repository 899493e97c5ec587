"""Clients of the programme beside those of a group to compare with: who, how alike, what became."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME, ROLES
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.phrases import LEFT_OUT
from evalutils.show.table_columns import each, unless_empty, with_origin

NOBODY = (
    "Er is niemand om te vergelijken: van de cliënten is niet vastgelegd wie bij het programma "
    "hoort en wie niet, of in een van beide groepen begon niemand in de periode."
)


@with_origin
def sentence(result: Publishable) -> Prose:
    """Who are compared, or that nobody is."""
    if result.empty:
        return Prose(NOBODY)
    numbers = result.frame.drop_duplicates("arm").set_index("arm")["clients"]
    if numbers.isna().any():
        return Prose(LEFT_OUT)
    ours, theirs = (dutch.number(numbers[arm]) for arm in (PROGRAMME, CONTROL))
    return Prose(
        f"Naast elkaar staan {ours} cliënten met het programma en {theirs} mensen in de "
        "vergelijkingsgroep die in de periode begonnen, elk met de eerste keer. Wie eerder begon, "
        "telt niet mee: wie er dan nog is, lijkt niet op wie net begint."
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """What became of the clients of each arm, by month, without any correction."""
    frame = result.frame.assign(place=result.frame["arm"].eq(CONTROL)).sort_values(
        ["place", "month"]
    )
    return table_columns.table_of(
        frame,
        (
            table_columns.AFTER_MONTHS,
            table_columns.counts("Naar werk", "work"),
            table_columns.counts("Elders heen", "elsewhere"),
            table_columns.counts("Nog niet weg", "staying"),
            table_columns.counts("Niet bekend", "unclear"),
        ),
        name="vergeleken-clienten",
        title="Wat er bekend is van de cliënten van beide groepen",
        notes=[
            "Niet bekend: zo lang nog niet gevolgd, of vertrokken met onbekende bestemming. Deze "
            "aantallen zijn niet gecorrigeerd voor wie er in welke groep zat.",
        ],
        groups=each("Groep", _arm_heading),
    )


def _arm_heading(row: Any) -> str:
    number = "" if pd.isna(row.clients) else f" ({dutch.number(row.clients)} mensen)"
    return f"{dutch.capital(ROLES[row.arm])}{number}"
