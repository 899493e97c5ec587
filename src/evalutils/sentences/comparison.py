"""Sentences of the comparison across evaluations."""

from __future__ import annotations

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose


def exit_shares(result: Publishable) -> Prose | Nothing:
    """How wide the shares differ and why they cannot be ranked."""
    if result.empty:
        return Nothing()
    frame = result.frame
    shares = frame["share"].dropna()
    evaluations = frame["evaluation"].nunique()
    bases = frame["base_label"].nunique()
    return Prose(
        f"Van {dutch.number(evaluations)} evaluaties is een aandeel uitstroom te geven; het loopt "
        f"van {dutch.percent(shares.min())} tot {dutch.percent(shares.max())}. De aandelen zijn "
        f"niet rechtstreeks te vergelijken: zij gaan over {dutch.number(bases)} verschillende "
        "bases, over verschillende groepen mensen en over perioden van verschillende lengte. "
        "De volgorde is daarom alfabetisch en geen rangorde."
    )
