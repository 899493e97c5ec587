"""Evaluations that are kept out of comparisons, because too much of their data is missing."""

from __future__ import annotations

from evalutils import dutch
from evalutils.chapters.quality import DESTINATION, LAST_MONTHS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.show.exits_compared import evaluation_of
from evalutils.show.missing_shares import percent_of
from evalutils.show.table_columns import unless_empty

# What is missing of whom.
_SENTENCES = {
    DESTINATION: "van {} van de vertrekkers noemt de bron geen bestemming",
    LAST_MONTHS: "van het vertrek in de laatste drie maanden is {} nog niet ingevoerd",
}


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Which evaluations are kept out, and what is missing of each."""
    frame = result.frame
    limit = dutch.percent(float(frame["limit"].iloc[0]), 0)
    every = [
        f"{markdown(evaluation_of(row))}: "
        f"{_SENTENCES[row.what].format(percent_of(row.share, row.qualifier))}."
        for row in rows(frame)
    ]
    return Prose(
        f"Niet vergeleken omdat er meer dan {limit} ontbreekt (zie *Kwaliteit van de gegevens* bij "
        f"elke evaluatie): {' '.join(every)}"
    )
