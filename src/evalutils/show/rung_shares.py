"""How clients are distributed over the rungs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import ceil

import pandas as pd
import seaborn.objects as so
from matplotlib.figure import Figure

from evalutils import dutch
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.show import cells, table_columns
from evalutils.show.chart_style import (
    FONT_POINTS,
    SERIES,
    TEXT,
    draw,
    percent_axis,
    round_top,
    rows_canvas,
    spans,
)
from evalutils.show.interval_rows import share_texts
from evalutils.show.phrases import LEFT_OUT, left_out, told
from evalutils.show.row_bars import BAR_ROOM_INCHES, bars, write_values
from evalutils.show.rung_coverage import notes, reach
from evalutils.show.rungs import (
    COUNT,
    FOLDED,
    FOLDED_NOTE,
    MOMENT,
    group_name,
    rung_column,
    rung_label,
)
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE

NO_SHARE = "geen aandeel"
LEGEND_COLUMNS = 2
_SHARES = (
    # Computed from counts where there is a base, also without an interval.
    TableColumn("Aandeel", partial(cells.shares, lower="n")),
    table_columns.intervals(),
)
# The longest bar leaves room for its own value.
ROOM_FOR_VALUES = 1.18


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Which rung holds most clients, per moment."""
    known = result.frame[result.frame["rung"] != "unknown"]
    sentences = [
        _most(MOMENTS[str(moment)], part) if part["share"].count() > 1 else _some(str(moment), part)
        for moment, part in known.groupby("moment", sort=False)
    ]
    if left_out(result.frame, "count", "published_share"):
        sentences.append(LEFT_OUT)
    return told([sentence for sentence in sentences if sentence])


def _most(name: str, part: pd.DataFrame) -> str:
    top = part[part["share"] == part["share"].max()]
    rungs = dutch.listing(list(top["rung"]))
    row = top.iloc[0]
    if row["n"] < SMALL_BASE and pd.isna(row["lower"]):
        people = f"{dutch.number(row['count'])} van {dutch.number(row['n'])}"
        return f"Bij de {name} staan de meeste cliënten op trede {rungs}: {people}."
    if row["n"] < SMALL_BASE:
        return (
            f"Bij de {name} staan de meeste cliënten op trede {rungs}; bij zo weinig mensen ligt "
            f"het aandeel ergens tussen {dutch.percent(row['lower'])} en "
            f"{dutch.percent(row['upper'])}."
        )
    share = dutch.percent(row["share"]) if row["complete"] else dutch.printed_percent(row["share"])
    each = " elk" if len(top) > 1 else ""
    return f"Bij de {name} staan de meeste cliënten op trede {rungs}:{each} {share}."


def _some(moment: str, part: pd.DataFrame) -> str:
    counts = part[part["count"].notna()]
    if counts.empty:
        return ""
    named = [
        f"trede {rung} ({dutch.counted(number, 'cliënt', 'cliënten')})"
        for rung, number in zip(counts["rung"], counts["count"], strict=True)
    ]
    return (
        f"Bij de {MOMENTS[moment]} is alleen het aantal bekend op {dutch.listing(named)}. "
        "Voor een verdeling zijn de aantallen op alle treden nodig."
    )


@unless_empty
def chart(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> Chart | Nothing:
    """Shares per rung as bars, one colour per moment, the highest rung on top."""
    frame = result.frame
    if result.empty or frame["share"].isna().all():
        return Nothing()
    rungs = [
        rung
        for rung in [*map(str, reversed(scheme.numbers)), "unknown"]
        if rung in set(frame["rung"])
    ]
    known = set(frame.loc[frame["share"].notna(), "moment"])
    parts = {
        dutch.capital(name): frame[frame["moment"] == moment].set_index("rung").reindex(rungs)
        for moment, name in MOMENTS.items()
        if moment in known
    }
    labels = [rung_label(rung, scheme) for rung in rungs]
    words = [
        f"{name}: "
        + ", ".join(f"{label} {text}" for label, text in zip(labels, _texts(part), strict=True))
        for name, part in parts.items()
    ]
    lines = "; dunne lijn: 95%-interval" if frame["lower"].notna().any() else ""
    return Chart(
        _draw(labels, parts),
        "verdeling",
        f"Verdeling over de treden{lines}{reach(coverage)}",
        f"Staafdiagram van de verdeling over de treden. {'. '.join(words)}.",
    )


def _texts(part: pd.DataFrame) -> list[str]:
    texts = share_texts(part["share"], part["n"])
    return [
        NO_SHARE if missing else text
        for text, missing in zip(texts, part["share"].isna(), strict=True)
    ]


def _draw(labels: list[str], parts: Mapping[str, pd.DataFrame]) -> Figure:
    number = len(parts)
    legend_lines = ceil(number / LEGEND_COLUMNS) if number > 1 else 0
    room = BAR_ROOM_INCHES * number
    canvas = rows_canvas(labels, [""] * len(labels), mark_inches=room, legend_lines=legend_lines)
    tops = []
    for index, (name, part) in enumerate(parts.items()):
        shift = ((number - 1) / 2 - index) * BAR_ROOM_INCHES
        places = [middle + shift for middle in canvas.middles]
        bars(canvas.axes, places, list(part["share"]), color=SERIES[index], label=name)
        lines = part.assign(place=places).dropna(subset=["share", "lower", "upper"])
        plot = so.Plot(lines, y="place", xmin="lower", xmax="upper")
        draw(plot.add(spans(TEXT, 1.2), orient="y"), canvas.axes)
        ends = part[["share", "upper"]].max(axis=1)
        write_values(canvas.axes, places, list(ends), _texts(part))
        tops.append(ends.max())
    top = round_top(max(tops) * ROOM_FOR_VALUES)
    percent_axis(canvas.axes, "aandeel van de gemeten cliënten", top=top)
    if legend_lines:
        style = {"frameon": False, "fontsize": FONT_POINTS, "borderaxespad": 0.2}
        canvas.figure.legend(loc="upper left", ncols=LEGEND_COLUMNS, **style)
    return canvas.figure


@unless_empty
def table(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> HtmlTable | Nothing:
    """Counts and shares per rung, a row per moment and rung, with whom they are about."""
    interval = "Een interval staat er alleen als het aantal op elke trede bekend is."
    if not result.empty and result.frame["lower"].notna().any():
        interval = (
            "De intervallen van een moment gelden voor alle treden tegelijk. Wat begeleiders "
            "verwachten en een doel hebben er geen."
        )
    folded = "folded" in result.frame and result.frame["folded"].any()
    return table_of(
        result.frame,
        [rung_column("Trede", "rung", scheme), TableColumn(COUNT.heading, _counts), *_SHARES],
        name="verdeling",
        title="Verdeling over de treden",
        notes=[interval, *([FOLDED_NOTE] if folded else []), *notes(coverage)],
        groups=MOMENT,
    )


def _counts(frame: pd.DataFrame) -> pd.Series[str]:
    """The numbers, with a dot for one that stands in the sum of its group only."""
    counts = cells.counts(frame, "count")
    return counts.mask(frame["folded"], FOLDED) if "folded" in frame else counts


@unless_empty
def groups_table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """The same per group of rungs, where numbers are hidden."""
    return table_of(
        result.frame,
        [each("Groep van treden", lambda row: group_name(row.rung, scheme)), COUNT, *_SHARES],
        name="verdeling-groepen",
        title="Verdeling over groepen van treden",
        groups=MOMENT,
    )
