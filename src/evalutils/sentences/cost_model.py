"""Sentences of the cost-benefit model."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.cost_inputs import INPUTS, label_of
from evalutils.contracts.vocabulary import BEARERS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.literal import markdown

UNKNOWN = ("counterfactual_exit_share", "displacement_share")


def needed_exits(result: Publishable) -> Prose | Nothing:
    """How many of the exits must be additional, and how many may not be."""
    if result.empty or pd.isna(result.frame.iloc[0]["needed"]):
        return Nothing()
    row = result.frame.iloc[0]
    text = (
        f"Van elke 100 deelnemers moeten er {dutch.number(row['needed'], 1)}{_span(row)} extra "
        "uitstromen om de kosten voor de gemeente binnen "
        f"{dutch.number(row['horizon_months'])} maanden terug te verdienen."
    )
    if pd.isna(row["observed"]):
        return Prose(f"{text} Hoeveel er uitstroomden, zegt de bron niet.")
    observed = (
        f"Er stroomden er {dutch.number(row['observed'], 1)} van de 100 uit "
        f"({dutch.number(row['exits'])} van {dutch.number(row['participants'])} mensen)"
    )
    if row["needed"] > row["observed"]:
        return Prose(f"{text} {observed}: zelfs als dat allemaal extra is, te weinig.")
    return Prose(
        f"{text} {observed}. Hoogstens {dutch.percent(row['switching'])} daarvan mag "
        f"{_lost(row)}. {_measured(row)}"
    )


def _span(row: pd.Series) -> str:
    if pd.isna(row["needed_low"]) or row["needed_low"] == row["needed_high"]:
        return ""
    low, high = (dutch.number(row[name], 1) for name in ("needed_low", "needed_high"))
    return f" (tussen {low} en {high})"


def _lost(row: pd.Series) -> str:
    anyway = "ook zonder het programma zijn gebeurd"
    return (
        anyway if row["displacement_known"] else f"{anyway} of ten koste van een ander zijn gegaan"
    )


def _measured(row: pd.Series) -> str:
    if pd.isna(row["additional"]):
        return "Hoeveel dat er werkelijk zijn, heeft niemand gemeten."
    return f"Volgens de bron waren er {dutch.number(row['additional'], 1)} van de 100 extra."


def gaps(result: Publishable) -> Prose | Nothing:
    """What is missing, what that means, and the list that a source would have to complete."""
    if result.empty:
        return Nothing()
    frame = result.frame
    missing = list(frame.loc[frame["origin"] == "gap", "input"])
    if not missing:
        return Prose("Alle gegevens voor een saldo per partij zijn er.")
    lines = "\n".join(f"- {INPUTS[name].gap}" for name in missing)
    text = f"Voor een volledig saldo ontbreekt, en het telt niet als nul:\n\n{lines}"
    if set(UNKNOWN) & set(missing) and frame["input"].eq("horizon_months").any():
        text += (
            "\n\nZolang niet gemeten is hoeveel van de uitstroom extra is, loopt elk netto bedrag "
            "van het geval dat alle uitstroom extra is tot het geval dat geen enkele dat is."
        )
    return Prose(text)


def balances(result: Publishable, per_exit: Publishable) -> Prose | Nothing:
    """The balance per party; a function of what is additional when nobody measured that."""
    known = result.frame[result.frame["npv"].notna()] if not result.empty else result.frame
    if known.empty:
        return Nothing()
    if known["net_known"].all():
        lines = [_certain(row) for _, row in known.iterrows()]
        return Prose(" ".join(lines))
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


def tornado(result: Publishable) -> Prose | Nothing:
    """Which input moves the outcome most."""
    if result.empty or result.frame["needed"].isna().all():
        return Nothing()
    row = result.frame.iloc[0]
    if pd.isna(row["needed_low"]) or pd.isna(row["needed_high"]):
        return Nothing()
    label = label_of(row["input"], row["label"])
    name = markdown(f"{label[:1].lower()}{label[1:]}")
    low, high = sorted((row["needed_low"], row["needed_high"]))
    return Prose(
        f"Het meest telt '{name}': van laag naar hoog verschuift de extra "
        f"uitstroom die nodig is van {dutch.number(low, 1)} naar {dutch.number(high, 1)} per 100 "
        "deelnemers, of omgekeerd."
    )


def information(result: Publishable) -> Prose | Nothing:
    """Where more research could change the choice, and where it could not."""
    if result.empty or result.frame["value"].isna().any():
        return Nothing()
    frame = result.frame[result.frame["input"] == "everything"]
    best = frame.sort_values("value", ascending=False, kind="stable").iloc[0]
    amount = dutch.euro(best["value"])
    if round(float(best["value"])) == 0:
        return Prose("Meer zekerheid over de bedragen en de duur verandert de keuze niet.")
    if frame["net_known"].all():
        return Prose(
            f"Alles zeker weten is voor de gemeente hoogstens {amount} per deelnemer waard."
        )
    share = dutch.percent(100 * float(best["lost"]), 0)
    return Prose(
        "Zekerheid over de bedragen en de duur is het meest waard als "
        f"{share} van de uitstroom niet extra is: hoogstens {amount} per deelnemer. Wat zekerheid "
        "over dat deel zelf waard is, is zonder meting niet te zeggen."
    )
