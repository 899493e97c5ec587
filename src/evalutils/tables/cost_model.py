"""Tables of the cost-benefit model: exits needed, inputs, balances, parties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.cost_inputs import lacking_gains
from evalutils.contracts.vocabulary import BEARERS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show import cells
from evalutils.show.rendering import render

EXTRA = "Extra is uitstroom die er zonder het programma niet was geweest"
NOBODY = f"{EXTRA} en die niet ten koste van een ander ging."
PARTS = {
    "participant": "per deelnemer, wat de uitkomst ook is",
    "net_exit": "per extra uitstroom",
    "together": "per deelnemer, alles samen",
}
CHOICES = {
    "horizon": "Maanden die tellen",
    "rate": "Discontovoet",
    "shortfall": "Lagere baten",
    "correction": "Correctie voor optimisme, naar de graad van bewijs",
}


def needed_exits(result: Publishable) -> Table | Nothing:
    """How many exits must be additional, against how many there were."""
    if result.empty:
        return Nothing()
    row = result.frame.iloc[0]
    lines = [
        ("Extra uitstroom die nodig is, per 100 deelnemers", *_with_span(row, "needed", "")),
        ("Uitstroom, per 100 deelnemers", dutch.number(row["observed"], 1), dutch.MISSING),
        ("Deel van de uitstroom dat niet extra hoeft te zijn", *_with_span(row, "switching", "%")),
        ("Kosten per deelnemer", dutch.euro(row["cost_eur"]), dutch.MISSING),
        ("Waarde van één extra uitstroom", dutch.euro(row["value_eur"]), dutch.MISSING),
    ]
    notes = [
        f"Voor de gemeente, over {dutch.number(row['horizon_months'])} maanden, contante waarde.",
        f"{EXTRA}." if row["displacement_known"] else NOBODY,
        "Kosten per deelnemer: alle kosten, ook die per uitstroom, verdeeld over alle deelnemers.",
        *cells.left_out_notes(result.frame),
    ]
    return render(
        pd.DataFrame(lines, columns=["line", "value", "span"]),
        {"line": "Onderdeel", "value": "Midden", "span": "95% van de trekkingen"},
        name="nodig",
        title="Hoeveel uitstroom moet extra zijn?",
        notes=notes,
    )


def _with_span(row: pd.Series, name: str, unit: str) -> tuple[str, str]:
    value, low, high = (row[column] for column in (name, f"{name}_low", f"{name}_high"))
    if pd.isna(value):
        return dutch.MISSING, dutch.MISSING
    shown = [f"{dutch.number(number, 1)}{unit}" for number in (value, low, high)]
    return shown[0], dutch.MISSING if pd.isna(low) else f"{shown[1]} tot {shown[2]}"


def other_choices(result: Publishable) -> Table | Nothing:
    """What the outcome would be under another horizon, rate, or lower benefits."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = pd.DataFrame(index=frame.index)
    text["group"] = frame["choice"].map(CHOICES)
    kinds = zip(frame["choice"], frame["value"], frame["chosen"], strict=True)
    text["value"] = [_choice(*kind) for kind in kinds]
    text["needed"] = frame["needed"].map(lambda value: _never(value, 1))
    text["switching"] = frame["switching"].map(dutch.percent)
    columns = {
        "value": "Als",
        "needed": "Nodig, per 100 deelnemers",
        "switching": "Hoeft niet extra te zijn",
    }
    return render(
        text,
        columns,
        name="andere-keuzes",
        title="De uitkomst bij een andere keuze",
        notes=["Steeds verandert één keuze; alle andere gegevens staan in het midden."],
        groups="group",
    )


def _choice(kind: str, value: float, chosen: bool) -> str:
    if kind == "horizon":
        text = f"{dutch.number(value)} maanden"
    elif kind == "rate":
        text = f"{dutch.percent(100 * value, 2)} per jaar"
    else:
        text = f"{dutch.percent(100 * value, 0)} lager" if value else "zoals opgegeven"
    return f"{text} (aangehouden)" if chosen else text


def _never(value: float, decimals: int) -> str:
    return dutch.MISSING if pd.isna(value) else dutch.number(value, decimals)


def balances(result: Publishable, per_exit: Publishable) -> Table | Nothing:
    """The balance of each party, for each share of the exits that may not be additional."""
    if result.empty:
        return Nothing()
    frame = result.frame
    prices = per_exit.frame.set_index("lost")["value"]
    text = pd.DataFrame(index=frame.index)
    text["party"] = frame["party"].map(BEARERS).map(dutch.capital)
    known = bool(frame["net_known"].all())
    text["lost"] = "volgens de bron" if known else frame["lost"].map(lost_label)
    text["npv"] = [_span(row, "npv", dutch.euro) for row in frame.to_dict("records")]
    text["ratio"] = frame["ratio"].map(lambda value: dutch.number(value, 2))
    text["months"] = [_months(row) for row in frame.to_dict("records")]
    text["positive"] = frame["positive"].map(lambda value: dutch.percent(value, 0))
    text["price"] = frame["lost"].map(prices).map(dutch.euro)
    columns = {
        "lost": "Niet extra",
        "npv": "Saldo per deelnemer, 95% van de trekkingen",
        "ratio": "Baten gedeeld door kosten",
        "months": "Terugverdiend na maanden",
        "positive": "Kans op een positief saldo",
        "price": "Kosten per extra uitstroom",
    }
    rate = dutch.percent(100 * frame["rate"].iloc[0], 2)
    notes = [f"Discontovoet {rate} per jaar. 10.000 trekkingen.", NOBODY]
    return render(
        text,
        columns,
        name="saldo",
        title="Saldo per partij, naar het deel van de uitstroom dat niet extra is",
        notes=[*notes, *cells.left_out_notes(frame)],
        groups="party",
    )


def lost_label(value: float) -> str:
    """A share of exits that is not additional, as the head of a row."""
    return dutch.percent(100 * value, 0)


def lost_heading(result: Publishable, lost: float, own: str) -> str:
    """Which share of the exits is not additional; `own` where the source knows it."""
    return own if result.frame["net_known"].all() else f"{lost_label(lost)} niet extra"


def per_lost(
    result: Publishable, wide: pd.DataFrame, own: str, shown: Callable[[float], str]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """Values as text with their headings, a column per share that is not additional."""
    names = {lost: f"lost_{lost}" for lost in wide.columns}
    text = wide.map(shown).rename(columns=names).rename_axis(columns=None)
    return text, {names[lost]: lost_heading(result, float(lost), own) for lost in wide.columns}


def _span(row: Mapping[Any, Any], name: str, shown: Any) -> str:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if pd.isna(low) or pd.isna(high):
        return str(shown(row[name]))
    return str(shown(low)) if low == high else f"{shown(low)} tot {shown(high)}"


def _months(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["npv"]):
        return dutch.MISSING
    return "niet" if pd.isna(row["months"]) else dutch.number(row["months"])


def running_balance(result: Publishable) -> Table | Nothing:
    """The running balance at the start and after each year, per share that is not additional."""
    if result.empty:
        return Nothing()
    frame = result.frame
    last = frame["month"].max()
    frame = frame[(frame["month"] % 12 == 0) | (frame["month"] == last)]
    wide = frame.pivot(index="month", columns="lost", values="mean")
    after = [f"Na {month}{dutch.NO_BREAK}maanden" for month in wide.index]
    names = [
        name if month else "Bij de start" for month, name in zip(wide.index, after, strict=True)
    ]
    text, heads = per_lost(result, wide, "Saldo", dutch.euro)
    return render(
        text.assign(month=names),
        {"month": "Moment", **heads},
        name="verloop",
        title="Opgebouwd saldo van de gemeente per deelnemer",
        notes=["Gemiddelde van de trekkingen, contante waarde."],
    )


def who_pays(result: Publishable) -> Table | Nothing:
    """Who pays and who gains, per amount; each row adds up to society."""
    if result.empty:
        return Nothing()
    frame = result.frame
    columns = {
        "label": "Post",
        **{party: dutch.capital(BEARERS[party]) for party in ("municipality", "state", "client")},
        "employer": "Werkgever",
        "other": "Niet genoemd",
        "society": "Samenleving",
    }
    text = pd.DataFrame({"label": frame["label"].map(dutch.capital).replace("", "Samen")})
    text["part"] = frame["part"].map(PARTS).map(dutch.capital)
    for column in list(columns)[1:]:
        used = frame[column].fillna(1).ne(0).any() or column == "society"
        text[column] = frame[column].map(dutch.euro) if used else dutch.MISSING
    lacking = lacking_gains(*frame[["no_income", "no_production"]].any())
    missing = (
        f"Onvolledig: {lacking} ontbreekt. De bedragen van cliënt en samenleving zijn daarom geen "
        "saldo."
    )
    return render(
        text,
        columns,
        name="partijen",
        title="Wie betaalt en wie ontvangt",
        notes=[
            "Contante waarde, gemiddelde van de trekkingen. Elke rij telt op tot de samenleving.",
            "Een overdracht is voor de een winst en de ander verlies; voor de samenleving nul.",
            *([missing] if lacking else []),
        ],
        groups="part",
    )
