"""The figures that a source publishes, as a table grouped by topic."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.book import wording
from evalutils.book.markdown import page, table
from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.dataset.evaluation import Evaluation
from evalutils.literal import markdown
from evalutils.quantities import quantity

_NO_TOPIC = "overige cijfers"


def claims_section(evaluation: Evaluation, checked: str) -> str:
    """Section with every published figure of an evaluation; empty when it has no claims.

    Of protected figures only their number is told. `checked` is Markdown that says how many were
    checked, with a link; empty when none were.
    """
    claims = evaluation.tables.get("claims")
    if claims is None or claims.empty:
        return ""
    count = wording.counted(len(claims), "cijfer", "cijfers")
    verdict = f"Nagerekend: {checked}." if checked else "Deze cijfers zijn niet na te rekenen."
    if evaluation.disclosure == "protected":
        hidden = f"Het rapport noemt {count}. Zij zijn nog niet openbaar en staan hier niet. "
        return page("## Gepubliceerde cijfers", hidden + verdict)
    return page(
        "## Gepubliceerde cijfers",
        f"Overgenomen zoals de bron ze noemt, met de vindplaats: {count}. {verdict}",
        _table(claims),
    )


def _table(claims: pd.DataFrame) -> str:
    topics = claims["topic"].fillna(_NO_TOPIC)
    rows = []
    for topic, group in claims.groupby(topics, sort=False):
        names = [markdown(dutch.capital(str(topic))), *[""] * (len(group) - 1)]
        claim_rows = zip(names, group.to_dict("records"), strict=True)
        rows += [[name, *_cells(claim)] for name, claim in claim_rows]
    return table(["Onderwerp", "Cijfer", "Waarde", "Vindplaats en toelichting"], rows)


def _cells(claim: dict[Any, Any]) -> list[str]:
    notes = [markdown(text) for text in (claim["locator"], claim["note"]) if isinstance(text, str)]
    return [markdown(dutch.capital(str(claim["quantity"]))), _value(claim), "<br>".join(notes)]


def _value(claim: dict[Any, Any]) -> str:
    shown = quantity(float(claim["value"]), int(claim["decimals"]), str(claim["unit"]))
    qualifier = claim["qualifier"]
    if pd.isna(qualifier) or qualifier == "exact":
        return shown
    return f"{QUALIFIERS[qualifier]} {shown}"
