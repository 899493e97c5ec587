"""What the exits needed would be under another horizon, rate, saving, or budget rule."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing
from evalutils.show import readings
from evalutils.show.table_columns import each, names, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

CHOICES = {
    "horizon": "Maanden die tellen",
    "rate": "Discontovoet",
    "shortfall": "Lagere baten",
    "correction": "Correctie voor optimisme, naar de graad van bewijs",
    "budget": "Wie de besparing krijgt",
}
# Nobody leaves more often than all of 100.
EVERYONE = 100


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """A row per choice, under a heading per kind of choice."""
    frame = result.frame
    return table_of(
        frame,
        [
            each("Als", _choice),
            each("Extra nodig, per 100 deelnemers", _needed),
            each("Omslagpunt", _switching),
        ],
        name="andere-keuzes",
        title="De uitkomst bij een andere keuze",
        notes=[
            "Steeds verandert één keuze. Van de gunstigste tot de ongunstigste lezing van de tabel "
            "hierboven; alle andere gegevens staan in het midden.",
            *_budget_notes(frame),
        ],
        groups=names("Keuze", "choice", CHOICES),
    )


def _needed(row: Any) -> str:
    if pd.isna(row.needed):
        return dutch.MISSING
    if row.needed > EVERYONE:
        return f"meer dan {EVERYONE}"
    if pd.isna(row.needed_worst) or row.needed_worst > EVERYONE:
        return f"minstens {dutch.number(row.needed, 1)}"
    return readings.between(row.needed, row.needed_worst)


def _switching(row: Any) -> str:
    if pd.isna(row.switching) or row.participants < SMALL_BASE:
        return dutch.MISSING
    return readings.between(row.switching_worst, row.switching, "%")


def _choice(row: Any) -> str:
    if row.choice == "horizon":
        text = f"{dutch.number(row.value)} maanden"
    elif row.choice == "rate":
        text = f"{dutch.percent(100 * row.value, 2)} per jaar"
    elif row.choice == "budget":
        kept = "alles" if row.value == 0 else f"{dutch.number(row.kept)} van elke 100 euro"
        text = f"{_size(row)}: de gemeente houdt {kept}"
    else:
        text = f"{dutch.percent(100 * row.value, 0)} lager" if row.value else "zoals opgegeven"
    return f"{text} (aangehouden)" if row.chosen else text


def _size(row: Any) -> str:
    """The municipalities that a budget rule is about."""
    small, large = (dutch.number(part) for part in (row.history_below, row.objective_from))
    if row.value == 0:
        return f"Vanaf {large} inwoners"
    if row.value == 1:
        return f"Tot {small} inwoners"
    return f"Halverwege, bij {dutch.number((row.history_below + row.objective_from) / 2)} inwoners"


def _budget_notes(frame: pd.DataFrame) -> list[str]:
    if "delay_years" not in frame:
        return []
    row = frame.iloc[-1]
    return [
        "Wie de besparing krijgt, is een scenario. Het Rijk verdeelt het budget voor bijstand: bij "
        f"grote gemeenten naar kenmerken van de gemeente, bij kleine naar wat zij "
        f"{dutch.number(row['delay_years'])} jaar eerder zelf uitgaven, en daartussen naar beide. "
        "Een kleine gemeente die minder uitgeeft, krijgt dus later minder; dat verschil gaat naar "
        "het Rijk en andere gemeenten. Ook verlaging na de maanden die tellen, telt hier mee. Dat "
        "het landelijke budget meebeweegt, en de vangnetregeling bij grote tekorten, tellen niet "
        f"mee. Bron: {row['budget_reference']}."
    ]
