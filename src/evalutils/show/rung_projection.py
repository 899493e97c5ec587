"""Where clients stand when everybody keeps the same chance of a step."""

from __future__ import annotations

from operator import itemgetter

import pandas as pd

from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show import cells
from evalutils.show.rungs import rung_column
from evalutils.show.table_columns import TableColumn, table_of, unless_empty

MONTHS = {0: "Laatste meting", 6: "6 maanden verder", 12: "12 maanden verder"}


def sentence(result: Publishable, months_between: Publishable) -> Prose | Nothing:
    """What the projection assumes, or what it needs where there is none."""
    if months_between.empty:
        return Nothing()
    if result.empty:
        return Prose(
            "Een doorrekening is hier niet te maken. Daarvoor moet op elke trede waar mensen staan "
            "ook iemand de eerste keer zijn gemeten. En wie kort na elkaar is gemeten, moet per "
            "maand even vaak een stap zetten als wie lang na elkaar is gemeten."
        )
    return Prose(
        "Dit is een doorrekening bij gelijkblijvend gedrag, geen voorspelling. Van elke cliënt "
        "telt de eigen tijd tussen de metingen. De aannames: de kans op een stap per maand blijft "
        "gelijk en is voor iedereen op een trede even groot; een stap gaat naar de trede erboven "
        "of eronder; er komt niemand bij en er gaat niemand weg. Het interval gaat alleen over "
        "toeval in de gemeten stappen."
    )


@unless_empty
def table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """Shares per rung at the last measurement and 6 and 12 months on."""
    frame = result.frame
    bounds = zip(frame["lower"], frame["upper"], strict=True)
    spans = pd.Series([f" {cells.span(*pair, 0)}" for pair in bounds], index=frame.index)
    texts = (cells.percents(frame, "share", 0) + spans).str.rstrip()
    wide = frame.assign(text=texts).pivot(index="rung", columns="months", values="text")
    return table_of(
        wide.reset_index(),
        [
            rung_column("Trede", "rung", scheme),
            *(TableColumn(label, itemgetter(months)) for months, label in MONTHS.items()),
        ],
        name="doorrekening",
        title="Doorrekening bij gelijkblijvend gedrag, met 95%-interval",
        notes=cells.left_out_notes(frame),
    )
