"""Sentences of the ladder chapter."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows

# Shares printed with one decimal that add up to 100 within this distance differ by rounding only.
ROUNDING_PER_RUNG = 0.05


def distribution(result: Publishable) -> Prose | Nothing:
    """Which rung holds most clients, per moment."""
    if result.empty:
        return Nothing()
    known = result.frame[result.frame["rung"] != "unknown"]
    sentences = []
    for moment, part in known.groupby("moment", sort=False):
        name = MOMENTS[str(moment)]
        shares = part["share"].dropna()
        if len(shares) < 2:
            counts = part.dropna(subset=["count"])
            sentences += [
                f"Bij de {name} noemt de bron alleen trede {rung}: "
                f"{dutch.number(number)} cliënten. De andere treden geeft zij niet als getal, "
                "dus een aandeel is niet te berekenen."
                for rung, number in zip(counts["rung"], counts["count"], strict=True)
            ]
            continue
        top = part.loc[[shares.idxmax()]].iloc[0]
        sentences.append(
            f"Bij de {name} staan de meeste cliënten op trede {top['rung']}: "
            f"{dutch.percent(top['share'])}."
        )
    return Prose(" ".join(sentences)) if sentences else Nothing()


def change(means: Publishable, totals: Publishable) -> Prose | Nothing:
    """Whether the shares add up, and how far the mean rung moves."""
    sentences = [_total(row) for row in rows(totals.frame)]
    sentences += [_change(row) for row in rows(means.frame) if not pd.isna(row.net_change)]
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _total(row: Any) -> str:
    name = MOMENTS[row.moment]
    total, distance = dutch.percent(row.total), abs(row.distance)
    if distance == 0:
        return f"De aandelen van de {name} tellen op tot precies {total}."
    if distance <= ROUNDING_PER_RUNG * row.rungs + 1e-9:
        return f"De aandelen van de {name} tellen op tot {total}; afronding verklaart dat."
    return (
        f"De aandelen van de {name} tellen op tot {total}. "
        "Afronding alleen verklaart dat verschil niet."
    )


def _change(row: Any) -> str:
    name = MOMENTS[row.moment]
    change = row.net_change
    direction = "hoger" if change > 0 else "lager"
    text = (
        f"De gemiddelde {name} ligt {dutch.number(abs(change), 2)} trede {direction} "
        "dan de gemiddelde huidige trede."
    )
    unknown = row.unknown_share
    if unknown > 0:
        text += (
            f" Dat geldt voor cliënten van wie de {name} bekend is; "
            f"van {dutch.percent(unknown)} is die onbekend."
        )
    if row.moment == "expected":
        text += " Het is een inschatting van de begeleider, geen gemeten stap."
    return text


def coverage(result: Publishable) -> Prose | Nothing:
    """For which part of the clients the figures hold."""
    if result.empty:
        return Nothing()
    words = {"circa": "ongeveer ", "exact": "", "at_least": "ten minste "}
    row = result.frame.iloc[0]
    share = words.get(row["qualifier"], "") + dutch.percent(row["share"], 0)
    return Prose(
        f"De trede is bekend van {share} van de cliënten. "
        "Over de andere cliënten zegt deze verdeling niets."
    )


def moves(result: Publishable) -> Prose | Nothing:
    """Whether the steps from a rung add up to the clients on it."""
    if result.empty:
        return Nothing()
    rungs = result.frame.drop_duplicates(["basis", "from_rung"])
    sentences = [
        f"De stappen vanaf trede {row.from_rung} gaan samen over {dutch.number(row.parts)} "
        f"cliënten; op die trede staan er {dutch.number(row.rung_count)}. "
        + (
            "Dat sluit aan."
            if row.surplus == 0
            else f"Het verschil van {dutch.number(abs(row.surplus))} verklaart de bron niet."
        )
        for row in rows(rungs)
        if not pd.isna(row.surplus)
    ]
    return Prose(" ".join(sentences)) if sentences else Nothing()


def can_rise(result: Publishable) -> Prose | Nothing:
    """How many clients can rise according to the source."""
    higher = result.frame[result.frame["to_rungs"] == "higher"] if not result.empty else None
    if higher is None or higher["risers"].isna().all():
        return Nothing()
    count = dutch.number(higher["risers"].iloc[0])
    return Prose(
        f"Volgens de bron kunnen {count} cliënten nog een trede stijgen. "
        "Dat is een verwachting; hoeveel van hen dat deden, staat er niet bij."
    )
