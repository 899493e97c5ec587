"""Tables of durable outflow: the figures, and what every definition counts."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import DURABILITY, labels
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.frames import rows
from evalutils.show import cells
from evalutils.show.rendering import render


def durability(result: Publishable) -> Table | Nothing:
    """Durable exits per definition."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["cohort"] = frame["cohort"].map(dutch.capital)
    text["definition"] = cells.labels(frame, "definition", labels(DURABILITY))
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


def durable_definitions(result: Publishable, national: pd.DataFrame) -> Table | Nothing:
    """All definitions side by side; a figure stands beside its own definition and nowhere else.

    Parameters
    ----------
    result
        Durable shares of the evaluation.
    national
        What `evalutils.outflow.national_durability` gives.
    """
    if result.empty:
        return Nothing()
    spans = cells.intervals(result.frame).map(lambda span: f" ({span})")
    given = result.frame.assign(
        text=cells.shares(result.frame) + spans.mask(result.frame["lower"].isna(), "")
    )
    found = {
        str(definition): "; ".join(_figure(row) for row in rows(part) if not pd.isna(row.share))
        for definition, part in given.groupby("definition")
    }
    context = {
        str(definition): "; ".join(_context(row) for row in rows(part))
        for definition, part in national.groupby("definition")
    }
    text = pd.DataFrame(
        {
            "definition": dutch.capital(item.label),
            "window": item.looked_at,
            "who": item.stayed,
            "figure": found.get(code) or dutch.MISSING,
            "national": dutch.capital(context.get(code, dutch.MISSING)),
        }
        for code, item in DURABILITY.items()
    )
    references = dutch.listing(sorted(set(national["reference"])))
    other = "Die cijfers gaan over andere mensen dan die van dit programma."
    told = [f"Heel Nederland: {references}. {other}"] if references else []
    columns = {
        "definition": "Definitie",
        "window": "Wanneer gekeken",
        "who": "Wie telt als blijvend weg",
        "figure": "Cijfer van deze bron",
        "national": "Heel Nederland",
    }
    return render(
        text,
        columns,
        name="definities-duurzaam",
        title="Wat duurzaam kan betekenen",
        notes=["Cijfers van verschillende definities zijn niet met elkaar te vergelijken.", *told],
        texts=("window", "who", "figure", "national"),
        sentences=True,
    )


def _figure(row: object) -> str:
    months = getattr(row, "months", float("nan"))
    after = f" na {dutch.counted(months, 'maand', 'maanden')}" if months > 0 else ""
    return f"{dutch.capital(str(getattr(row, 'cohort', '')))}{after}: {getattr(row, 'text', '')}"


def _context(row: object) -> str:
    share = dutch.printed_percent(getattr(row, "share", float("nan")))
    circa = "ongeveer " if getattr(row, "circa", False) else ""
    months = dutch.counted(getattr(row, "months", 0), "maand", "maanden")
    year = getattr(row, "year", "")
    return f"{getattr(row, 'label', '')} na {months}: {circa}{share} (vertrek in {year})"
