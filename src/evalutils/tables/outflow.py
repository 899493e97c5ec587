"""Tables of the outflow chapter."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import (
    DIRECTIONS,
    DURABILITY_DEFINITIONS,
    MEASURES,
    QUALIFIERS,
    STATEMENTS,
    UNITS,
)
from evalutils.dataset.library import Destination
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.tables import cells
from evalutils.tables.render import render

BASES = {**MEASURES, "group_total": "totaal van de groep", "": dutch.MISSING}
ALL_CLIENTS = "alle cliënten"
YES_NO = {True: "ja", False: "nee"}


def caseload_figures(result: Publishable) -> Table | Nothing:
    """Every published stock and flow."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["measure"] = cells.labels(frame, "measure", MEASURES).map(dutch.capital)
    text["date"] = cells.dates(frame, "date")
    text["count"] = cells.counts(frame, "count")
    text["qualifier"] = cells.labels(frame, "qualifier", QUALIFIERS)
    columns = {"measure": "Maat", "date": "Datum", "count": "Aantal", "qualifier": "Precisie"}
    return render(
        text,
        columns,
        name="bestand",
        title="Gepubliceerde standen en stromen",
        texts=("date", "qualifier"),
    )


def caseload_account(result: Publishable) -> Table | Nothing:
    """Start + inflow - outflow = expected end, beside the published end."""
    if result.empty:
        return Nothing()
    row = result.frame.iloc[0]
    implied = pd.isna(row["stock_start"])
    if implied:
        lines = [
            ("Stand aan het eind, gepubliceerd", dutch.number(row["stock_end"])),
            ("Min instroom", dutch.signed(-row["inflow"])),
            ("Plus uitstroom", dutch.signed(row["outflow"])),
            ("Stand aan het begin, afgeleid", dutch.number(row["implied_start"])),
        ]
    else:
        lines = [
            ("Stand aan het begin", dutch.number(row["stock_start"])),
            ("Plus instroom", dutch.signed(row["inflow"])),
            ("Min uitstroom", dutch.signed(-row["outflow"])),
            ("Stand aan het eind, berekend", dutch.number(row["expected_end"])),
            ("Stand aan het eind, gepubliceerd", dutch.number(row["stock_end"])),
            ("Verschil dat de stromen niet verklaren", dutch.signed(row["residual"])),
        ]
    lines.append(("Verandering van het bestand", dutch.signed(row["net_change"])))
    return render(
        pd.DataFrame(lines, columns=["line", "count"]),
        {"line": "Onderdeel", "count": "Aantal"},
        name="bestandsrekening",
        title="Bestandsrekening",
    )


def destinations(result: Publishable, codelist: Mapping[str, Destination]) -> Table | Nothing:
    """Exits per destination with their base and interval."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["destination"] = frame["destination"].map(lambda code: dutch.capital(codelist[code].label))
    text["group"] = frame["group"].replace("", ALL_CLIENTS)
    text["count"] = cells.counts(frame, "count")
    text["base"] = cells.labels(frame, "base", BASES)
    text["n"] = cells.counts(frame, "n")
    text["share"] = cells.percents(frame, "share")
    text["interval"] = cells.intervals(frame)
    text["published"] = cells.percents(frame, "published_share", 0)
    columns = {
        "destination": "Bestemming",
        "group": "Groep",
        "count": "Aantal",
        "share": "Aandeel",
        "interval": "95%-interval",
        "base": "Van",
        "n": "Basis",
        "published": "Gedrukt",
    }
    dropped = [name for name in ("published", "group") if text[name].nunique() == 1]
    notes = ["Groepen kunnen overlappen en worden niet opgeteld."] if "group" not in dropped else []
    return render(
        text,
        {name: label for name, label in columns.items() if name not in dropped},
        name="bestemmingen",
        title="Uitstroom naar bestemming",
        notes=notes,
        texts=("group", "base"),
    )


def funnels(result: Publishable) -> Table | Nothing:
    """Stages with their share of the first and of the previous stage."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["stage"] = frame["stage"].map(dutch.capital)
    text["funnel"] = frame["funnel"]
    text["count"] = cells.counts(frame, "count")
    text["share"] = cells.percents(frame, "share")
    text["interval"] = cells.intervals(frame)
    text["previous"] = cells.percents(frame, "share_previous")
    columns = {
        "stage": "Stap",
        "funnel": "Trechter",
        "count": "Aantal",
        "share": "Van de eerste stap",
        "interval": "95%-interval",
        "previous": "Van de vorige stap",
    }
    if frame["funnel"].nunique() == 1:
        del columns["funnel"]
    return render(text, columns, name="trechters", title="Van stap naar stap", texts=("funnel",))


def targets(result: Publishable) -> Table | Nothing:
    """Targets against results, pro rata where measured within the period."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["indicator"] = frame["indicator"].map(dutch.capital)
    direction = cells.labels(frame, "direction", DIRECTIONS)
    text["target"] = direction + " " + _amounts(frame, "target")
    text["result"] = _amounts(frame, "result")
    text["ratio"] = cells.percents(frame, "ratio", 0)
    text["elapsed"] = cells.percents(frame, "elapsed", 0)
    text["pro_rata"] = cells.percents(frame, "pro_rata", 0)
    text["reached"] = cells.labels(frame, "reached", YES_NO)  # type: ignore[arg-type]
    text["statement"] = cells.labels(frame, "statement", STATEMENTS)
    columns = {
        "indicator": "Doel",
        "target": "Streefwaarde",
        "result": "Resultaat",
        "ratio": "Deel van het doel",
        "elapsed": "Periode voorbij",
        "pro_rata": "Naar rato",
        "reached": "Gehaald",
        "statement": "Oordeel van de bron",
    }
    return render(
        text,
        columns,
        name="doelen",
        title="Doelen en resultaten",
        notes=[
            "Naar rato: het resultaat als deel van wat bij een gelijk tempo op de peildatum "
            "bereikt zou zijn. Alleen voor aantallen die in de periode oplopen."
        ],
        texts=("reached", "statement"),
    )


def _amounts(frame: pd.DataFrame, column: str) -> pd.Series:
    decimals = 2 * frame[column].astype("float64").mod(1).fillna(0).gt(0)
    pairs = zip(frame[column], frame["unit"], decimals, strict=True)
    return pd.Series(
        [
            dutch.MISSING if pd.isna(value) else dutch.with_unit(value, unit, UNITS[unit], places)
            for value, unit, places in pairs
        ],
        index=frame.index,
    )


def instruments(result: Publishable) -> Table | Nothing:
    """Exits per instrument, small numbers with their wide intervals."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["instrument"] = frame["instrument"].map(dutch.capital)
    text["stage"] = frame["stage"].fillna(dutch.MISSING)
    for column in ("participants", "started", "exits_work", "exits_total"):
        text[column] = cells.counts(frame, column)
    for name in ("work", "total"):
        text[f"share_{name}"] = cells.percents(frame, f"share_{name}", 0)
        text[f"interval_{name}"] = cells.intervals(frame, f"lower_{name}", f"upper_{name}")
    columns = {
        "instrument": "Instrument",
        "stage": "Fase",
        "participants": "Deelnemers",
        "started": "Gestart",
        "exits_work": "Naar werk",
        "share_work": "Aandeel naar werk",
        "interval_work": "95%-interval naar werk",
        "exits_total": "Uitstroom",
        "share_total": "Aandeel uitstroom",
        "interval_total": "95%-interval uitstroom",
    }
    return render(
        text,
        columns,
        name="instrumenten",
        title="Instrumenten",
        notes=[
            "Aandelen zonder interval zijn overgenomen uit de bron: een aantal ontbreekt. "
            "De basis is het aantal gestarte deelnemers, of anders het aantal deelnemers."
        ],
        texts=("stage",),
    )


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
    text["share"] = cells.percents(frame, "share")
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
        texts=("definition",),
    )
