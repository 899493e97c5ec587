"""Sentences of the ladder chapter."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import MOMENTS, QUALIFIERS
from evalutils.dataset.evaluation import Evidence
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows
from evalutils.show.phrases import LEFT_OUT, caution, left_out
from evalutils.statistics.proportions import SMALL_BASE


def distribution(result: Publishable) -> Prose | Nothing:
    """Which rung holds most clients, per moment."""
    if result.empty:
        return Nothing()
    known = result.frame[result.frame["rung"] != "unknown"]
    sentences = [
        _most(MOMENTS[str(moment)], part) if part["share"].count() > 1 else _some(str(moment), part)
        for moment, part in known.groupby("moment", sort=False)
    ]
    if left_out(result.frame, "count", "published_share"):
        sentences.append(LEFT_OUT)
    sentences = [sentence for sentence in sentences if sentence]
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _most(name: str, part: pd.DataFrame) -> str:
    top = part[part["share"] == part["share"].max()]
    rungs = dutch.listing(list(top["rung"]))
    row = top.iloc[0]
    if row["n"] < SMALL_BASE:
        return (
            f"Bij de {name} staan de meeste cliënten op trede {rungs}; bij zo weinig mensen ligt "
            f"het aandeel ergens tussen {dutch.percent(row['lower'])} en "
            f"{dutch.percent(row['upper'])}."
        )
    share = dutch.percent(row["share"]) if row["complete"] else dutch.printed_percent(row["share"])
    each = " elk" if len(top) > 1 else ""
    return f"Bij de {name} staan de meeste cliënten op trede {rungs}:{each} {share}."


def _some(moment: str, part: pd.DataFrame) -> str:
    counts = part[part["count"].notna()]
    if counts.empty:
        return ""
    named = [
        f"trede {rung} ({dutch.counted(number, 'cliënt', 'cliënten')})"
        for rung, number in zip(counts["rung"], counts["count"], strict=True)
    ]
    return (
        f"Bij de {MOMENTS[moment]} is alleen het aantal bekend op {dutch.listing(named)}. "
        "Voor een verdeling zijn de aantallen op alle treden nodig."
    )


def change(means: Publishable, totals: Publishable, evidence: Evidence = "none") -> Prose | Nothing:
    """Whether the shares add up, how far the mean rung moves, and what that does not prove."""
    sentences = [_total(row) for row in rows(totals.frame) if not pd.isna(row.total)]
    sentences += [_change(row) for row in rows(means.frame) if not pd.isna(row.net_change)]
    if means.protected and means.frame["mean_rung"].isna().any():
        sentences.append("Waar een aantal op een trede is weggelaten, is er geen gemiddelde trede.")
    moments = means.frame.loc[means.frame["net_change"].notna(), "moment"]
    if "realised" in set(moments):
        sentences.append(caution(evidence))
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _total(row: Any) -> str:
    text = f"De aandelen van de {MOMENTS[row.moment]} tellen op tot"
    if row.distance == 0:
        return f"{text} precies {dutch.percent(row.total, 0)}."
    if row.explained:
        return f"{text} {dutch.percent(row.total)}; afronden verklaart het verschil met 100%."
    return f"{text} {dutch.percent(row.total)}. Afronden alleen verklaart dat verschil niet."


def _change(row: Any) -> str:
    name = MOMENTS[row.moment]
    size = dutch.number(abs(row.net_change), 2)
    if size == dutch.number(0, 2):
        step = "even hoog als"
    else:
        step = f"{size} trede {'hoger' if row.net_change > 0 else 'lager'} dan"
    text = f"De gemiddelde {name} ligt {step} de gemiddelde huidige trede."
    if row.unknown_share > 0:
        text += (
            " Dat zijn niet precies dezelfde mensen: "
            f"van {dutch.percent(row.unknown_share)} is de {name} onbekend."
        )
    if row.moment == "expected":
        text += " Het is een inschatting van de begeleider, geen gemeten stap."
    return text


def movement(result: Publishable) -> Prose | Nothing:
    """What is certain and what is possible about rising and falling."""
    if result.empty or result.frame["up_min"].isna().all():
        return Nothing()
    frame = result.frame[result.frame["up_min"].notna()]
    frame = frame[frame["moment"] == frame["moment"].iloc[0]]
    by_group = {str(group): part.iloc[0] for group, part in frame.groupby("group")}
    known = by_group["known"]
    name = MOMENTS[known["moment"]]
    sentences = [
        "Twee verdelingen zeggen niet wie van trede wisselt.",
        f"Zeker is dat de {name} hoger ligt dan de huidige trede bij ten minste "
        f"{dutch.percent(known['up_min'])} van de cliënten met een bekende trede; mogelijk is het "
        f"tot {dutch.percent(known['up_max'])}. Voor een lagere trede is dat "
        f"{dutch.interval(known['down_min'], known['down_max'])}.",
    ]
    sentences += _of_everyone(known, by_group.get("all"))
    if known["moment"] == "expected":
        sentences.append("Dit gaat over een verwachting, niet over gemeten stappen.")
    return Prose(" ".join(sentences))


_BOUNDS = ["up_min", "up_max"]


def _of_everyone(known: pd.Series, everyone: pd.Series | None) -> list[str]:
    """How the bounds widen with clients on an unknown rung; absent when their number is hidden."""
    if everyone is None:
        return [
            "Hoeveel cliënten een onbekende trede hebben, is weggelaten; grenzen waarin zij "
            "meetellen zijn er daarom niet."
        ]
    if known[_BOUNDS].eq(everyone[_BOUNDS]).all():
        return []
    return [
        "Tellen cliënten met een onbekende trede mee, dan lopen de grenzen voor een hogere "
        f"trede van {dutch.interval(everyone['up_min'], everyone['up_max'])}."
    ]


def coverage(result: Publishable) -> Prose | Nothing:
    """For which part of the clients the figures hold."""
    if result.empty:
        return Nothing()
    row = result.frame.iloc[0]
    words = "" if row["qualifier"] == "exact" else f"{QUALIFIERS[row['qualifier']]} "
    return Prose(
        f"De trede is bekend van {words}{dutch.printed_percent(row['share'])} van de cliënten. "
        "Over de andere cliënten zegt deze verdeling niets."
    )


def moves(result: Publishable) -> Prose | Nothing:
    """Whether the steps from a rung add up to the clients on it."""
    if result.empty:
        return Nothing()
    rungs = result.frame.drop_duplicates(["basis", "from_rung"])
    sentences = [_adds_up(row) for row in rows(rungs) if not pd.isna(row.surplus)]
    if left_out(result.frame, "count", "rung_count"):
        sentences.append(LEFT_OUT)
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _adds_up(row: Any) -> str:
    text = (
        f"De stappen vanaf trede {row.from_rung} gaan samen over "
        f"{dutch.counted(row.parts, 'cliënt', 'cliënten')}; op die trede "
        f"{'staat' if row.rung_count == 1 else 'staan'} er {dutch.number(row.rung_count)}."
    )
    if row.surplus == 0:
        return f"{text} Dat sluit aan."
    if abs(row.surplus) <= row.surplus_margin:
        return f"{text} Het verschil kan door het afronden komen."
    return f"{text} Het verschil van {dutch.number(abs(row.surplus))} verklaart de bron niet."


def can_rise(result: Publishable) -> Prose | Nothing:
    """How many clients can rise, or rose, according to the source."""
    if result.empty:
        return Nothing()
    known = result.frame[result.frame["risers"].notna()]
    sentences = [_rise(row) for row in rows(known)]
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _rise(row: Any) -> str:
    clients = dutch.counted(row.risers, "cliënt", "cliënten")
    one = clients.startswith("1 ")
    if row.basis == "realised":
        return f"Volgens de bron {'is' if one else 'zijn'} {clients} ten minste een trede gestegen."
    return (
        f"Volgens de bron {'kan' if one else 'kunnen'} {clients} nog een trede stijgen. "
        "Dat is een verwachting, geen uitkomst."
    )
