"""What knowing an input before choosing would be worth."""

from __future__ import annotations

from evalutils import dutch
from evalutils.contracts.cost_inputs import label_of
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show.lost_exits import table_per_share
from evalutils.show.table_columns import TableColumn, unless_empty


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Where more research could change the choice, and where it could not."""
    if result.frame["value"].isna().any():
        return Nothing()
    frame = result.frame[result.frame["input"] == "everything"]
    best = frame.sort_values("value", ascending=False, kind="stable").iloc[0]
    amount = dutch.euro(best["value"])
    if round(float(best["value"])) == 0:
        return Prose("Meer zekerheid over de bedragen en de duur verandert de keuze niet.")
    if frame["net_known"].all():
        return Prose(
            f"Alles zeker weten is voor de gemeente hoogstens {amount} per deelnemer waard."
        )
    share = dutch.percent(100 * float(best["lost"]), 0)
    return Prose(
        "Zekerheid over de bedragen en de duur is het meest waard als "
        f"{share} van de uitstroom niet extra is: hoogstens {amount} per deelnemer. Wat zekerheid "
        "over dat deel zelf waard is, is zonder meting niet te zeggen."
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The value per input and per share that is not additional."""
    frame = result.frame
    return table_per_share(
        frame.assign(name=[label_of(row.input, row.label) for row in rows(frame)]),
        TableColumn("Gegeven", lambda shown: shown["name"]),
        "value",
        "Waarde van zekerheid",
        dutch.euro,
        index="name",
        name="zekerheid",
        title="Wat zeker weten waard is, per deelnemer",
        notes=[
            "Hoogstens zoveel mag onderzoek naar dat gegeven kosten, voor elke deelnemer die nog "
            "komt. Nul betekent: geen uitkomst van het onderzoek verandert de keuze."
        ],
    )
