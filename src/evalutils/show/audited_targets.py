"""Every target with a result: reached, share, pro rata, and what the source says."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from evalutils import dutch
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show.rendering import render
from evalutils.show.target_columns import PRO_RATA, TARGET_COLUMNS


def sentence(rows: pd.DataFrame) -> Prose | Nothing:
    """How many targets with a result were reached."""
    if rows.empty:
        return Nothing()
    reached = int(rows["reached"].eq("ja").sum())
    verb = "is" if reached == 1 else "zijn"
    told = f"Van de {dutch.number(len(rows))} doelen met een resultaat {verb} er {reached} gehaald"
    if len(rows) == 1:
        told = f"Het enige doel met een resultaat is {'' if reached else 'niet '}gehaald"
    return Prose(
        f"{told} op de peildatum. Naar rato staat ernaast wanneer de "
        "peildatum binnen de doelperiode valt."
    )


def table(rows: pd.DataFrame, titles: Mapping[str, str]) -> HtmlTable | Nothing:
    """The targets, under the title of their evaluation and linked to it.

    Parameters
    ----------
    rows
        Finished cells of the target tables with column evaluation.
    titles
        Title of each evaluation by key.
    """
    if rows.empty:
        return Nothing()
    return render(
        rows.assign(programme=rows["evaluation"].map(titles)),
        TARGET_COLUMNS,
        name="doelen",
        title="Doelen met een resultaat",
        notes=[PRO_RATA],
        texts=("counted_since", "reached", "statement"),
        links={"indicator": [f"{key}/index.html" for key in rows["evaluation"]]},
        groups="programme",
    )
