"""From one distribution over the rungs to the next: do the shares add up, and does it move."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from evalutils import dutch
from evalutils.contracts.vocabulary import MOMENTS
from evalutils.dataset.evaluation import Evidence
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import table_columns
from evalutils.show.chart_style import ACCENT, DARK, FONT_POINTS, TEXT, rows_canvas
from evalutils.show.interval_rows import share_texts
from evalutils.show.phrases import caution, told
from evalutils.show.row_bars import BAR_ROOM_INCHES, bars, write_values
from evalutils.show.rung_coverage import notes, reach
from evalutils.show.rungs import MOMENT, rung_label
from evalutils.show.table_columns import each, table_of, unless_empty, with_origin

NO_MEAN = "Waar een aantal op een trede is weggelaten, is er geen gemiddelde"
# The longest bar leaves room for its own value.
ROOM_FOR_VALUES = 1.45


SAME_CLIENTS = (
    "Voor een verandering van dezelfde mensen gaat het cijfer in *Participatieladder van gevolgde "
    "cliënten* voor; hieronder staan twee verdelingen naast elkaar."
)


def sentence(
    means: Publishable,
    totals: Publishable,
    evidence: Evidence = "none",
    *,
    followed: bool = False,
) -> Prose | Nothing:
    """Whether the shares add up, how far the mean rung moves, and what that does not prove.

    With `followed` the same clients were measured twice, which leads.
    """
    sentences = [_total(row) for row in rows(totals.frame) if not pd.isna(row.total)]
    if followed and means.frame["net_change"].notna().any():
        sentences.append(SAME_CLIENTS)
    sentences += [_change(row) for row in rows(means.frame) if not pd.isna(row.net_change)]
    if means.frame.loc[means.frame["net_change"].notna(), "unknown_share"].gt(0).any():
        sentences.append("Door wie onbekend is, zijn dat niet precies dezelfde mensen.")
    if means.protected and means.frame["mean_rung"].isna().any():
        sentences.append(f"{NO_MEAN} trede.")
    moments = means.frame.loc[means.frame["net_change"].notna(), "moment"]
    if "realised" in set(moments):
        sentences.append(caution(evidence))
    return told(sentences)


def _total(row: Any) -> str:
    text = f"De aandelen van de {MOMENTS[row.moment]} tellen op tot"
    if row.distance == 0:
        return f"{text} precies {dutch.percent(row.total, 0)}."
    if row.explained:
        return f"{text} {dutch.percent(row.total)}; afronden verklaart het verschil met 100%."
    return f"{text} {dutch.percent(row.total)}. Afronden alleen verklaart dat verschil niet."


def _change(row: Any) -> str:
    name = MOMENTS[row.moment]
    size = dutch.number(abs(row.net_change), 2)
    if size == dutch.number(0, 2):
        step = "even hoog als"
    else:
        step = f"{size} trede {'hoger' if row.net_change > 0 else 'lager'} dan"
    unknown = dutch.percent(row.unknown_share)
    beside = f"; van {unknown} is de {name} onbekend" if row.unknown_share > 0 else ""
    text = f"De gemiddelde {name} ligt {step} de gemiddelde huidige trede{beside}."
    if row.moment == "expected":
        text += " Het is een inschatting van de begeleider, geen gemeten stap."
    return text


@unless_empty
def chart(
    distribution: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> Chart | Nothing:
    """The current distribution facing the main later one, the highest rung on top.

    There is no chart unless both moments have a share on every rung.
    """
    if distribution.empty:
        return Nothing()
    parts = {
        moment: part.set_index("rung") for moment, part in distribution.frame.groupby("moment")
    }
    later = next((name for name in ("realised", "expected", "target") if name in parts), None)
    rungs = [str(number) for number in reversed(scheme.numbers)]
    if later is None or "current" not in parts:
        return Nothing()
    sides = [parts[name].reindex([*rungs, "unknown"]) for name in ("current", later)]
    if any(side.loc[rungs, "share"].isna().any() for side in sides):
        return Nothing()
    if not any(side["share"]["unknown"] > 0 for side in sides):
        sides = [side.loc[rungs] for side in sides]
    labels = [rung_label(str(rung), scheme) for rung in sides[0].index]
    texts = [share_texts(side["share"], side["n"]) for side in sides]
    heads = [dutch.capital(MOMENTS[name]) for name in ("current", later)]
    words = "; ".join(
        f"{label} {now} en {then}" for label, now, then in zip(labels, *texts, strict=True)
    )
    return Chart(
        _draw(labels, [side["share"] for side in sides], texts, heads),
        "tegenover",
        f"{heads[0]} (links) tegenover {MOMENTS[later]} (rechts){reach(coverage)}",
        f"Twee ladders tegenover elkaar, {MOMENTS['current']} en {MOMENTS[later]}. {words}.",
        "verdeling",
    )


def _draw(
    labels: Sequence[str],
    shares: Sequence[pd.Series[float]],
    texts: Sequence[list[str]],
    heads: Sequence[str],
) -> Figure:
    """Bars to the left for now and to the right, hatched, for later."""
    canvas = rows_canvas(labels, [""] * len(labels), mark_inches=BAR_ROOM_INCHES, legend_lines=1)
    axes, places = canvas.axes, canvas.middles
    now, later = list(-shares[0]), list(shares[1])
    bars(axes, places, now, color=DARK, label=heads[0])
    bars(axes, places, later, color=ACCENT, hatch="//", label=heads[1])
    write_values(axes, places, now, texts[0], leftward=True)
    write_values(axes, places, later, texts[1])
    axes.axvline(0, color=TEXT, linewidth=1)
    end = ROOM_FOR_VALUES * max(side.max() for side in shares)
    axes.set_xlim(-end, end)
    axes.locator_params(axis="x", nbins=5)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: dutch.percent(abs(value), 0)))
    axes.set_xlabel("aandeel van de gemeten cliënten", fontsize=FONT_POINTS, color=TEXT)
    legend: dict[str, Any] = {"frameon": False, "fontsize": FONT_POINTS, "borderaxespad": 0.2}
    canvas.figure.legend(loc="upper center", ncols=2, **legend)
    return canvas.figure


@with_origin
def table(
    means: Publishable, totals: Publishable, coverage: Publishable | None = None
) -> HtmlTable | Nothing:
    """Total of the shares, mean rung and change per moment."""
    if means.empty and totals.empty:
        return Nothing()
    frame = totals.frame.merge(means.frame, on="moment", how="outer", suffixes=("", "_mean"))
    if frame[["total", "mean_rung"]].isna().all(axis=None):
        return Nothing()
    return table_of(
        frame.sort_values("moment", key=lambda moments: moments.map(list(MOMENTS).index)),
        [
            MOMENT,
            table_columns.percents("Som van de aandelen", "total"),
            each("Gemiddelde trede", lambda row: dutch.number(row.mean_rung, 2)),
            each("Verandering", lambda row: dutch.signed(row.net_change, 2)),
            table_columns.percents("Trede onbekend", "unknown_share"),
        ],
        name="verandering",
        title="Van verdeling naar verandering",
        notes=[
            "Gemiddelden gaan over cliënten van wie de trede bekend is.",
            *notes(coverage),
            *([f"{NO_MEAN}."] if means.protected and frame["mean_rung"].isna().any() else []),
        ],
    )
