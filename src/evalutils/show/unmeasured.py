"""What something that nobody measured must do to take an adjusted effect away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import table_columns
from evalutils.show.adjusted_effects import of_months
from evalutils.show.phrases import told
from evalutils.show.table_columns import unless_empty


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """What something that nobody measured must do to take the effect away."""
    return told(list(_unmeasured(result.frame)))


def _unmeasured(frame: pd.DataFrame) -> Iterator[str]:
    last = frame[frame["e_value"].notna()].tail(1)
    for row in rows(last):
        yield (
            f"Stel dat de groepen ook verschillen in iets dat niet in het bestand staat. Dat neemt "
            f"het verschil na {row.month} maanden pas weg als mensen die het hebben "
            f"{dutch.number(row.e_value, 1)} keer zo vaak meedoen en ook "
            f"{dutch.number(row.e_value, 1)} keer zo vaak werk vinden (E-waarde). Bij "
            f"{dutch.number(row.e_value_bound, 1)} keer kan het verschil al toeval zijn."
        )
        if pd.notna(row.gamma):
            yield (
                "Mensen die in het bestand gelijk zijn, mogen tot "
                f"{dutch.number(row.gamma, 1)} keer verschillen in hun kansverhouding om mee te "
                "doen; daarboven kan het verschil toeval zijn (gamma van Rosenbaum)."
            )
        yield _tipping(row)


def _tipping(row: Any) -> str:
    if pd.isna(row.tipping):
        return (
            "Van een deel van de cliënten is niet bekend of zij naar werk gingen. Hoeveel dat er "
            "ook waren, het verschil na correctie blijft."
        )
    return (
        "Van een deel van de cliënten is niet bekend of zij naar werk gingen. Ging daarvan "
        f"{dutch.percent(row.tipping, 0)}, dan verdwijnt het verschil na correctie (in de "
        "vergelijkingsgroep: evenveel als van vergelijkbare mensen van wie het wel bekend is)."
    )


# What a dash in a column says.
_OF_A_DASH = {
    "gamma": f"{dutch.MISSING} bij gamma: zonder zo'n verschil in kans is het al niet aangetoond.",
    "tipping": f"{dutch.MISSING} bij het omslagpunt: geen deel van wie niet bekend is, neemt het "
    "verschil weg.",
}


def _has_dashes(column: pd.Series) -> bool:
    """Whether the table has this column, with a dash in it."""
    return bool(column.isna().any() and column.notna().any())


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """E-values, gamma and tipping points per month."""
    return of_months(
        result,
        table_columns.numbers("Verhouding", "ratio", 2),
        table_columns.numbers("E-waarde", "e_value", 1),
        table_columns.numbers("E-waarde van het interval", "e_value_bound", 1),
        table_columns.numbers("Gamma", "gamma", 1),
        table_columns.percents("Omslagpunt", "tipping", 0),
        name="ongemeten",
        title="Hoeveel ervoor nodig is om het verschil weg te nemen",
        notes=[note for name, note in _OF_A_DASH.items() if _has_dashes(result.frame[name])],
    )
