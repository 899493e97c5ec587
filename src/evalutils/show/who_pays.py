"""Who pays and who gains, per participant and per additional exit."""

from __future__ import annotations

from functools import partial

import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.cost_inputs import lacking_gains
from evalutils.contracts.vocabulary import BEARERS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing
from evalutils.show import cells
from evalutils.show.chart_style import ACCENT, DARK, GREY, draw, number_axis, rows_canvas, spans
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty

BAR_POINTS = 11.5
PARTIES = ("municipality", "state", "client", "employer", "other", "society")
PARTS = {
    "participant": "per deelnemer, wat de uitkomst ook is",
    "net_exit": "per extra uitstroom",
    "together": "per deelnemer, alles samen",
}
_DRAWN_PARTS = PARTS | {"participant": "per deelnemer", "together": "samen, per deelnemer"}


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The totals of each party, a bar each from zero."""
    if result.frame["society"].isna().any():
        return Nothing()
    totals = result.frame[result.frame["label"] == ""].melt(
        "part", [party for party in PARTIES if party != "other"], "party", "euro"
    )
    order = totals["part"].map(list(PARTS).index)
    bars = totals[totals["euro"].ne(0) | totals["party"].eq("society")]
    bars = bars.iloc[order[bars.index].argsort(kind="stable")]
    names = [
        f"{dutch.capital(BEARERS[party])}, {_DRAWN_PARTS[part]}"
        for party, part in zip(bars["party"], bars["part"], strict=True)
    ]
    amounts = [dutch.euro(euro) for euro in bars["euro"]]
    shown = rows_canvas(names, amounts)
    bars = bars.assign(row=shown.middles, zero=0.0)
    plot = so.Plot(bars, y="row", xmin="zero", xmax="euro")
    for colour, part in ((DARK, bars[bars["euro"] >= 0]), (ACCENT, bars[bars["euro"] < 0])):
        plot = plot.add(spans(colour, BAR_POINTS), data=part, orient="y")
    draw(plot, shown.axes)
    low, high = min(0.0, bars["euro"].min()), max(0.0, bars["euro"].max())
    number_axis(shown.axes, "euro, contante waarde", top=high * 1.05 + 1)
    shown.axes.set_xlim(low * 1.05 - 1, high * 1.05 + 1)
    shown.axes.axvline(0, color=GREY, linewidth=1)
    told = [f"{name} {amount}" for name, amount in zip(names, amounts, strict=True)]
    lacking = _lacking(result)
    missing = f"; ontbreekt: {lacking}" if lacking else ""
    caption = f"Wat bekend is van wie betaalt en wie ontvangt{missing}"
    told_in_words = f"Staven: {'; '.join(told)}{missing}."
    return Chart(shown.figure, "wie-betaalt", caption, told_in_words, "partijen")


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Every amount per party; each row adds up to society."""
    lacking = _lacking(result)
    missing = (
        f"Onvolledig: {lacking} ontbreekt. De bedragen van cliënt en samenleving zijn daarom geen "
        "saldo."
    )
    return table_of(
        result.frame,
        [
            each("Post", lambda row: dutch.capital(row.label) or "Samen"),
            *(_party(party) for party in PARTIES),
        ],
        name="partijen",
        title="Wie betaalt en wie ontvangt",
        notes=[
            "Contante waarde, gemiddelde van de berekeningen. Elke rij telt op tot de samenleving.",
            "Een overdracht is voor de een winst en de ander verlies; voor de samenleving nul.",
            *([missing] if lacking else []),
        ],
        groups=each("Deel", lambda row: dutch.capital(PARTS[row.part])),
    )


def _lacking(result: Publishable) -> str:
    return lacking_gains(*result.frame[["no_income", "no_production"]].any())


def _party(party: str) -> TableColumn:
    heading = "Niet genoemd" if party == "other" else dutch.capital(BEARERS[party])
    return TableColumn(heading, partial(_amounts, party=party))


def _amounts(frame: pd.DataFrame, party: str) -> cells.Text:
    """The amounts of a party; only dashes for one that nothing comes from or goes to."""
    used = party == "society" or frame[party].fillna(1).ne(0).any()
    return frame[party].map(dutch.euro if used else lambda _: dutch.MISSING)
