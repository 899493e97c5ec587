"""Steps between rungs as the source counts them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import BASES
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.show import cells
from evalutils.show.chart_style import FEWEST_DRAWN
from evalutils.show.interval_rows import enumerated
from evalutils.show.phrases import LEFT_OUT, left_out
from evalutils.show.rung_coverage import notes, reach
from evalutils.show.rung_flow import Flow, flow_figure
from evalutils.show.rungs import BASIS, COUNT, TO, rung_column
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty

WAYS = {"up": "Stijgt", "same": "Blijft", "down": "Daalt"}


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """Whether the steps from a rung add up to the clients on it."""
    rungs = result.frame.drop_duplicates(["basis", "from_rung"])
    sentences = [_adds_up(row) for row in rows(rungs) if not pd.isna(row.surplus)]
    if left_out(result.frame, "count", "rung_count"):
        sentences.append(LEFT_OUT)
    return Prose(" ".join(sentences)) if sentences else Nothing()


def _adds_up(row: Any) -> str:
    text = (
        f"De stappen vanaf trede {row.from_rung} gaan samen over "
        f"{dutch.counted(row.parts, 'cliënt', 'cliënten')}; op die trede "
        f"{'staat' if row.rung_count == 1 else 'staan'} er {dutch.number(row.rung_count)}."
    )
    if row.surplus == 0:
        return f"{text} Dat klopt."
    if abs(row.surplus) <= row.surplus_margin:
        return f"{text} Het verschil kan door het afronden komen."
    return f"{text} Het verschil van {dutch.number(abs(row.surplus))} verklaart de bron niet."


@unless_empty
def chart(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> Chart | Nothing:
    """Counted steps of the first basis as bands; a step to several rungs has its own place."""
    shown = result.frame[result.frame["count"] > 0]
    shown = shown[shown["basis"].isin(shown["basis"].head(1))]
    if len(shown) < FEWEST_DRAWN:
        return Nothing()
    flows = [
        Flow(start, {"same": start, "higher": "hoger"}.get(goal, goal), float(count), way)
        for start, goal, count, way in zip(
            shown["from_rung"], shown["to_rungs"], shown["count"], shown["way"], strict=True
        )
    ]
    rungs = [str(number) for number in scheme.numbers]
    starts = [rung for rung in rungs if any(flow.start == rung for flow in flows)]
    ends = sorted({flow.end for flow in flows}, key=lambda name: _order(name, rungs))
    basis = BASES[shown["basis"].iloc[0]]
    parts = [f"van {flow.start} naar {flow.end}: {dutch.number(flow.clients)}" for flow in flows]
    return Chart(
        flow_figure(flows, starts, ends, ("van trede", f"naar trede ({basis})")),
        "stroom",
        f"Getelde stappen, {basis}: hoe breder, hoe meer cliënten{reach(coverage)}",
        f"Stroomdiagram van trede naar trede. {enumerated(parts)}",
        "stappen",
    )


def _order(name: str, rungs: Sequence[str]) -> tuple[int, int]:
    """Low rungs first; a range comes after its lowest rung."""
    first = name.partition("-")[0]
    return (rungs.index(first) if first in rungs else len(rungs), len(name))


@unless_empty
def table(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> HtmlTable | Nothing:
    """Steps per starting rung, with the sum of the parts."""
    return table_of(
        result.frame,
        [TO, rung_column("Van trede", "from_rung", scheme, words=True), BASIS, COUNT],
        name="stappen",
        title="Stappen per trede",
        notes=notes(coverage),
    )


@unless_empty
def shares_table(
    result: Publishable, scheme: LadderScheme, coverage: Publishable | None = None
) -> HtmlTable | Nothing:
    """Who rises, stays and falls per starting rung."""
    return table_of(
        result.frame[result.frame["share_up"].notna()],
        [
            rung_column("Van trede", "from_rung", scheme),
            BASIS,
            each("Basis", lambda row: dutch.number(row.n)),
            *(_share(heading, way) for way, heading in WAYS.items()),
        ],
        name="stijgen-en-dalen",
        title="Stijgen, blijven en dalen",
        notes=[
            "De basis is de som van de stappen vanaf de trede. Tussen haakjes: het 95%-interval, "
            "alleen bij wat gemeten is; een verwachting heeft er geen.",
            *notes(coverage),
        ],
    )


def _share(heading: str, way: str) -> TableColumn:
    """``36,6% (31,2% tot 42,3%)``."""

    def texts(frame: pd.DataFrame) -> cells.Text:
        interval = cells.intervals(frame, f"lower_{way}", f"upper_{way}")
        known = interval.ne(dutch.MISSING)
        return cells.percents(frame, f"share_{way}") + (" (" + interval + ")").where(known, "")

    return TableColumn(heading, texts)
