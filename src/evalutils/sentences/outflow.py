"""Sentences of the outflow chapter."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DURABILITY
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.outflow.caseload import ACCOUNT
from evalutils.sentences.exits import destinations, other_exits
from evalutils.show.phrases import left_out, share_of, told
from evalutils.statistics.proportions import SMALL_BASE

__all__ = [
    "caseload_account",
    "destinations",
    "durability",
    "funnels",
    "instruments",
    "other_exits",
    "targets",
]


def caseload_account(result: Publishable) -> Prose | Nothing:
    """Whether the account closes, or what opening stock it implies."""
    if result.empty:
        return Nothing()
    if left_out(result.frame, *ACCOUNT, "implied_start"):
        return Prose(
            "Een van de aantallen is te klein om te tonen. Of instroom en uitstroom de verandering "
            "van het bestand verklaren, is daarom niet na te rekenen."
        )
    row = result.frame.iloc[0]
    return Prose(_balance(row) if row["start_given"] else _implied(row))


def _implied(row: pd.Series) -> str:
    return (
        "De bron geeft geen stand aan het begin. Uit de stand aan het eind, de instroom en de "
        f"uitstroom volgt een beginstand van {dutch.number(row['implied_start'])}; "
        f"het bestand {_changed(row['net_change'])}."
    )


def _changed(change: float) -> str:
    if change == 0:
        return "bleef dus even groot"
    return f"nam dus met {dutch.number(abs(change))} {'toe' if change > 0 else 'af'}"


def _balance(row: pd.Series) -> str:
    balance = (
        f"{dutch.number(row['stock_start'])} aan het begin, plus {dutch.number(row['inflow'])} "
        f"instroom, min {dutch.number(row['outflow'])} uitstroom is "
        f"{dutch.number(row['expected_end'])}."
    )
    if row["residual"] == 0:
        return f"{balance} Dat is ook de stand die de bron aan het eind noemt."
    said = f"{balance} De bron noemt {dutch.number(row['stock_end'])}"
    if abs(row["residual"]) <= row["residual_margin"]:
        return f"{said}; het verschil kan door het afronden komen."
    more = "meer" if row["residual"] > 0 else "minder"
    return f"{said}: {dutch.number(abs(row['residual']))} {more} dan de stromen verklaren."


def funnels(result: Publishable) -> Prose | Nothing:
    """How many reach the last stage of each funnel."""
    if result.empty:
        return Nothing()
    sentences = []
    for funnel, part in result.frame.groupby("funnel", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        if pd.isna(last["share"]):
            continue
        reached = share_of(
            last["count"], last["first"], last["share"], last["lower"], last["upper"], article=True
        )
        stages = f"van '{markdown(first['stage'])}' tot '{markdown(last['stage'])}'"
        sentences.append(f"{markdown(dutch.capital(str(funnel)))}, {stages}: {reached}.")
    return told(sentences)


def targets(result: Publishable) -> Prose | Nothing:
    """How many targets were reached, and where the source's verdict differs."""
    if result.empty:
        return Nothing()
    frame = result.frame
    known = frame[frame["result"].notna()]
    if len(frame) == 1 and frame["reached"].notna().all():
        verdict = "gehaald" if frame["reached"].iloc[0] else "niet gehaald"
        return Prose(
            f"De bron noemt 1 doel met een getal. Op de peildatum is het {verdict}."
            + _other_verdicts(known)
        )
    text = f"De bron noemt {dutch.counted(len(frame), 'doel', 'doelen')} met een getal."
    if left_out(frame, "persons", "percentages"):
        text += " Een resultaat dat op te weinig mensen kan rusten, is weggelaten."
    if known.empty:
        return Prose(
            text if text.endswith("weggelaten.") else f"{text} Een resultaat staat er niet bij."
        )
    return Prose(text + _reached(known) + _other_verdicts(known))


def _reached(known: pd.DataFrame) -> str:
    judged = known[known["reached"].notna()]
    undecided = len(known) - len(judged)
    reached = int(judged["reached"].sum())
    text = f" Bij {dutch.counted(len(known), 'doel', 'doelen')} is er een resultaat; "
    verb = "is" if reached <= 1 else "zijn"
    text += f"daarvan {verb} er {dutch.number(reached) if reached else 'geen'} gehaald"
    text += " op de peildatum."
    if undecided:
        text += (
            f" Bij {dutch.counted(undecided, 'doel', 'doelen')} ligt het afgeronde resultaat te "
            "dicht bij het doel voor een oordeel."
        )
    return text


def _other_verdicts(known: pd.DataFrame) -> str:
    judged = known[known["reached"].notna()]
    reached = judged["reached"].astype(bool)
    differs = judged[
        (judged["statement"].eq("met") & ~reached) | (judged["statement"].eq("not_met") & reached)
    ]
    names = [f"'{markdown(name)}'" for name in differs["indicator"]]
    text = f" Bij {dutch.listing(names)} oordeelt de bron anders." if names else ""
    for row in rows(known[known["statement"].eq("nearly_met") & known["pro_rata"].notna()]):
        text += (
            f" '{markdown(dutch.capital(row.indicator))}' noemt de bron bijna gehaald: "
            f"{dutch.percent(row.ratio, 0)} van het doel, toen {dutch.percent(row.elapsed, 0)} "
            "van de periode voorbij was."
        )
    return text


def instruments(result: Publishable) -> Prose | Nothing:
    """How many instruments have figures, and how many have enough of them."""
    if result.empty:
        return Nothing()
    frame = result.frame
    computed = frame[frame["n_work"].notna() | frame["n_total"].notna()]
    small = int((computed["n"] < SMALL_BASE).sum())
    named = dutch.counted(len(frame), "instrument", "instrumenten of onderdelen daarvan")
    text = f"De bron noemt {named}. "
    if computed.empty:
        return Prose(f"{text}Een aandeel uitstroom is niet te berekenen.")
    text += f"Bij {dutch.number(len(computed))} daarvan is een aandeel uitstroom te berekenen"
    if small:
        text += (
            f"; {dutch.number(small)} {'gaat' if small == 1 else 'gaan'} over minder dan "
            f"{SMALL_BASE} mensen en {'heeft' if small == 1 else 'hebben'} een ruim interval"
        )
    return Prose(
        f"{text}. Instrumenten bereiken verschillende mensen: een hoger aandeel betekent niet dat "
        "een instrument beter werkt."
    )


def durability(result: Publishable) -> Prose | Nothing:
    """The share under each definition."""
    if result.empty:
        return Nothing()
    known = result.frame[result.frame["share"].notna()]
    if known.empty:
        return Nothing()
    sentences = [
        f"Volgens de definitie '{DURABILITY[str(definition)].label}' bleef weg: "
        f"{'; '.join(_lasted(row) for row in rows(part))}."
        for definition, part in known.groupby("definition", sort=False)
    ]
    if known["definition"].eq("fixed_date").sum() > 1:
        sentences.append(
            "Bij één peildatum is niet iedereen even lang gevolgd: wie vroeg vertrok, is langer "
            "gevolgd dan wie laat vertrok. Vergelijk de jaren daarom niet zonder meer."
        )
    return told(sentences)


def _lasted(row: Any) -> str:
    if pd.isna(row.lower):
        people = float("nan") if pd.isna(row.exits) else float(row.exits)
        few = f" (van {dutch.number(people)} mensen)" if people < SMALL_BASE else ""
        what = f"{dutch.printed_percent(row.share)}{few}"
    else:
        what = share_of(row.still_out, row.exits, row.share, row.lower, row.upper)
    months = f" na {dutch.counted(row.months, 'maand', 'maanden')}" if row.months > 0 else ""
    return f"{markdown(row.cohort)}{months} {what}"
