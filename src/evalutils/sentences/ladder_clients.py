"""Sentences of the chapter on followed clients."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.client_groups import group_name, group_value
from evalutils.dataset.evaluation import Evidence
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show.phrases import LEFT_OUT, caution, left_out, share_of

# Fewer than this part measured: those who were may differ from those who were not.
ENOUGH_PERCENT = 50


def coverage(result: Publishable) -> Prose | Nothing:
    """Which part of the clients was measured, with a warning when it is less than half."""
    if result.empty or pd.isna(result.frame["coverage"].iloc[0]):
        return Prose(LEFT_OUT) if not result.empty else Nothing()
    row = result.frame.iloc[0]
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


def ways(result: Publishable, evidence: Evidence) -> Prose | Nothing:
    """How many clients rose, stayed and fell, and what that does not prove."""
    if result.empty or result.frame["followed"].isna().all():
        return Nothing()
    row = result.frame.iloc[0]
    names = {"up": "Hoger dan", "same": "Even hoog als", "down": "Lager dan"}
    sentences = []
    for way, name in names.items():
        if pd.isna(row[f"share_{way}"]):
            continue
        parts = [row[f"{part}_{way}"] for part in ("share", "lower", "upper")]
        text = share_of(row[way], row["followed"], *parts, article=True)
        sentences.append(f"{name} bij de eerste meting: {text}.")
    if left_out(result.frame, *names):
        sentences.append(LEFT_OUT)
    return Prose(" ".join([*sentences, caution(evidence)]))


def transitions(result: Publishable) -> Prose | Nothing:
    """The step that most clients made, apart from staying."""
    if result.empty:
        return Nothing()
    moved = result.frame[(result.frame["way"] != "same") & (result.frame["count"] > 0)]
    if moved.empty:
        return Nothing()
    most = moved[moved["count"] == moved["count"].max()]
    steps = [f"van trede {row.from_rung} naar trede {row.to_rung}" for row in rows(most)]
    number = dutch.counted(float(most["count"].iloc[0]), "cliënt", "cliënten")
    each = " elk" if len(most) > 1 else ""
    return Prose(f"De stap die het vaakst voorkomt, is {dutch.listing(steps)}:{each} {number}.")


def tests(result: Publishable) -> Prose | Nothing:
    """Whether the shift is more than chance, in plain words."""
    if result.empty or result.frame["significant"].isna().all():
        return Nothing()
    found = result.frame.set_index("group_key")[["p", "significant"]].to_dict("index")
    shifted = _verdict("De verdeling over de treden is", "verschoven", found["stuart_maxwell"])
    balance = _verdict("Stijgen en dalen zijn", "uit evenwicht", found["signed_rank"])
    return Prose(
        f"{shifted} {balance} Een toets zegt of toeval het verschil kan verklaren, niet waardoor "
        "het komt."
    )


def _verdict(subject: str, state: str, test: Mapping[Hashable, Any]) -> str:
    if pd.isna(test["significant"]):
        return ""
    shown = dutch.p_or_side(test["p"], test["significant"])
    relation = shown if shown[0] in "<≥" else f"= {shown}"
    if test["significant"]:
        return f"{subject} meer dan toevallig {state} (p {relation})."
    return f"{subject} niet aantoonbaar {state} (p {relation})."


def months(result: Publishable) -> Prose | Nothing:
    """How long the time between the measurements is."""
    points = result.frame.set_index("group_key")["months"] if not result.empty else pd.Series()
    if result.empty or pd.isna(points["median"]):
        return Nothing()
    text = (
        "Tussen de eerste en de laatste meting van een cliënt zat in het midden "
        f"{dutch.months(points['median'])}"
    )
    if points.isna().any():
        return Prose(f"{text}.")
    low, high = (dutch.months(points[f"{name}_quartile"]) for name in ("lower", "upper"))
    return Prose(f"{text}; bij de middelste helft was het {low} tot {high}.")


def expectations(result: Publishable) -> Prose | Nothing:
    """How often expectations came true, and whether they were too high."""
    if result.empty:
        return Nothing()
    row = result.frame.set_index("rung").loc["all"]
    if pd.isna(row["share"]):
        return Prose(LEFT_OUT)
    parts = [row["share"], row["lower"], row["upper"]]
    sentences = [
        "De verwachte trede of een hogere bereikten, van wie na de verwachting gemeten is: "
        f"{share_of(row['reached'], row['measured'], *parts)}."
    ]
    if pd.notna(row["mean_error"]):
        sentences.append(_error(float(row["mean_error"])))
    if row["not_measured"] > 0:
        missing = dutch.counted(row["not_measured"], "cliënt", "cliënten")
        sentences.append(f"Van {missing} met een verwachting is daarna geen trede gemeten.")
    return Prose(" ".join(sentences))


def _error(error: float) -> str:
    if error == 0:
        return "Gemiddeld lag de verwachting even hoog als wat werd bereikt."
    side = "hoger" if error > 0 else "lager"
    return (
        f"Gemiddeld lag de verwachting {dutch.number(abs(error), 1)} trede {side} dan de uitkomst."
    )


def groups(result: Publishable) -> Prose | Nothing:
    """For which groups less than half was measured."""
    if result.empty:
        return Nothing()
    thin = result.frame[result.frame["coverage"] < ENOUGH_PERCENT]
    names = [
        markdown(f"{group_name(row.column)}: {group_value(row.column, row.value)}")
        for row in rows(thin)
    ]
    sentences = [
        "Groepen verschillen ook in wie gemeten is en in wie erin zit; een verschil tussen "
        "groepen is daarom geen effect van de groep."
    ]
    if names:
        sentences.append(
            f"**Let op:** minder dan de helft is gemeten in {dutch.listing(names)}. "
            "Over die groepen zeggen de stappen weinig."
        )
    return Prose(" ".join(sentences))


def projection(result: Publishable, months_between: Publishable) -> Prose | Nothing:
    """What the projection assumes."""
    if months_between.empty:
        return Nothing()
    if result.empty:
        return Prose(
            "Een doorrekening is niet mogelijk: er staan cliënten op een trede van waaruit geen "
            "stap is gemeten."
        )
    points = months_between.frame.set_index("group_key")["months"]
    length = (
        "" if pd.isna(points["median"]) else f" (in het midden {dutch.months(points['median'])})"
    )
    return Prose(
        "Dit is een doorrekening bij gelijkblijvend gedrag, geen voorspelling: alsof iedereen in "
        f"de volgende periode{length} dezelfde kans op een stap houdt, er niemand bij komt of "
        "weggaat, en alleen de huidige trede telt. Het interval gaat alleen over toeval in de "
        "gemeten stappen."
    )
