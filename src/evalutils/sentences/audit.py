"""Sentences of the audit: the explanation of one verdict, and what the totals say."""

from __future__ import annotations

import math

import pandas as pd

from evalutils import dutch
from evalutils.audit import Verdict
from evalutils.display import Nothing, Prose


def explanation(verdict: Verdict, *, numbers: bool) -> str:
    """One Dutch sentence: the one of the row where it was written, else a computed one.

    Parameters
    ----------
    numbers
        False for an evaluation whose figures may not be shown.
    """
    written = verdict.claim.explanation
    if verdict.verdict != "consistent" and written:
        return written
    if verdict.reason == "within":
        return "Sluit aan binnen de afronding."
    if not numbers or math.isnan(verdict.computed):
        return "Sluit niet aan."
    places = max(verdict.claim.decimals, 0 if float(verdict.computed).is_integer() else 1)
    computed = dutch.number(verdict.computed, places)
    published = dutch.number(verdict.claim.value, verdict.claim.decimals)
    return f"Herberekend {computed}, gepubliceerd {published}; afronding verklaart dat niet."


def totals(documents: pd.DataFrame) -> Prose:
    """How many figures there are, how many could be recomputed, how many do not add up.

    Parameters
    ----------
    documents
        Columns claims, checked, consistent, ambiguous and inconsistent, a row per document.
    """
    total = documents.drop(columns="source").sum()
    return Prose(
        f"De bronnen noemen samen {dutch.number(total['claims'])} cijfers. Daarvan zijn er "
        f"{dutch.number(total['checked'])} na te rekenen uit andere cijfers van dezelfde bron of "
        f"uit onze eigen berekening. {dutch.number(total['consistent'])} sluiten aan, "
        f"{dutch.number(total['inconsistent'])} sluiten niet, en bij "
        f"{dutch.number(total['ambiguous'])} hangt het ervan af hoe men de bron leest. "
        "Een cijfer dat niet sluit is niet per se fout: soms ontbreekt een groep, een datum of "
        "een basis."
    )


def targets(rows: pd.DataFrame) -> Prose | Nothing:
    """How many targets with a result were reached."""
    if rows.empty:
        return Nothing()
    reached = int(rows["reached"].eq("ja").sum())
    verb = "is" if reached == 1 else "zijn"
    return Prose(
        f"Van de {dutch.number(len(rows))} doelen met een resultaat {verb} er "
        f"{dutch.number(reached)} gehaald op de peildatum. Naar rato staat ernaast wanneer de "
        "peildatum binnen de doelperiode valt."
    )
