"""Shares with their intervals as dots and lines, a row each: used by several chapters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import seaborn.objects as so
from matplotlib.figure import Figure

from evalutils import dutch
from evalutils.contracts.qualifiers import BOUNDS, CIRCA, ESTIMATED, EXACT
from evalutils.contracts.qualifiers import known as known_code
from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.counted_shares import precision
from evalutils.display import Chart, Nothing
from evalutils.frames import rows, usual
from evalutils.quantities import per_100
from evalutils.show import cells
from evalutils.show.chart_style import (
    ACCENT,
    DARK,
    FEWEST_DRAWN,
    LIGHT,
    MOST_DRAWN,
    dots,
    draw,
    left_to_table,
    number_axis,
    percent_axis,
    round_top,
    rows_canvas,
    spans,
)
from evalutils.statistics.proportions import SMALL_BASE

# Stands for the precision of a ratio: of people outside the base, and so no share of it.
RATIO = "ratio"
# How a share is marked: exact, about, as printed, or the end from which the true share lies on.
MARKS = {
    EXACT: dots(DARK),
    CIRCA: dots(DARK, hollow=True, marker="D", points=8),
    "printed": dots(ACCENT, hollow=True, points=8),
    "above": dots(ACCENT, marker=">"),
    "below": dots(ACCENT, marker="<"),
    RATIO: dots(ACCENT, hollow=True, marker="s", points=8),
}

# The number of rows that a text alternative names; the table beside the chart has them all.
MOST_DESCRIBED = 12


def interval_chart(
    labels: Sequence[str],
    share: pd.Series[float],
    lower: pd.Series[float],
    upper: pd.Series[float],
    axis_label: str,
    n: pd.Series[float] | None = None,
    qualifier: pd.Series[str] | None = None,
) -> Figure:
    """Draw one dot per row with its interval; an open dot has none. Of many rows the first.

    A row of few people is drawn and written as its interval alone: a broad bar without a dot.

    Parameters
    ----------
    labels
        Row names, top to bottom.
    share, lower, upper
        Percent; missing bounds draw no line, a missing share draws nothing.
    axis_label
        Dutch label of the horizontal axis.
    n
        Number of people that each share is about; None when no row may be called small.
    qualifier
        How precise each share is; None when all are exact. One that is about right is a diamond,
        and a bound points to where the true share may lie. `RATIO` is a square: no share.
    """
    frame = pd.DataFrame({"share": share, "lower": lower, "upper": upper}).astype("float64")
    frame["small"] = _small(share, lower, n)
    frame["mark"] = _marks(share, lower, qualifier)
    frame = frame.head(MOST_DRAWN)
    texts = share_texts(share, lower, upper, n, qualifier)
    canvas = rows_canvas(labels[:MOST_DRAWN], texts[:MOST_DRAWN])
    frame["place"] = canvas.middles
    given = frame[frame["share"].notna()]
    known = given[given["lower"].notna() & ~given["small"]]
    bounds = {"xmin": "lower", "xmax": "upper", "orient": "y"}
    plot = (
        so.Plot(given, x="share", y="place")
        .add(spans(LIGHT, 10), data=given[given["small"]], **bounds)
        .add(spans(DARK), data=known, **bounds)
    )
    dotted = given[~given["small"]]
    for name, mark in MARKS.items():
        part = dotted[dotted["mark"].eq(name)]
        plot = plot if part.empty else plot.add(mark, data=part)
    draw(plot, canvas.axes)
    highest = float(np.nanmax([0.0, *frame["share"], *frame["upper"]]))
    ratios = len(given) > 0 and bool(given["mark"].eq(RATIO).all())
    axis = number_axis if ratios else percent_axis
    axis(canvas.axes, axis_label, top=round_top(highest))
    return canvas.figure


def noun(frame: pd.DataFrame) -> str:
    """What a caption calls the figures that a chart of a frame draws."""
    only_ratios = frame["share"].isna().all() and _ratios(frame).notna().any()
    return "Verhouding" if only_ratios else "Aandeel"


def shares_chart(
    frame: pd.DataFrame,
    write: Callable[[Any], str],
    *,
    name: str,
    axis_label: str,
    caption: str,
    alt: str | None = None,
    table: str = "",
) -> Chart | Nothing:
    """The shares and ratios of a frame as an interval chart; one alone is none.

    Parameters
    ----------
    frame
        Columns share, lower, upper (percent), ratio (per 100), n and qualifier_share; rows without
        a share or ratio are not drawn.
    write
        Dutch name of a row.
    name, axis_label, table
        As `Chart` and `interval_chart` take them.
    caption, alt
        Start of the caption and of the text alternative, which is the same unless given.
    """
    is_ratio = _ratios(frame).notna()
    frame = frame.assign(share=frame["share"].where(~is_ratio, _ratios(frame)))
    known = frame[frame["share"].notna()]
    if len(known) < FEWEST_DRAWN:
        return Nothing()
    labels = [write(row) for row in rows(known)]
    bounds = (known["share"], known["lower"], known["upper"])
    codes = precision(known, "share").mask(is_ratio, RATIO)
    return Chart(
        interval_chart(labels, *bounds, axis_label, known["n"], codes),
        name,
        f"{caption}; {legend_of(known['share'], known['lower'], known['n'], codes)}",
        f"{alt or caption}: " + describe(labels, *bounds, known["n"], codes),
        table,
    )


def _ratios(frame: pd.DataFrame) -> pd.Series[float]:
    """The ratios of a frame; missing where it can only have shares."""
    return frame["ratio"] if "ratio" in frame else pd.Series(np.nan, frame.index)


def _marks(
    share: pd.Series[float], lower: pd.Series[float], qualifier: pd.Series[str] | None
) -> pd.Series[str]:
    """The mark of each share, one of `MARKS`."""
    codes = pd.Series(EXACT, share.index) if qualifier is None else qualifier.map(known_code)
    codes = codes.replace(ESTIMATED, CIRCA)
    if qualifier is not None:
        codes = codes.mask(qualifier.eq(RATIO), RATIO)
    sides = codes[codes.ne(RATIO)].map(lambda code: "above" if QUALIFIERS[code].above else "below")
    found = codes.mask(codes.isin(BOUNDS), sides)
    return found.mask(codes.eq(EXACT) & lower.isna(), "printed")


def of_one_base(
    frame: pd.DataFrame, bases: Sequence[str], counts: str = ""
) -> tuple[pd.DataFrame, str]:
    """The rows with the base that most shares have, and what a caption says of the others.

    Parameters
    ----------
    frame
        Column share.
    bases
        What each share is a share of, in Dutch.
    counts
        Column of which each value counts once for a base; empty when each row counts.
    """
    given = frame["share"].notna() | _ratios(frame).notna()
    names = pd.Series(bases, index=frame.index, dtype="object")[given]
    if names.nunique() < 2:
        return frame, ""
    of = frame[counts].loc[names.index] if counts else names.index
    once = pd.DataFrame({"base": names, "of": of})
    base = usual(once.drop_duplicates()["base"])
    drawn = frame[pd.Series(bases, index=frame.index).eq(base)]
    return drawn, f", van {base} (aandelen van een andere basis staan alleen in de tabel)"


def legend_of(
    share: pd.Series[float],
    lower: pd.Series[float],
    n: pd.Series[float],
    qualifier: pd.Series[str] | None = None,
) -> str:
    """What the marks of an interval chart mean, for its caption."""
    marks = _marks(share, lower, qualifier)[share.notna()]
    texts = [] if marks.eq(RATIO).all() else ["lijn: 95%-interval"]
    if _small(share, lower, n).any():
        texts.append(f"brede balk: interval van minder dan {SMALL_BASE} mensen")
    if marks.eq("printed").any():
        texts.append("open rondje: overgenomen uit de bron")
    if marks.eq(CIRCA).any():
        texts.append("ruitje: ongeveer of naar schatting")
    if marks.eq(RATIO).any():
        texts.append("vierkantje: verhouding per 100 van de basis, geen aandeel en zonder marge")
    if marks.isin(["above", "below"]).any():
        texts.append("driehoek: grens, het aandeel ligt daar of verder in de richting van de punt")
    return ", ".join(texts) + left_to_table(len(share))


def share_texts(
    share: pd.Series[float],
    lower: pd.Series[float],
    upper: pd.Series[float] | None = None,
    n: pd.Series[float] | None = None,
    qualifier: pd.Series[str] | None = None,
) -> list[str]:
    """Percentages: one decimal where computed, as printed where the source gives no numbers.

    A share of few people is its interval, or as printed with their number, when both `upper` and
    `n` are given.
    """
    codes = pd.Series(EXACT, share.index) if qualifier is None else qualifier
    parts = zip(share, lower.isna(), codes, strict=True)
    texts = [
        per_100(value) if code == RATIO else cells.share(value, printed, code)
        for value, printed, code in parts
    ]
    if upper is None or n is None:
        return texts
    few = zip(texts, lower, upper, n.astype("float64"), codes, strict=True)
    return [_of_few(*row) if row[3] < SMALL_BASE and row[4] != RATIO else row[0] for row in few]


def _of_few(text: str, low: float, high: float, people: float, code: str) -> str:
    """The interval; where there is none, the share as printed with its number of people."""
    if not pd.isna(low):
        return cells.interval(low, high, code)
    return text if text == dutch.MISSING else f"{text} (van {dutch.number(people)})"


def describe(
    labels: Sequence[str],
    share: pd.Series[float],
    lower: pd.Series[float],
    upper: pd.Series[float],
    n: pd.Series[float] | None = None,
    qualifier: pd.Series[str] | None = None,
) -> str:
    """The rows of an interval chart in words, for the text alternative."""
    parts = []
    texts = share_texts(share, lower, upper, n, qualifier)
    small = _small(share, lower, n)
    codes = pd.Series(EXACT, share.index) if qualifier is None else qualifier
    every = zip(labels, texts, lower, upper, small, codes, strict=True)
    for label, text, low, high, few, code in every:
        span = "" if pd.isna(low) or few else f" ({cells.interval(low, high, code)})"
        parts.append(f"{label} {text}{span}")
    return enumerated(parts)


def _small(
    share: pd.Series[float], lower: pd.Series[float], n: pd.Series[float] | None
) -> npt.NDArray[np.bool_]:
    """Rows of so few people that only their interval is given."""
    if n is None:
        return np.zeros(len(share), dtype=bool)
    few = n.astype("float64").lt(SMALL_BASE) & share.notna() & lower.notna()
    return few.to_numpy(dtype=bool)


def enumerated(parts: Sequence[str]) -> str:
    """The first parts in a sentence, and how many more there are."""
    more = len(parts) - MOST_DESCRIBED
    rest = [] if more <= 0 else [f"en nog {more} in de tabel hieronder"]
    return "; ".join([*parts[:MOST_DESCRIBED], *rest]) + "."
