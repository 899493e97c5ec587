"""The caseload account: start + inflow - outflow = expected end, beside the published end."""

from __future__ import annotations

import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.qualifiers import EXACT
from evalutils.dataset.flows import ACCOUNT
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.quantities import qualified
from evalutils.show import cells
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    GREY,
    LIGHT,
    bar_width,
    draw,
    number_axis,
    rows_canvas,
)
from evalutils.show.phrases import left_out
from evalutils.show.rendering import render
from evalutils.show.table_columns import unless_empty

BAR_INCHES = 0.22


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Whether the account closes, or what opening stock it implies."""
    frame = in_all(result.frame)
    if frame.empty:
        return Nothing()
    if left_out(frame, *ACCOUNT, "implied_start"):
        return Prose(
            "Een van de aantallen is te klein om te tonen. Of instroom en uitstroom de verandering "
            "van het bestand verklaren, is daarom niet na te rekenen."
        )
    row = frame.iloc[0]
    return Prose(_balance(row) if row["start_given"] else _implied(row))


def in_all(frame: pd.DataFrame) -> pd.DataFrame:
    """The account of all clients over all periods, when the source gives a stock at its end."""
    whole = frame["group"].eq("") & frame["whole"].astype(bool)
    return frame[whole & frame["end_given"].astype(bool)]


def _implied(row: pd.Series) -> str:
    return (
        "De bron geeft geen stand aan het begin. Uit de stand aan het eind, de instroom en de "
        f"uitstroom volgt een beginstand van {dutch.number(row['implied_start'])}; "
        f"het bestand {_changed(row['net_change'])}."
    )


def _changed(change: float) -> str:
    if change == 0:
        return "bleef dus even groot"
    return f"nam dus met {dutch.number(abs(change))} {'toe' if change > 0 else 'af'}"


def _balance(row: pd.Series) -> str:
    balance = (
        f"{_said(row, 'stock_start')} aan het begin, plus {_said(row, 'inflow')} "
        f"instroom, min {_said(row, 'outflow')} uitstroom is "
        f"{dutch.number(row['expected_end'])}."
    )
    if row["residual"] == 0:
        return f"{balance} Dat is ook de stand die de bron aan het eind noemt."
    said = f"{balance} De bron noemt {_said(row, 'stock_end')}"
    if _is_rounding(row):
        return f"{said}; het verschil kan door het afronden komen."
    if row["about"] != EXACT:
        return f"{said}. Niet alle aantallen zijn precies: het verschil kan daardoor komen."
    more = "meer" if row["residual"] > 0 else "minder"
    return f"{said}: {dutch.number(abs(row['residual']))} {more} dan in- en uitstroom verklaren."


def _said(row: pd.Series, measure: str) -> str:
    return qualified(dutch.number(row[measure]), row[f"qualifier_{measure}"])


def _is_rounding(row: pd.Series) -> bool:
    """Whether rounding the counts can explain the residual."""
    return bool(0 < abs(row["residual"]) <= row["residual_margin"])


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """The account as a waterfall; the unexplained residual is a bar of its own."""
    frame = in_all(result.frame)
    if frame[["expected_end", "stock_end"]].isna().any(axis=None) or frame.empty:
        return Nothing()
    row = frame.iloc[0]
    residual = "Afronding" if _is_rounding(row) else "Niet verklaard"
    if row["about"] != EXACT:
        residual = "Verschil"
    before_outflow = row["stock_start"] + row["inflow"]
    steps = pd.DataFrame(
        [
            ("Stand aan het begin", 0.0, row["stock_start"], GREY),
            ("Instroom", row["stock_start"], before_outflow, DARK),
            ("Uitstroom", before_outflow, row["expected_end"], LIGHT),
            (residual, row["expected_end"], row["stock_end"], ACCENT),
            ("Stand aan het eind", 0.0, row["stock_end"], GREY),
        ],
        columns=["name", "start", "end", "colour"],
    )
    change = steps["end"] - steps["start"]
    texts = change.map(dutch.number).where(steps["colour"].eq(GREY), change.map(dutch.signed))
    canvas = rows_canvas(list(steps["name"]), list(texts))
    steps["place"] = canvas.middles
    bars = so.Bar(alpha=1, width=bar_width(canvas.middles, BAR_INCHES))
    plot = so.Plot(steps, x="end", y="place", color="colour").scale(color=None)
    draw(plot.add(bars, baseline="start", orient="y", legend=False), canvas.axes)
    top = steps[["start", "end"]].to_numpy(dtype="float64").max()
    number_axis(canvas.axes, "aantal", top=max(top * 1.05, 1.0))
    words = ", ".join(f"{name} {text}" for name, text in zip(steps["name"], texts, strict=True))
    return Chart(
        canvas.figure,
        "bestandsrekening",
        "Bestandsrekening: van de stand aan het begin naar de stand aan het eind",
        f"Watervaldiagram van het bestand: {words}.",
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """The account line by line; backwards when the source gives no opening stock."""
    frame = in_all(result.frame)
    if frame.empty:
        return Nothing()
    row = frame.iloc[0]
    shown = {name: cells.counts(frame, name).iloc[0] for name in (*ACCOUNT, "implied_start")}
    if row["start_given"]:
        unexplained = "Verschil dat in- en uitstroom niet verklaren"
        if row["about"] != EXACT:
            unexplained = "Verschil; niet alle aantallen zijn precies"
        lines = [
            ("Stand aan het begin", shown["stock_start"]),
            ("Plus instroom", shown["inflow"]),
            ("Min uitstroom", shown["outflow"]),
            ("Stand aan het eind, berekend", dutch.number(row["expected_end"])),
            ("Stand aan het eind, gepubliceerd", shown["stock_end"]),
            (
                "Verschil, binnen de afronding" if _is_rounding(row) else unexplained,
                dutch.signed(row["residual"]),
            ),
        ]
    else:
        lines = [
            ("Stand aan het eind, gepubliceerd", shown["stock_end"]),
            ("Min instroom", shown["inflow"]),
            ("Plus uitstroom", shown["outflow"]),
            ("Stand aan het begin, afgeleid", shown["implied_start"]),
        ]
    lines.append(("Verandering van het bestand", dutch.signed(row["net_change"])))
    return render(
        pd.DataFrame(lines, columns=["line", "count"]),
        {"line": "Onderdeel", "count": "Aantal"},
        name="bestandsrekening",
        title="Bestandsrekening",
        notes=cells.left_out_notes(frame),
    )
