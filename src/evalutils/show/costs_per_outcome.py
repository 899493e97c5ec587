"""What was spent per person who took part or left for work in the same period."""

from __future__ import annotations

from typing import Any

from evalutils import dutch
from evalutils.cost_benefit import EXIT_TO_WORK, PARTICIPANT
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show.table_columns import counts, each, euros, names, table_of, unless_empty

OUTCOMES = {EXIT_TO_WORK: "Uitstroom naar werk", PARTICIPANT: "Deelnemer"}
_PEOPLE = {
    EXIT_TO_WORK: ("mens die naar werk uitstroomde", "mensen die naar werk uitstroomden"),
    PARTICIPANT: ("deelnemer", "deelnemers"),
}
_EACH = {EXIT_TO_WORK: "uitstroom naar werk", PARTICIPANT: "deelnemer"}


def sentence(result: Publishable, totals: Publishable) -> Prose | Nothing:
    """What one costs, of what and of whom; or that no numbers fit the period.

    Parameters
    ----------
    result
        The costs per outcome.
    totals
        What was spent; without it nothing is asked.
    """
    spent = totals.frame
    if spent.empty or spent.loc[spent["kind"] == "expenditure", "actual"].isna().all():
        return Nothing()
    frame = result.frame
    if frame.empty:
        return Prose(
            "De bron noemt geen deelnemers of mensen die naar werk uitstroomden over precies de "
            "periode van de uitgaven. Daarom staan er geen kosten per persoon."
        )
    known = frame[frame["cost_eur"].notna()]  # a column "count" would hide the method of a row
    told = [_told(row) for row in rows(known.assign(persons=known["count"]))]
    if frame["count"].isna().any():
        told.append("Kosten die op een klein aantal mensen rusten, zijn weggelaten.")
    if not told:
        return Prose("Er was niemand om de uitgaven over te verdelen.")
    told.append("Dit is geen prijs van één extra uitstroom: alle uitgaven en alle mensen tellen.")
    return Prose(" ".join(told))


def _told(row: Any) -> str:
    period = dutch.period(row.period_start, row.date)
    people = dutch.counted(row.persons, *_PEOPLE[row.outcome])
    return (
        f"Per {_EACH[row.outcome]} is {dutch.euro(row.cost_eur)} uitgegeven: de uitgaven van "
        f"{period}, {dutch.euro(row.expenditure_eur)}, gedeeld door {people} in die periode."
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Numerator, denominator and what one costs."""
    return table_of(
        result.frame,
        [
            names("Per", "outcome", OUTCOMES),
            each("Periode", lambda row: dutch.period(row.period_start, row.date), words=True),
            euros("Uitgaven", "expenditure_eur"),
            counts("Aantal", "count"),
            euros("Uitgaven per persoon", "cost_eur"),
        ],
        name="kosten-per-uitkomst",
        title="Uitgaven per persoon",
    )
