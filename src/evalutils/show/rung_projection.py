"""Where clients stand when everybody keeps the same chance of a step."""

from __future__ import annotations

from operator import itemgetter

import pandas as pd

from evalutils import dutch
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import cells
from evalutils.show.rungs import rung_column
from evalutils.show.table_columns import TableColumn, table_of, unless_empty

PERIODS = {0: "Laatste meting", 1: "Een periode verder", 2: "Twee perioden verder"}


def sentence(result: Publishable, months_between: Publishable) -> Prose | Nothing:
    """What the projection assumes."""
    if months_between.empty:
        return Nothing()
    if result.empty:
        return Prose(
            "Een doorrekening is niet mogelijk: er staan cliënten op een trede van waaruit geen "
            "stap is gemeten."
        )
    median = months_between.frame.set_index("group_key")["months"]["median"]
    length = "" if pd.isna(median) else f" (in het midden {dutch.months(median)})"
    return Prose(
        "Dit is een doorrekening bij gelijkblijvend gedrag, geen voorspelling: alsof iedereen in "
        f"de volgende periode{length} dezelfde kans op een stap houdt, er niemand bij komt of "
        "weggaat, en alleen de huidige trede telt. Het interval gaat alleen over toeval in de "
        "gemeten stappen."
    )


@unless_empty
def table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """Shares per rung at the last measurement and when the steps repeat themselves."""
    frame = result.frame
    bounds = zip(frame["lower"], frame["upper"], strict=True)
    spans = pd.Series([f" {cells.span(*pair, 0)}" for pair in bounds], index=frame.index)
    texts = (cells.percents(frame, "share", 0) + spans).str.rstrip()
    wide = frame.assign(text=texts).pivot(index="rung", columns="period", values="text")
    return table_of(
        wide.reset_index(),
        [
            rung_column("Trede", "rung", scheme),
            *(TableColumn(label, itemgetter(period)) for period, label in PERIODS.items()),
        ],
        name="doorrekening",
        title="Doorrekening bij gelijkblijvend gedrag, met 95%-interval",
        notes=cells.left_out_notes(frame),
    )
