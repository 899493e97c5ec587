"""The balance of each party, for each number of 100 exits that may be additional."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import BEARERS
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show.draw_notes import INDEPENDENT, MEANS, not_drawn, of_draws
from evalutils.show.effect_words import rests_on
from evalutils.show.lost_exits import extra_names, few, with_span
from evalutils.show.needed_exits import NOBODY
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty

NOT_KNOWN = (
    "Eén saldo is niet te geven, want niemand heeft gemeten hoeveel van de uitstroom extra is."
)


@unless_empty
def sentence(result: Publishable, per_exit: Publishable) -> Prose | Nothing:
    """The balance per party; a function of what is additional when nobody measured that."""
    known = result.frame[result.frame["npv"].notna()]
    if known.empty:
        return Nothing()
    if known["net_known"].all():
        told = [_certain(row) for row in rows(known)]
        corrected = known["corrected"].iloc[0]
        return Prose(" ".join(told if corrected is None else [*told, rests_on(corrected)]))
    lines = [NOT_KNOWN]
    for party, part in known.groupby("party", sort=False):
        best, *_, worst = rows(part)
        lines.append(
            f"Voor de {BEARERS[str(party)]} is het per deelnemer {_span(best)} als alle uitstroom "
            f"extra is, en {_span(worst)} als er geen extra is."
        )
    prices = {row.lost: _price(row) for row in rows(per_exit.frame) if not pd.isna(row.value)}
    if {0.0, 0.5} <= set(prices):
        lines.append(
            f"Een extra uitstroom kost {prices[0.0]} als alle uitstroom extra is, en "
            f"{prices[0.5]} als 50 van de 100 dat zijn."
        )
    return Prose(" ".join(lines))


def _span(row: Any) -> str:
    """The balance over the draws, or as it is where no draw changes it."""
    if pd.isna(row.npv_low):
        return dutch.euro(row.npv)
    return f"tussen {dutch.euro(row.npv_low)} en {dutch.euro(row.npv_high)}"


def _certain(row: Any) -> str:
    mean = "" if few(row) else f"gemiddeld {dutch.euro(row.npv)}, "
    return (
        f"Het saldo per deelnemer is voor de {BEARERS[row.party]} {mean}{_span(row)}; het is "
        f"positief in {of_draws(row.positive)}."
    )


@unless_empty
def table(result: Publishable, per_exit: Publishable) -> HtmlTable | Nothing:
    """Per party and number: balance, ratio, months, draws with a gain, cost per extra exit."""
    prices = {row.lost: _price(row) for row in rows(per_exit.frame)}
    frame = result.frame.assign(price=result.frame["lost"].map(prices))
    rate = dutch.percent(100 * frame["rate"].iloc[0], 2)
    extra = () if frame["net_known"].all() else ("het deel dat extra is, per rij",)
    return table_of(
        frame,
        [
            TableColumn("Extra, van elke 100 die uitstroomden", _extra),
            each("Saldo per deelnemer, 95% van de berekeningen", _balance),
            each("Baten gedeeld door kosten", lambda row: with_span(row, "ratio", _times)),
            each("Terugverdiend na maanden", _months),
            each("Positief saldo in", lambda row: of_draws(row.positive)),
            each("Kosten per extra uitstroom", lambda row: row.price),
        ],
        name="saldo",
        title="Saldo per partij, naar hoeveel van de uitstroom extra is",
        notes=[
            f"Discontovoet {rate} per jaar. 10.000 berekeningen. {MEANS} {INDEPENDENT}",
            not_drawn(frame, *extra, "de discontovoet", "het aantal maanden dat telt"),
            "Een bandbreedte zonder bron telt in elk deel even zwaar; dat is een keuze.",
            NOBODY,
        ],
        groups=each("Partij", lambda row: dutch.capital(BEARERS[row.party])),
    )


def _extra(frame: pd.DataFrame) -> pd.Series:
    return extra_names(frame, ending="").str.removesuffix(" van de 100")


def _price(row: Any) -> str:
    if pd.isna(row.value):
        return dutch.MISSING
    if pd.isna(row.low) or pd.isna(row.high):
        return dutch.MISSING if few(row) else dutch.euro(row.value)
    return f"{dutch.euro(row.low)} tot {dutch.euro(row.high)}"


def _balance(row: Any) -> str:
    if pd.isna(row.npv_low):
        return dutch.euro(row.npv)
    return f"{dutch.euro(row.npv_low)} tot {dutch.euro(row.npv_high)}"


def _times(value: float) -> str:
    return dutch.number(value, 2)


def _months(row: Any) -> str:
    if pd.isna(row.npv):
        return dutch.MISSING
    if pd.isna(row.months) and pd.isna(row.months_low):
        return "niet"
    if pd.isna(row.months_high) and not pd.isna(row.months_low):
        return f"{dutch.number(row.months_low)} of later, of niet"
    return with_span(row, "months", dutch.number)
