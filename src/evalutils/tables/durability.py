"""Tables of durable outflow: the figures, and what every definition counts."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DURABILITY_DEFINITIONS, DURABILITY_WINDOWS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.frames import rows
from evalutils.tables import cells
from evalutils.tables.render import render


def durability(result: Publishable) -> Table | Nothing:
    """Durable exits per definition."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["cohort"] = frame["cohort"].map(dutch.capital)
    text["definition"] = cells.labels(frame, "definition", DURABILITY_DEFINITIONS)
    text["months"] = frame["months"].map(dutch.number)
    text["exits"] = cells.counts(frame, "exits")
    text["still_out"] = cells.counts(frame, "still_out")
    text["share"] = cells.shares(frame)
    text["interval"] = cells.intervals(frame)
    columns = {
        "cohort": "Vertrekkers",
        "definition": "Definitie",
        "months": "Maanden",
        "exits": "Vertrokken",
        "still_out": "Nog weg",
        "share": "Aandeel",
        "interval": "95%-interval",
    }
    return render(
        text,
        columns,
        name="duurzaam",
        title="Duurzame uitstroom per definitie",
        notes=cells.left_out_notes(frame),
        texts=("definition",),
    )


def durable_definitions(result: Publishable) -> Table | Nothing:
    """All definitions side by side; a figure stands beside its own definition and nowhere else."""
    if result.empty:
        return Nothing()
    given = result.frame.assign(text=cells.shares(result.frame))
    found = {
        str(definition): "; ".join(_figure(row) for row in rows(part) if not pd.isna(row.share))
        for definition, part in given.groupby("definition")
    }
    text = pd.DataFrame(
        {
            "definition": dutch.capital(label),
            "window": DURABILITY_WINDOWS[code][0],
            "who": DURABILITY_WINDOWS[code][1],
            "figure": found.get(code) or dutch.MISSING,
        }
        for code, label in DURABILITY_DEFINITIONS.items()
    )
    columns = {
        "definition": "Definitie",
        "window": "Wanneer gekeken",
        "who": "Wie telt als blijvend weg",
        "figure": "Cijfer van deze bron",
    }
    return render(
        text,
        columns,
        name="definities-duurzaam",
        title="Wat duurzaam kan betekenen",
        notes=["Cijfers van verschillende definities zijn niet met elkaar te vergelijken."],
        texts=("window", "who", "figure"),
    )


def _figure(row: object) -> str:
    months = getattr(row, "months", float("nan"))
    after = f" na {dutch.counted(months, 'maand', 'maanden')}" if months > 0 else ""
    return f"{dutch.capital(str(getattr(row, 'cohort', '')))}{after}: {getattr(row, 'text', '')}"
