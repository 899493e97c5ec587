"""Tables of the chapter that recomputes published figures."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils import dutch
from evalutils.contracts.audit_table import VERDICTS
from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.dataset.library import Source
from evalutils.display import Nothing, Table
from evalutils.quantities import quantity
from evalutils.show.rendering import render
from evalutils.show.target_columns import PRO_RATA, TARGET_COLUMNS

SIGNED = ("percent", "date")


def documents(totals: pd.DataFrame, sources: Mapping[str, Source]) -> Table:
    """Per document the number of figures, how many were checked, and the verdicts.

    Parameters
    ----------
    totals
        Columns source, claims, checked, consistent, ambiguous, inconsistent.
    sources
        The documents by key.
    """
    text = totals.drop(columns="source").map(dutch.number)
    text["document"] = [sources[key].title for key in totals["source"]]
    columns = {
        "document": "Document",
        "claims": "Cijfers",
        "checked": "Nagerekend",
        **{code: dutch.capital(label) for code, label in VERDICTS.items()},
    }
    addresses = [f"sources/{key}.html" for key in totals["source"]]
    return render(
        text,
        columns,
        name="documenten",
        title="Nagerekende cijfers per document",
        links={"document": addresses},
    )


def inconsistent(rows: pd.DataFrame, titles: Mapping[str, str]) -> Table | Nothing:
    """Figures that do not add up, with the likely cause."""
    return _findings(
        rows, titles, "niet-sluitend", "Cijfers die niet sluiten", "Waarschijnlijke oorzaak"
    )


def ambiguous(rows: pd.DataFrame, titles: Mapping[str, str]) -> Table | Nothing:
    """Figures that add up under one reading only."""
    return _findings(
        rows, titles, "niet-eenduidig", "Cijfers die van de lezing afhangen", "Welke lezing"
    )


def _findings(
    rows: pd.DataFrame, titles: Mapping[str, str], name: str, title: str, why: str
) -> Table | Nothing:
    if rows.empty:
        return Nothing()
    place = ["municipality", "programme", "period"]
    rows = rows.sort_values(place, kind="stable", ignore_index=True)
    key = rows["municipality"] + "/" + rows["programme"] + "/" + rows["period"]
    text = pd.DataFrame(
        {
            "quantity": rows["quantity"].map(dutch.capital),
            "programme": key.map(titles),
            "published": [_amount(row, "published") for _, row in rows.iterrows()],
            "computed": [_amount(row, "computed") for _, row in rows.iterrows()],
            "explanation": rows["explanation"] + rows["accepted"].map(_accepted),
        }
    )
    columns = {
        "quantity": "Cijfer",
        "published": "Gepubliceerd",
        "computed": "Herberekend",
        "explanation": why,
    }
    return render(
        text,
        columns,
        name=name,
        title=title,
        texts=("explanation",),
        links={"quantity": [f"{address}/index.html" for address in key]},
        sentences=True,
        groups="programme",
    )


def contradictions(rows: pd.DataFrame, titles: Mapping[str, str]) -> Table | Nothing:
    """Figures in the tables of a source that cannot all be true.

    Parameters
    ----------
    rows
        Columns municipality, programme, period, quantity, explanation, and the two numbers as
        ``published_text`` and ``computed_text``.
    titles
        Title of each evaluation by key.
    """
    if rows.empty:
        return Nothing()
    key = rows["municipality"] + "/" + rows["programme"] + "/" + rows["period"]
    text = rows.assign(programme=key.map(titles))
    columns = {
        "quantity": "Cijfer",
        "published_text": "Gepubliceerd",
        "computed_text": "Volgt uit de andere",
        "explanation": "Wat elkaar tegenspreekt",
    }
    return render(
        text,
        columns,
        name="tegenstrijdig",
        title="Cijfers in de tabellen die elkaar tegenspreken",
        texts=("explanation",),
        links={"quantity": [f"{address}/index.html" for address in key]},
        sentences=True,
        groups="programme",
    )


def _amount(row: pd.Series, column: str) -> str:
    if pd.isna(row[column]):
        return dutch.MISSING
    decimals = int(row["decimals"])
    if column == "computed":
        # One digit more than was printed shows why a figure does not round to the printed one.
        decimals = 0 if float(row[column]).is_integer() else decimals + 1
    # What is counted stands in the name of the figure; only signs belong to the number.
    unit = str(row["unit"])
    unit = unit if unit in SIGNED or unit.startswith("EUR") else "item"
    shown = quantity(float(row[column]), decimals, unit)
    qualifier = str(row["qualifier"])
    if column == "published" and qualifier not in ("", "exact"):
        return f"{QUALIFIERS[qualifier]} {shown}"
    return shown


def _accepted(reason: str) -> str:
    return f" Toch gepubliceerd: {reason}" if reason else ""


def targets(rows: pd.DataFrame, titles: Mapping[str, str]) -> Table | Nothing:
    """Every target with a result: reached, share, pro rata, and what the source says.

    Parameters
    ----------
    rows
        Finished cells of the target tables with column evaluation.
    titles
        Title of each evaluation by key.
    """
    if rows.empty:
        return Nothing()
    text = rows.assign(programme=rows["evaluation"].map(titles))
    return render(
        text,
        TARGET_COLUMNS,
        name="doelen",
        title="Doelen met een resultaat",
        notes=[PRO_RATA],
        texts=("reached", "statement"),
        links={"indicator": [f"{key}/index.html" for key in rows["evaluation"]]},
        groups="programme",
    )
