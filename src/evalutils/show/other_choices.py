"""What the exits needed would be under another horizon, rate, or lower benefits."""

from __future__ import annotations

from typing import Any

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show.table_columns import each, names, numbers, percents, table_of

CHOICES = {
    "horizon": "Maanden die tellen",
    "rate": "Discontovoet",
    "shortfall": "Lagere baten",
    "correction": "Correctie voor optimisme, naar de graad van bewijs",
}


def table(result: Publishable) -> HtmlTable | Nothing:
    """A row per choice, under a heading per kind of choice."""
    return table_of(
        result.frame,
        [
            each("Als", _choice),
            numbers("Nodig, per 100 deelnemers", "needed", 1),
            percents("Hoeft niet extra te zijn", "switching"),
        ],
        name="andere-keuzes",
        title="De uitkomst bij een andere keuze",
        notes=["Steeds verandert één keuze; alle andere gegevens staan in het midden."],
        groups=names("Keuze", "choice", CHOICES),
    )


def _choice(row: Any) -> str:
    if row.choice == "horizon":
        text = f"{dutch.number(row.value)} maanden"
    elif row.choice == "rate":
        text = f"{dutch.percent(100 * row.value, 2)} per jaar"
    else:
        text = f"{dutch.percent(100 * row.value, 0)} lager" if row.value else "zoals opgegeven"
    return f"{text} (aangehouden)" if row.chosen else text
