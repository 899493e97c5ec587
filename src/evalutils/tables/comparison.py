"""Tables of the comparison across evaluations."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show import cells
from evalutils.show.rendering import render


def exit_shares(result: Publishable) -> Table | Nothing:
    """Exit shares with their base and interval, in alphabetical order."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[["base_label"]].copy()
    text["label"] = frame["label"].map(dutch.capital)
    place = frame["municipality_name"] + ": " + frame["title"]
    text["evaluation"] = place + ", " + frame["period"]
    text["share"] = cells.shares(frame)
    text["interval"] = cells.intervals(frame)
    text["n"] = cells.counts(frame, "n")
    text["reasons"] = frame["reasons"].replace("", dutch.MISSING).map(dutch.capital)
    columns = {
        "label": "Bestemming",
        "share": "Aandeel",
        "interval": "95%-interval",
        "base_label": "Van",
        "n": "Basis",
        "reasons": "Niet vergelijkbaar omdat…",
    }
    return render(
        text,
        columns,
        name="vergelijking",
        title="Aandelen uitstroom naast elkaar, geen rangorde",
        notes=[
            "Elk aandeel heeft een eigen basis. Zonder interval: overgenomen uit de bron.",
            "Een reden staat er als een evaluatie afwijkt van wat bij die bestemming het meest "
            "voorkomt. Ook zonder reden kan een verschil aan de mensen liggen.",
        ],
        texts=("base_label", "reasons"),
        sentences=True,
        groups="evaluation",
    )


def shrunken(result: Publishable) -> Table | Nothing:
    """Raw shares beside those drawn towards the common mean, and the reason for caution."""
    if result.empty:
        return Nothing()
    frame = result.frame
    shares, spans = cells.shares(frame), cells.intervals(frame)
    both = cells.with_interval(frame)
    text = pd.DataFrame(
        {
            "number": [dutch.number(number) for number in range(1, len(frame) + 1)],
            "evaluation": frame["municipality_name"]
            + ": "
            + frame["title"]
            + ", "
            + frame["period"],
            "n": cells.counts(frame, "n"),
            "share": shares.mask(spans.ne(dutch.MISSING), both),
            "shrunken": frame["shrunken"].map(dutch.percent),
            "reasons": frame["reasons"].replace("", dutch.MISSING).map(dutch.capital),
        }
    )
    columns = {
        "evaluation": "Evaluatie",
        "number": "Nummer",
        "n": "Basis",
        "share": "Aandeel (95%-interval)",
        "shrunken": "Aandeel, naar het gemiddelde getrokken",
        "reasons": "Niet vergelijkbaar omdat…",
    }
    return render(
        text,
        columns,
        name="gekrompen",
        title="Aandelen zoals geteld, en naar het gemiddelde getrokken",
        notes=[
            "Een klein programma wordt verder naar het gemiddelde getrokken dan een groot: zijn "
            "aandeel hangt meer van toeval af.",
        ],
        texts=("reasons",),
        sentences=True,
    )


def costs(result: Publishable) -> Table | Nothing:
    """What each programme costs, in one price year, and what is in and out of the figure."""
    if result.empty:
        return Nothing()
    frame = result.frame
    year, months = int(frame["price_year"].iloc[0]), frame["horizon_months"].max()
    text = pd.DataFrame(index=frame.index)
    text["programme"] = frame["title"] + ", " + frame["municipality_name"]
    amounts = frame["amount"].map(dutch.euro)
    text["item"] = amounts + ": " + frame["item"] + ", " + frame["per_label"]
    spans = zip(frame["needed"], frame["needed_low"], frame["needed_high"], strict=True)
    text["needed"] = [_needed(*span) for span in spans]
    text["observed"] = frame["observed"].map(lambda value: dutch.number(value, 1))
    text["note"] = frame["note"].astype("object").fillna(dutch.MISSING)
    columns = {
        "programme": "Programma",
        "item": f"Bedrag, prijspeil {year}",
        "needed": "Extra uitstroom die nodig is, per 100",
        "observed": "Uitstroom, per 100",
        "note": "Wat erin zit en wat niet",
    }
    return render(
        text,
        columns,
        name="kosten-vergelijking",
        title="Kosten van programma's naast elkaar",
        notes=[
            f"Nodig voor de gemeente, over {dutch.number(months)} maanden; tussen haakjes 95% van "
            "de trekkingen. Omgerekend met de stijging van de consumentenprijzen (CBS).",
            "De groepen en de bedragen verschillen; dit is geen rangorde.",
        ],
        texts=("item", "note"),
        sentences=True,
    )


def _needed(value: float, low: float, high: float) -> str:
    if pd.isna(value):
        return dutch.MISSING
    span = f" ({dutch.number(low, 1)} tot {dutch.number(high, 1)})" if not pd.isna(low) else ""
    return f"{dutch.number(value, 1)}{span}"
