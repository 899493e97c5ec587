"""Sentences of the outflow chapter."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DURABILITY_DEFINITIONS
from evalutils.dataset.library import Destination
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows

# Below this base a share is given as its interval only: the point says too little.
SMALL_BASE = 30


def caseload_account(result: Publishable) -> Prose | Nothing:
    """Whether the account closes, or what opening stock it implies."""
    if result.empty:
        return Nothing()
    row = result.frame.iloc[0]
    if pd.isna(row["stock_start"]):
        if pd.isna(row["implied_start"]):
            return Nothing()
        return Prose(
            "De bron geeft geen stand aan het begin. Uit de stand aan het eind, de instroom en de "
            f"uitstroom volgt een beginstand van {dutch.number(row['implied_start'])}; het bestand "
            f"veranderde met {dutch.signed(row['net_change'])}."
        )
    balance = (
        f"{dutch.number(row['stock_start'])} aan het begin, plus {dutch.number(row['inflow'])} "
        f"instroom, min {dutch.number(row['outflow'])} uitstroom is "
        f"{dutch.number(row['expected_end'])}."
    )
    if row["residual"] == 0:
        return Prose(f"{balance} Dat is ook de gepubliceerde stand aan het eind.")
    return Prose(
        f"{balance} De bron noemt {dutch.number(row['stock_end'])}: "
        f"een verschil van {dutch.signed(row['residual'])} dat de stromen niet verklaren."
    )


def destinations(result: Publishable, codelist: Mapping[str, Destination]) -> Prose | Nothing:
    """The largest destination of all clients together, and what is not accounted for."""
    if result.empty:
        return Nothing()
    frame = result.frame
    parts = frame[(frame["group"] == "") & (frame["destination"] != "total")]
    parts = parts[parts["count"].notna()]
    if parts.empty:
        return Nothing()
    top = parts.sort_values("count", ascending=False, kind="stable").iloc[0]
    label = codelist[top["destination"]].label
    text = f"De grootste bestemming met een aantal is {label}: {dutch.number(top['count'])}"
    return Prose(f"{text}{_share(top)}." + _unaccounted(frame, parts))


def _share(row: pd.Series) -> str:
    if pd.isna(row["lower"]):
        return ""
    base = dutch.number(row["n"])
    span = dutch.interval(row["lower"], row["upper"])
    if row["n"] < SMALL_BASE:
        return f" van {base}; met zo weinig mensen ligt het aandeel ergens tussen {span}"
    return f" van {base}, dat is {dutch.percent(row['share'])} (95%-interval {span})"


def _unaccounted(frame: pd.DataFrame, parts: pd.DataFrame) -> str:
    total = frame[(frame["group"] == "") & (frame["destination"] == "total")]["count"].dropna()
    bases = parts.loc[parts["base"].isin(["outflow", "group_total"]), "n"].dropna()
    everyone = float(total.iloc[0]) if len(total) else float(bases.iloc[0]) if len(bases) else None
    if everyone is None or parts["overlapping"].any():
        return ""
    left = everyone - float(parts["count"].astype("float64").sum())
    if left <= 0:
        return ""
    return (
        f" Van {dutch.number(left)} van de {dutch.number(everyone)} vertrekkers "
        "noemt de bron geen bestemming met een aantal."
    )


def funnels(result: Publishable) -> Prose | Nothing:
    """How many reach the last stage of each funnel."""
    if result.empty:
        return Nothing()
    sentences = []
    for funnel, part in result.frame.groupby("funnel", sort=False):
        last = part.iloc[-1]
        if len(part) < 2 or pd.isna(last["share"]):
            continue
        sentences.append(
            f"{dutch.capital(str(funnel))}: van {dutch.number(last['first'])} naar "
            f"{dutch.number(last['count'])} bij de stap '{last['stage']}', "
            f"{dutch.percent(last['share'])} (95%-interval "
            f"{dutch.interval(last['lower'], last['upper'])})."
        )
    return Prose(" ".join(sentences)) if sentences else Nothing()


def targets(result: Publishable) -> Prose | Nothing:
    """How many targets were reached, and where the source's verdict differs."""
    if result.empty:
        return Nothing()
    frame = result.frame
    known = frame[frame["reached"].notna()]
    reached = int(known["reached"].sum())
    text = (
        f"Van de {dutch.number(len(frame))} doelen met een getal is er bij "
        f"{dutch.number(len(known))} een resultaat; {dutch.number(reached)} daarvan "
        f"{'is' if reached == 1 else 'zijn'} gehaald op de peildatum."
    )
    differs = known[
        known["statement"].eq("met") & ~known["reached"].astype(bool)
        | known["statement"].eq("not_met") & known["reached"].astype(bool)
    ]
    if len(differs):
        text += f" Bij {dutch.listing(list(differs['indicator']))} oordeelt de bron anders."
    nearly = known[known["statement"].eq("nearly_met") & known["pro_rata"].notna()]
    for row in rows(nearly):
        text += (
            f" '{row.indicator}' noemt de bron bijna gehaald: {dutch.percent(row.ratio, 0)} van "
            f"het doel nadat {dutch.percent(row.elapsed, 0)} van de periode voorbij was."
        )
    return Prose(text)


def instruments(result: Publishable) -> Prose | Nothing:
    """How many instruments have figures, and how many have enough of them."""
    if result.empty:
        return Nothing()
    frame = result.frame
    computed = frame[frame["n_work"].notna() | frame["n_total"].notna()]
    small = computed[computed["n"] < SMALL_BASE]
    text = (
        f"De bron noemt {dutch.number(len(frame))} instrumenten of onderdelen ervan. "
        f"Bij {dutch.number(len(computed))} is een aandeel uitstroom te berekenen"
    )
    if len(small):
        text += (
            f"; bij {dutch.number(len(small))} daarvan gaat het om minder dan {SMALL_BASE} "
            "mensen en is het interval ruim"
        )
    return Prose(
        f"{text}. Instrumenten bereiken verschillende mensen: een hoger aandeel betekent niet dat "
        "een instrument beter werkt."
    )


def durability(result: Publishable) -> Prose | Nothing:
    """The share under each definition."""
    if result.empty:
        return Nothing()
    sentences = []
    for row in rows(result.frame):
        if pd.isna(row.share):
            continue
        months = "" if pd.isna(row.months) else f" na {dutch.number(row.months)} maanden"
        span = (
            "" if pd.isna(row.lower) else f" (95%-interval {dutch.interval(row.lower, row.upper)})"
        )
        definition = DURABILITY_DEFINITIONS[row.definition]
        sentences.append(
            f"{dutch.capital(row.cohort)}: {dutch.percent(row.share)}{span}{months}, "
            f"volgens de definitie '{definition}'."
        )
    if not sentences:
        return Nothing()
    if result.frame["definition"].eq("fixed_date").any():
        sentences.append(
            "Bij één peildatum is niet iedereen even lang gevolgd: wie vroeg vertrok langer dan "
            "wie laat vertrok. Vergelijk jaren daarom niet zonder meer."
        )
    return Prose(" ".join(sentences))
