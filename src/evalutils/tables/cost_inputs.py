"""The table of what a cost-benefit calculation rests on."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.cost_inputs import INPUTS
from evalutils.contracts.vocabulary import labels
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.show import cells
from evalutils.show.rendering import render

SHAPES = {
    "fixed": "vast",
    "uniform": "bandbreedte",
    "pert": "laag, midden en hoog",
    "beta": "aantal van een groep",
    "gamma": "bedrag met standaardfout",
    "table": "tabel",
    "curve": "verloop, met spreiding",
}
ORIGINS = {
    "source": "bron",
    "parameter": "vaste waarde, met bron",
    "assumption": "aanname, geen bron",
    "margin": "aanname, geen bron: marge",
    "clients": "berekend uit gegevens van cliënten",
    "gap": "ontbreekt",
}


def amount_of(name: str, value: float) -> str:
    """A value of an input as Dutch text: a percentage, months, a year or euros."""
    if name in INPUTS and INPUTS[name].share:
        return dutch.percent(100 * value, 1)
    if name.startswith("amount_"):
        return dutch.euro(value)
    if name == "price_year":
        return f"{value:.0f}"
    return dutch.number(value, 0 if float(value).is_integer() else 1)


def assumed(result: Publishable) -> Table | Nothing:
    """Every input with its range and origin, and the gaps."""
    if result.empty:
        return Nothing()
    frame = result.frame
    listed = frame["origin"].ne("gap") | ~frame["input"].duplicated()
    frame = frame[listed]
    text = pd.DataFrame(index=frame.index)
    text["input"] = frame["input"].map(labels(INPUTS))
    pairs = list(zip(frame["input"], frame["low"], frame["high"], frame["months"], strict=True))
    ranges = pd.Series([_range(*pair) for pair in pairs], index=frame.index)
    ranges = ranges.where(frame["points"].isna(), frame["points"].map(_points))
    counted = frame["input"].isin(["participants", "exits"]) & frame["origin"].ne("gap")
    left_out = frame[["hidden_count", "hidden_of"]].notna().any(axis=1)
    text["value"] = cells.counts(frame, "count").where(
        counted, ranges.mask(left_out, dutch.LEFT_OUT)
    )
    text["shape"] = cells.labels(frame, "shape", SHAPES)
    wide = frame["origin"].eq("assumption") & frame["low"].ne(frame["high"])
    text["origin"] = frame["origin"].mask(wide, "margin").map(ORIGINS)
    text["note"] = _notes(frame)
    columns = {"input": "Gegeven", "value": "Waarde", "shape": "Vorm", "origin": "Herkomst"}
    return render(
        text,
        {**columns, "note": "Vindplaats en toelichting"},
        name="aannames",
        title="Waar de berekening op rust, en wat er ontbreekt",
        notes=["Wat ontbreekt telt nergens als nul.", *cells.left_out_notes(frame)],
        texts=("value", "shape", "origin", "note"),
        sentences=True,
    )


def _range(name: str, low: float, high: float, months: float) -> str:
    if pd.isna(low):
        return dutch.MISSING
    value = amount_of(name, low)
    if low != high:
        value = f"{value} tot {amount_of(name, high)}"
    return value if pd.isna(months) else f"{value} na {dutch.number(months)} maanden"


def _points(points: object) -> str:
    """The shares of a curve in words; nothing when it is no curve."""
    if not isinstance(points, tuple):
        return dutch.MISSING
    return ", ".join(f"{amount_of('durability', share)} na {month}" for month, share in points) + (
        " maanden"
    )


def _notes(frame: pd.DataFrame) -> pd.Series[str]:
    both = zip(frame["locator"], frame["note"], strict=True)
    texts = [
        ". ".join(str(part).rstrip(".") for part in pair if not pd.isna(part)) for pair in both
    ]
    return pd.Series([text + "." if text else dutch.MISSING for text in texts], index=frame.index)
