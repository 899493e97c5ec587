"""Periods side by side: what got better or worse, and every figure by period."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.breaks import BREAKS, UNCLEAR, VERDICTS
from evalutils.contracts.vocabulary import DURABILITY
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import quantity
from evalutils.show.phrases import told
from evalutils.show.table_columns import each, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

# Of more figures a page is longer than anybody reads; the open data have them all.
MOST_FIGURES = 100
# Figures that may lie on either side of nought: without a sign they would read as a count.
_DIFFERENCES = (
    "ladder.net_change",
    "outflow.net_change",
    "outflow.flow_residual",
    "cost_benefit.finances_difference",
)
_NO_INTERVAL = "van een van beide is geen interval bekend"
_CHANCE = "het verschil kan toeval zijn"


def value(row: Any) -> str:
    """A figure with its unit; of a share of few people only its interval is said."""
    if row.unit == "percent" and row.n < SMALL_BASE and not pd.isna(row.lower):
        return dutch.MISSING
    signed = row.indicator in _DIFFERENCES
    if signed and row.value == 0:
        return "geen"
    return quantity(row.value, _decimals(row), row.unit, signed=signed)


def _decimals(row: Any) -> int:
    whole = float(row.value).is_integer() and pd.isna(row.lower)
    return 0 if whole or row.unit.startswith("EUR") else 1


def interval(row: Any) -> str:
    """The interval of a figure."""
    if pd.isna(row.lower) or pd.isna(row.upper):
        return dutch.MISSING
    ends = (quantity(end, 1, row.unit) for end in (row.lower, row.upper))
    return " tot ".join(ends)


def difference(row: Any) -> str:
    """The change with its interval; of shares in percentage points."""
    if pd.isna(row.change):
        return dutch.MISSING
    if row.change == 0 and pd.isna(row.change_lower):
        return "geen"  # without a sign it would read as a count
    unit = "percentage_point" if row.unit == "percent" else row.unit
    text = quantity(row.change, _decimals(row), unit, signed=True)
    if pd.isna(row.change_lower) or pd.isna(row.change_upper):
        return text
    low, high = (dutch.signed(end, 1) for end in (row.change_lower, row.change_upper))
    return f"{text} ({low} tot {high})"


def why(row: Any) -> str:
    """Why a change is no better or worse, or why there is none."""
    if row.broken:
        return BREAKS[row.broken]
    if row.verdict != UNCLEAR or pd.isna(row.change):
        return ""
    return _NO_INTERVAL if pd.isna(row.change_lower) else _CHANCE


def _last(frame: pd.DataFrame) -> pd.DataFrame:
    """Of every figure with a direction its last point, when that is one of the last period."""
    last = frame[frame["place"].eq(frame["place"].max())]
    return last[last["verdict"].ne("")]


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """How many figures are better, worse, or not to tell, and what that may come from."""
    last = _last(result.frame)
    if last.empty:
        return Prose(
            "Van geen enkel cijfer is te zeggen of het beter of slechter is dan een periode eerder."
        )
    counted = last["verdict"].value_counts()
    better, worse, unclear = (int(counted.get(name, 0)) for name in VERDICTS)
    sentences = [
        f"Vergeleken met een periode eerder: {_many(better)} beter, {_many(worse)} slechter, en "
        f"van {_many(unclear)} is het niet te zeggen."
    ]
    tested = int(last["change_lower"].notna().sum())
    if better + worse and tested > 1:
        expected = dutch.number(tested / 20, 1)
        sentences.append(
            f"Ook als er niets veranderde, zou toeval van {tested} cijfers met een interval er "
            f"gemiddeld {expected} beter of slechter maken."
        )
    sentences.append(
        "Een verandering is nog geen gevolg van het programma: er kunnen andere mensen hebben "
        "meegedaan, en de arbeidsmarkt kan anders zijn geweest."
    )
    return told(sentences)


def _many(number: int) -> str:
    return dutch.how_many(number, "cijfer", "cijfers")


@unless_empty
def verdicts(result: Publishable) -> HtmlTable | Nothing:
    """Better, worse, or not to tell: the last change of every figure that has a direction."""
    frame = _last(result.frame)
    order = frame["verdict"].map({name: place for place, name in enumerate(VERDICTS)})
    frame = frame.iloc[order.argsort(kind="stable")].head(MOST_FIGURES)
    earlier = {
        (row.figure, row.place): f"{value(row)} ({row.moment})" for row in rows(result.frame)
    }
    frame = frame.assign(
        was=[earlier[row.figure, row.place - 1] for row in rows(frame)],
    )
    return table_of(
        frame,
        [
            each("Kengetal", lambda row: row.label, words=True),
            each("Was", lambda row: row.was),
            each("Is nu", value),
            each("Verandering (95%-interval)", difference),
            each("Waarom niet te zeggen", lambda row: dutch.capital(why(row)), words=True),
        ],
        name="beter-slechter",
        title="Beter, slechter of niet te zeggen",
        groups=each("Oordeel", lambda row: dutch.capital(VERDICTS[row.verdict])),
        notes=_left_out(len(_last(result.frame))),
        sentences=True,
    )


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Every figure by period."""
    frame = result.frame
    figures = frame["figure"].unique()
    shown = frame[frame["figure"].isin(figures[:MOST_FIGURES])]
    return table_of(
        shown,
        [
            each("Periode", lambda row: dutch.capital(row.moment), words=True),
            each("Cijfer", value),
            each("95%-interval", interval),
            each("Aantal", lambda row: dutch.number(row.n)),
            each("Verandering (95%-interval)", difference),
            each("Breuk in de reeks", lambda row: dutch.capital(BREAKS.get(row.broken, "")),
                 words=True),
        ],
        name="per-periode",
        title="Alle kengetallen per periode",
        groups=each("Kengetal", lambda row: row.label),
        notes=[
            "Van wat per maand verandert, staat hier de stand na 12 maanden.",
            *_left_out(len(figures)),
        ],
        sentences=True,
    )  # fmt: skip


def _left_out(figures: int) -> list[str]:
    if figures <= MOST_FIGURES:
        return []
    return [
        f"Dit zijn de eerste {MOST_FIGURES} van {dutch.number(figures)} kengetallen; de open data "
        "hebben ze allemaal."
    ]


@unless_empty
def breaks(result: Publishable, notes: dict[str, str]) -> Prose | Nothing:
    """Between which periods series break, for how many figures, and why.

    `notes` are what the researcher wrote of a period, by its Dutch name.
    """
    broken = result.frame[result.frame["broken"].ne("")]
    sentences, said_of = [], set[str]()
    for (moment, reason), part in broken.groupby(["moment", "broken"], sort=False):
        many = dutch.counted(part["figure"].nunique(), "reeks breekt", "reeksen breken")
        note = notes.get(str(moment), "") if str(moment) not in said_of else ""
        said_of.add(str(moment))
        said = f" Toelichting van de onderzoeker: {markdown(note)}" if note else ""
        sentences.append(
            f"Bij {markdown(dutch.within(str(moment)))}: {many}, want {BREAKS[str(reason)]}.{said}"
        )
    return told(sentences)


@unless_empty
def national(result: Publishable, shares: pd.DataFrame) -> Prose | Nothing:
    """What is known of the whole country under the definitions of the series; context only."""
    used = result.frame[result.frame["indicator"].eq("outflow.durable_share")]
    found = {tuple(group.split(":")[:2]) for group in used["group"]}
    same = [row for row in rows(shares) if (row.definition, f"{row.months:g}") in found]
    sentences = [
        f"Heel Nederland, volgens de definitie ‘{DURABILITY[row.definition].label}’ na "
        f"{dutch.number(row.months)} maanden: {'ongeveer ' if row.circa else ''}"
        f"{dutch.printed_percent(row.share)} "
        f"(vertrek in {row.year}; {markdown(str(row.reference))})."
        for row in same
    ]
    return told(sentences)
