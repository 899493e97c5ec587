"""What a cost-benefit calculation rests on, and what is missing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.cost_inputs import INPUTS
from evalutils.contracts.fixed_names import (
    ASSUMPTIONS,
    CHAPTER_TO_ROOT,
    DATA_DICTIONARY,
    FIXED_VALUES,
    assumption_anchor,
    html_address,
    source_file,
)
from evalutils.contracts.vocabulary import labels
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import cells
from evalutils.show.rendering import Address
from evalutils.show.table_columns import TableColumn, each, names, table_of, unless_empty

SHAPES = {
    "fixed": "vast",
    "yes": "ja",
    "no": "nee",
    "uniform": "bandbreedte",
    "pert": "laag, midden en hoog",
    "spread": "gemiddelde, en hoe kort en lang per persoon",
    "beta": "aantal van een groep",
    "estimate": "schatting, met spreiding",
    "gamma": "bedrag met standaardfout",
    "table": "tabel",
    "curve": "verloop, met spreiding",
}
ORIGINS = {
    "source": "bron",
    "parameter": "vaste waarde, met bron",
    "assumption": "aanname, geen bron",
    "clients": "berekend uit gegevens van cliënten",
    "effect": "vergelijkingsgroep van het hoofdstuk over het effect",
    "from_effect": "schatting van het hoofdstuk over het effect voor gevolgde cliënten",
}
_ORIGIN = "Herkomst"
UNKNOWN = ("counterfactual_exit_share", "displacement_share")


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """What is missing, what that means, and the list that a source would have to complete."""
    frame = result.frame
    missing = list(frame.loc[frame["origin"] == "gap", "input"])
    if not missing:
        return Prose("Alle gegevens voor een saldo per partij zijn er.")
    lines = "\n".join(f"- {INPUTS[name].gap}" for name in missing)
    text = f"Dit ontbreekt voor een volledig saldo. Het telt niet als nul:\n\n{lines}"
    if set(UNKNOWN) & set(missing) and "horizon_months" not in missing:
        text += (
            "\n\nZolang niet gemeten is hoeveel van de uitstroom extra is, loopt elk netto bedrag "
            "van het geval dat alle uitstroom extra is tot het geval dat geen enkele dat is."
        )
    return Prose(text)


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Every input with its range and origin; the sentence names the gaps."""
    known = result.frame[result.frame["origin"].ne("gap")]
    return table_of(
        known,
        [
            names("Gegeven", "input", labels(INPUTS)),
            TableColumn("Waarde", _values, words=True),
            names("Vorm", "shape", SHAPES),
            each(_ORIGIN, _origin, words=True),
            each("Vindplaats en toelichting", _note, words=True),
        ],
        name=ASSUMPTIONS,
        title="Waar de berekening op rust",
        anchors=[assumption_anchor(name) for name in known["input"]],
        links={} if result.protected else {_ORIGIN: [_address(row) for row in rows(known)]},
        sentences=True,
    )


def amount_of(name: str, value: float) -> str:
    """A value of an input as Dutch text: a percentage, months, a year or euros."""
    if pd.isna(value):
        return dutch.MISSING
    if name in INPUTS and INPUTS[name].share:
        return dutch.percent(100 * value, 1)
    if name.startswith("amount_"):
        return dutch.euro(value)
    if name == "price_year":
        return f"{value:.0f}"
    return dutch.number(value, 0 if float(value).is_integer() else 1)


def _values(frame: pd.DataFrame) -> cells.Text:
    persons = frame["input"].isin(["participants", "exits"])
    left_out = frame[["hidden_count", "hidden_of"]].notna().any(axis=1)
    ranges = each("", _range).cells(frame).mask(left_out, dutch.LEFT_OUT)
    return cells.counts(frame, "count").where(persons, ranges)


def _range(row: Any) -> str:
    if isinstance(row.points, tuple):  # a curve
        shares = (f"{amount_of('durability', share)} na {month}" for month, share in row.points)
        return f"{', '.join(shares)} maanden"
    value = amount_of(row.input, row.low)
    if pd.isna(row.low):
        return value
    if row.shape == "spread":
        ends = f"{value} tot {amount_of(row.input, row.high)}"
        return f"gemiddeld {amount_of(row.input, row.central)} (per persoon {ends})"
    if row.low != row.high:
        value = f"{value} tot {amount_of(row.input, row.high)}"
    return value if pd.isna(row.months) else f"{value} na {dutch.number(row.months)} maanden"


def _origin(row: Any) -> str:
    if row.origin == "source":
        numbers = range(2, len(str(row.source).split()) + 1)
        return "; ".join([ORIGINS[row.origin], *(f"bron {number}" for number in numbers)])
    margin = row.origin == "assumption" and row.low < row.high
    return f"{ORIGINS[row.origin]}: marge" if margin else ORIGINS[row.origin]


def _address(row: Any) -> Address:
    """The documents of an input, or the list of dated values; empty for what has neither."""
    if row.origin == "parameter":
        return CHAPTER_TO_ROOT + html_address(DATA_DICTIONARY, FIXED_VALUES)
    if row.origin != "source":
        return ""
    return [CHAPTER_TO_ROOT + html_address(source_file(key)) for key in str(row.source).split()]


def _note(row: Any) -> str:
    parts = [str(part).rstrip(".") for part in (row.locator, row.note) if not pd.isna(part)]
    return ". ".join(parts) + "." if parts else dutch.MISSING
