"""Charts of the cost-benefit model: the running balance, and who pays and gains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.cost_inputs import lacking_gains
from evalutils.contracts.vocabulary import BEARERS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.frames import rows
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    FONT_POINTS,
    GREY,
    SERIES,
    TEXT,
    canvas,
    number_axis,
    rows_canvas,
)

STYLES = ("-", "--", "-.", ":")
# Up to so many months the axis has a tick every half year.
SHORT_MONTHS = 36
_PARTIES = ("municipality", "state", "client", "employer", "society")
_PARTS = {
    "participant": "per deelnemer",
    "net_exit": "per extra uitstroom",
    "together": "samen, per deelnemer",
}


def series_of(
    frame: pd.DataFrame, marks: Sequence[str]
) -> Iterator[tuple[str, pd.DataFrame, str, str]]:
    """Name, rows, colour and mark for each share of the exits that may not be additional."""
    known = bool(frame["net_known"].all())
    for (lost, part), colour, mark in zip(
        frame.groupby("lost", sort=True), SERIES, marks, strict=False
    ):
        yield lost_name(float(str(lost)), known), part, colour, mark


def lost_name(lost: float, known: bool) -> str:
    """What a line stands for."""
    return "volgens de bron" if known else f"{dutch.percent(100 * lost, 0)} niet extra"


def running_balance(result: Publishable) -> Chart | Nothing:
    """The running balance of the municipality with its bands and break-even months."""
    if result.empty or result.frame["mean"].isna().any():
        return Nothing()
    frame = result.frame[result.frame["lost"] < 1]
    figure, axes = canvas(4.2)
    told = []
    for name, part, colour, style in series_of(frame, STYLES):
        axes.fill_between(part["month"], part["low"], part["high"], color=colour, alpha=0.15, lw=0)
        axes.plot(part["month"], part["mean"], color=colour, ls=style, linewidth=2.2, label=name)
        paid = _paid_back(part)
        if paid is not None:
            value = part.loc[part["month"] == paid, "mean"].iloc[0]
            axes.plot(paid, value, "o", color=colour, markersize=7)
        end = dutch.euro(part["mean"].iloc[-1])
        when = f"terugverdiend na {paid} maanden" if paid is not None else "niet terugverdiend"
        told.append(f"{name}: {when}, aan het eind {end}")
    axes.axhline(0, color=TEXT, linewidth=1)
    axes.set_xlabel("maanden na de start", fontsize=FONT_POINTS)
    axes.set_title("saldo van de gemeente, euro per deelnemer", loc="left", fontsize=FONT_POINTS)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.euro(value)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.number(value)))
    last = int(frame["month"].max())
    axes.set_xlim(0, last)
    axes.set_xticks(range(0, last + 1, 6 if last <= SHORT_MONTHS else 12))
    axes.legend(frameon=False, fontsize=FONT_POINTS - 1.5, loc="upper left")
    alt = "Lijnen van het opgebouwde saldo per deelnemer. " + "; ".join(told) + "."
    caption = (
        "Opgebouwd saldo van de gemeente, als zoveel van de uitstroom niet extra is; vlak: 95% van "
        "de trekkingen, punt: terugverdiend"
    )
    return Chart(figure, "verloop-saldo", caption, alt)


def _paid_back(part: pd.DataFrame) -> int | None:
    """The month from which the mean balance stays at zero or above."""
    below = part.loc[part["mean"] < 0, "month"]
    if below.empty:
        return int(part["month"].iloc[0])
    first = int(below.iloc[-1]) + 1
    return first if first <= part["month"].max() else None


def who_pays(result: Publishable) -> Chart | Nothing:
    """The totals of each party, per participant and per additional exit."""
    if result.empty or result.frame["society"].isna().any():
        return Nothing()
    totals = result.frame[result.frame["label"] == ""]
    names, values = [], []
    for row in rows(totals):
        for party in _PARTIES:
            value = float(getattr(row, party))
            if value != 0 or party == "society":
                names.append(f"{dutch.capital(BEARERS[party])}, {_PARTS[row.part]}")
                values.append(value)
    shown = rows_canvas(names, [dutch.euro(value) for value in values])
    for middle, value in zip(shown.middles, values, strict=True):
        shown.axes.barh(middle, value, height=0.16, color=DARK if value >= 0 else ACCENT)
    _around_zero(shown.axes, values)
    told = [f"{name} {dutch.euro(value)}" for name, value in zip(names, values, strict=True)]
    lacking = lacking_gains(*result.frame[["no_income", "no_production"]].any())
    missing = f"; ontbreekt: {lacking}" if lacking else ""
    caption = f"Wat bekend is van wie betaalt en wie ontvangt{missing}"
    return Chart(shown.figure, "wie-betaalt", caption, f"Staven: {'; '.join(told)}{missing}.")


def _around_zero(axes: Axes, values: list[float]) -> None:
    low, high = min([*values, 0.0]), max([*values, 0.0])
    number_axis(axes, "euro, contante waarde", top=high * 1.05 + 1)
    axes.set_xlim(low * 1.05 - 1, high * 1.05 + 1)
    axes.axvline(0, color=GREY, linewidth=1)
