"""Who came back on benefit: the share by month since leaving, and how often."""

from __future__ import annotations

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import by_month
from evalutils.show.phrases import LEFT_OUT, told
from evalutils.show.table_columns import each, table_of, unless_empty


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Share back on benefit after a year."""
    sentences = [
        f"Na {row.month} maanden was naar schatting "
        f"{by_month.estimated(row.share, row.lower, row.upper, row.clients)} van de vertrekken "
        "gevolgd door een terugkeer in de uitkering."
        for row in rows(by_month.last_listed(result.frame, "share"))
    ]
    return told(sentences) if sentences else Prose(LEFT_OUT)


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Share back on benefit by month since leaving, with its band."""
    return by_month.curves(
        result,
        "status",
        {"computed": "Terug in de uitkering"},
        start=0,
        name="terugkeer",
        share="Aandeel dat terug is in de uitkering",
        since="sinds het vertrek",
        lines="Een lijn die stijgt vanaf 0%.",
    )


@unless_empty
def table(result: Publishable, means: Publishable) -> HtmlTable | Nothing:
    """Share back on benefit and mean number of returns, by month since leaving."""
    known = {row.month: row.mean for row in rows(means.frame)}
    returns = each(
        "Keren terug per 100 cliënten",
        lambda row: dutch.number(100 * known.get(row.month, float("nan"))),
    )
    return table_of(
        by_month.listed(result.frame),
        [*by_month.CURVE_COLUMNS, returns],
        name="terugkeer",
        title="Terug in de uitkering, sinds het vertrek",
        notes=[
            "Aandeel: van de vertrekken. Wie vaker vertrok, telt elke keer mee.",
            "Wie nooit een uitkering had, kan er niet in terugkeren en telt niet mee.",
        ],
    )
