"""How many exits must be additional, against how many there were."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import cells
from evalutils.show.rendering import render
from evalutils.show.table_columns import unless_empty

EXTRA = "Extra is uitstroom die er zonder het programma niet was geweest"
NOBODY = f"{EXTRA} en die niet ten koste van een ander ging."


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How many of the exits must be additional, and how many may not be."""
    row = result.frame.iloc[0]
    if pd.isna(row["needed"]):
        return Nothing()
    text = (
        f"Van elke 100 deelnemers moeten er {dutch.number(row['needed'], 1)}{_between(row)} extra "
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


def _between(row: pd.Series) -> str:
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


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The exits that are needed and those that there were, with what that rests on."""
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
