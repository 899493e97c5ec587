"""What knowing an input before choosing would be worth."""

from __future__ import annotations

from evalutils import dutch
from evalutils.contracts.cost_inputs import label_of
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show.draw_notes import INDEPENDENT, not_drawn
from evalutils.show.table_columns import each, euros, table_of, unless_empty

EVENLY = (
    "Niemand heeft gemeten hoeveel van de uitstroom extra is. De berekening neemt elk deel, van "
    "niets tot alles of wat de onderzoeker als bandbreedte gaf, even waarschijnlijk: een keuze, "
    "geen meting."
)


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """What more research could be worth at most, and what that rests on."""
    values = dict(zip(result.frame["input"], result.frame["value"].astype("float64"), strict=True))
    if result.frame["value"].isna().any():
        return Nothing()
    known = bool(result.frame["net_known"].all())
    amount = values["everything"]
    if round(amount) == 0:
        text = (
            "Binnen de bandbreedtes waarmee is gerekend, verandert meer zekerheid de keuze niet. "
            "Een gegeven dat in elke berekening hetzelfde is, kan dat wel doen."
        )
        return Prose(text if known else f"{text} {EVENLY}")
    text = (
        f"Alles vooraf weten is voor de gemeente hoogstens {dutch.euro(amount)} per deelnemer waard"
    )
    if known:
        return Prose(f"{text}.")
    lost = dutch.euro(values["lost_share"])
    return Prose(f"{text}; weten hoeveel van de uitstroom extra is alleen al {lost}. {EVENLY}")


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The value per input."""
    return table_of(
        result.frame,
        [
            each("Gegeven", lambda row: label_of(row.input, row.label)),
            euros("Waarde van zekerheid", "value"),
        ],
        name="zekerheid",
        title="Wat zeker weten waard is, per deelnemer",
        notes=[
            "Hoogstens zoveel mag onderzoek naar dat gegeven kosten, voor elke deelnemer die nog "
            "komt. Nul betekent: binnen zijn bandbreedte verandert dat gegeven de keuze niet.",
            INDEPENDENT,
            not_drawn(result.frame, "de discontovoet", "het aantal maanden dat telt"),
        ],
    )
