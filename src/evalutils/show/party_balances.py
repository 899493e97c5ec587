"""The balance of each party, for each share of the exits that may not be additional."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import BEARERS
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show.lost_exits import lost_names
from evalutils.show.needed_exits import NOBODY
from evalutils.show.table_columns import (
    TableColumn,
    each,
    euros,
    numbers,
    percents,
    table_of,
    unless_empty,
)


@unless_empty
def sentence(result: Publishable, per_exit: Publishable) -> Prose | Nothing:
    """The balance per party; a function of what is additional when nobody measured that."""
    known = result.frame[result.frame["npv"].notna()]
    if known.empty:
        return Nothing()
    if known["net_known"].all():
        return Prose(" ".join(_certain(row) for _, row in known.iterrows()))
    lines = [
        "Eén saldo is niet te geven, want niemand heeft gemeten hoeveel van de uitstroom extra is."
    ]
    for party, part in known.groupby("party", sort=False):
        best, worst = part.iloc[0], part.iloc[-1]
        lines.append(
            f"Voor de {BEARERS[str(party)]} loopt het van {dutch.euro(best['npv'])} per deelnemer "
            f"als alle uitstroom extra is, tot {dutch.euro(worst['npv'])} als geen enkele dat is."
        )
    prices = per_exit.frame.set_index("lost")["value"].dropna()
    if {0.0, 0.5} <= set(prices.index):
        lines.append(
            f"Een extra uitstroom kost {dutch.euro(prices[0.0])} als alle uitstroom extra is en "
            f"{dutch.euro(prices[0.5])} als de helft dat is."
        )
    return Prose(" ".join(lines))


def _certain(row: pd.Series) -> str:
    span = f"tussen {dutch.euro(row['npv_low'])} en {dutch.euro(row['npv_high'])}"
    return (
        f"Het saldo voor de {BEARERS[row['party']]} is gemiddeld {dutch.euro(row['npv'])} per "
        f"deelnemer, {span}; de kans op een positief saldo is {dutch.percent(row['positive'], 0)}."
    )


@unless_empty
def table(result: Publishable, per_exit: Publishable) -> HtmlTable | Nothing:
    """Per party and share: balance, ratio, months, chance of gain, and cost per extra exit."""
    prices = per_exit.frame.set_index("lost")["value"]
    frame = result.frame.assign(price=result.frame["lost"].map(prices))
    rate = dutch.percent(100 * frame["rate"].iloc[0], 2)
    return table_of(
        frame,
        [
            TableColumn("Niet extra", lambda shown: lost_names(shown, ending="")),
            each("Saldo per deelnemer, 95% van de trekkingen", _balance),
            numbers("Baten gedeeld door kosten", "ratio", 2),
            each("Terugverdiend na maanden", _months),
            percents("Kans op een positief saldo", "positive", 0),
            euros("Kosten per extra uitstroom", "price"),
        ],
        name="saldo",
        title="Saldo per partij, naar het deel van de uitstroom dat niet extra is",
        notes=[f"Discontovoet {rate} per jaar. 10.000 trekkingen.", NOBODY],
        groups=each("Partij", lambda row: dutch.capital(BEARERS[row.party])),
    )


def _balance(row: Any) -> str:
    low, high = row.npv_low, row.npv_high
    if pd.isna(low) or pd.isna(high):
        return dutch.euro(row.npv)
    return dutch.euro(low) if low == high else f"{dutch.euro(low)} tot {dutch.euro(high)}"


def _months(row: Any) -> str:
    if pd.isna(row.npv):
        return dutch.MISSING
    return "niet" if pd.isna(row.months) else dutch.number(row.months)
