"""Tables of the uncertainty of the cost-benefit model."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.cost_inputs import label_of
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show.rendering import render
from evalutils.tables.cost_inputs import amount_of
from evalutils.tables.cost_model import lost_heading, per_lost

# Steps between the amounts that the table of acceptability shows, in euro.
STEP = 10_000


def tornado(result: Publishable) -> Table | Nothing:
    """How the exits that are needed move with each input, and where the balance turns."""
    if result.empty:
        return Nothing()
    frame = result.frame
    pairs = list(zip(frame["input"], frame["label"], strict=True))
    text = pd.DataFrame({"input": [label_of(*pair) for pair in pairs]}, index=frame.index)
    for column in ("low", "high", "switching"):
        values = zip(frame["input"], frame[column], strict=True)
        text[column] = [_or_missing(*pair) for pair in values]
    for column in ("needed_low", "needed_high"):
        text[column] = frame[column].map(lambda value: dutch.number(value, 1))
    columns = {
        "input": "Gegeven",
        "low": "Laag",
        "high": "Hoog",
        "needed_low": "Nodig bij laag",
        "needed_high": "Nodig bij hoog",
        "switching": "Omslagpunt",
    }
    return render(
        text,
        columns,
        name="gevoeligheid",
        title="Gevoeligheid: extra uitstroom die nodig is, per 100 deelnemers",
        notes=[
            "De andere gegevens staan in het midden. Bij het omslagpunt is het saldo van de "
            "gemeente nul als alle uitstroom extra is; een streep betekent dat dat nergens zo is."
        ],
    )


def _or_missing(name: str, value: float) -> str:
    return dutch.MISSING if pd.isna(value) else amount_of(name, value)


def acceptable(result: Publishable) -> Table | Nothing:
    """The probability that the programme is worth it, at some amounts."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["amount"] % STEP == 0]
    wide = frame.pivot(index="amount", columns="lost", values="probability")
    text, heads = per_lost(result, wide, "Kans", lambda value: dutch.percent(value, 0))
    return render(
        text.assign(amount=[dutch.euro(amount) for amount in wide.index]),
        {"amount": "Waarde van een extra duurzame uitstroom", **heads},
        name="aanvaardbaar",
        title="Kans dat het programma zijn kosten waard is",
        notes=[
            "Kosten zijn alle kosten behalve overdrachten; een bespaarde uitkering telt hier niet.",
            "Duurzaam: na 12 maanden nog uit de uitkering.",
        ],
    )


def plane(result: Publishable) -> Table | Nothing:
    """Mean costs and effects per 100 participants."""
    if result.empty:
        return Nothing()
    frame = result.frame.drop_duplicates("lost")
    text = pd.DataFrame(index=frame.index)
    text["lost"] = [lost_heading(result, float(lost), "volgens de bron") for lost in frame["lost"]]
    text["cost"] = frame["mean_cost"].map(dutch.euro)
    text["effect"] = frame["mean_effect"].map(lambda value: dutch.number(value, 1))
    return render(
        text,
        {"lost": "Als", "cost": "Kosten", "effect": "Extra duurzame uitstroom"},
        name="kosten-en-effect",
        title="Kosten en extra duurzame uitstroom per 100 deelnemers",
        notes=["Gemiddelde van 10.000 trekkingen; kosten zonder overdrachten."],
    )


def information(result: Publishable) -> Table | Nothing:
    """What knowing an input would be worth, per share that is not additional."""
    if result.empty:
        return Nothing()
    frame = result.frame
    pairs = zip(frame["input"], frame["label"], strict=True)
    frame = frame.assign(name=[label_of(*pair) for pair in pairs])
    wide = frame.pivot(index="name", columns="lost", values="value")
    wide = wide.loc[list(dict.fromkeys(frame["name"]))]
    text, heads = per_lost(result, wide, "Waarde van zekerheid", dutch.euro)
    return render(
        text.assign(name=wide.index),
        {"name": "Gegeven", **heads},
        name="zekerheid",
        title="Wat zeker weten waard is, per deelnemer",
        notes=[
            "Hoogstens zoveel mag onderzoek naar dat gegeven kosten, voor elke deelnemer die nog "
            "komt. Nul betekent: geen uitkomst van het onderzoek verandert de keuze."
        ],
    )
