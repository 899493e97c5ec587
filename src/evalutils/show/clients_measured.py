"""How many of the clients were measured, and how many more than once."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.phrases import LEFT_OUT
from evalutils.show.table_columns import table_of, unless_empty

# Fewer than this part measured: those who were may differ from those who were not.
ENOUGH_PERCENT = 50
# Per row of the table: whose number, and which share of all clients they are.
WHO = {
    "Alle cliënten": ("clients", None),
    "Gemeten": ("measured", "coverage"),
    "Vaker gemeten": ("followed", "followed_share"),
}


@unless_empty
def sentence(result: Publishable) -> Prose:
    """Which part of the clients was measured, with a warning when it is less than half."""
    row = result.frame.iloc[0]
    if pd.isna(row["coverage"]):
        return Prose(LEFT_OUT)
    text = (
        f"Van de {dutch.counted(row['clients'], 'cliënt', 'cliënten')} in deze periode is bij "
        f"{dutch.percent(row['coverage'])} een trede gemeten"
    )
    if pd.isna(row["followed_share"]):
        return Prose(f"{text}. Hoeveel er twee keer of vaker zijn gemeten, is weggelaten.")
    text += f", bij {dutch.percent(row['followed_share'])} twee keer of vaker."
    if row["followed_share"] < ENOUGH_PERCENT:
        text += (
            " **Let op:** van minder dan de helft is een stap bekend. Wie niet opnieuw is gemeten, "
            "kan anders zijn verlopen; de cijfers hieronder gelden alleen voor wie wel gemeten is."
        )
    return Prose(text)


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """How many clients there are, and how many were measured once and more often."""
    row = result.frame.iloc[0]
    frame = pd.DataFrame(
        [
            {
                "who": who,
                "count": row[number],
                "hidden_count": row.get(f"hidden_{number}"),
                "share": row[share] if share else None,
            }
            for who, (number, share) in WHO.items()
        ]
    )
    return table_of(
        frame,
        [
            table_columns.texts("Wie", "who"),
            table_columns.counts("Aantal", "count"),
            table_columns.percents("Aandeel", "share"),
        ],
        name="gemeten",
        title="Wie gemeten is",
    )


def notes(covered: Publishable) -> list[str]:
    """For which part of the clients the steps hold, under a table."""
    return [
        f"Dekking: {share} van de cliënten is twee keer of vaker gemeten."
        for share in _followed(covered)
    ]


def reach(covered: Publishable) -> str:
    """The same as the end of a caption: ``; dekking 51,8%``."""
    return "".join(f"; dekking {share}" for share in _followed(covered))


def _followed(covered: Publishable) -> list[str]:
    """The share that was measured more than once, unless it was left out."""
    return [dutch.percent(share) for share in covered.frame["followed_share"].dropna()]
