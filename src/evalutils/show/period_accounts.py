"""The caseload account of each period beside each other, and of each group."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.qualifiers import EXACT
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.quantities import qualified
from evalutils.show import cells
from evalutils.show.caseload_figures import group_of
from evalutils.show.chart_style import (
    DARK,
    FEWEST_DRAWN,
    LIGHT,
    MOST_DRAWN,
    bar_width,
    draw,
    left_to_table,
    legend_above,
    number_axis,
    rows_canvas,
)
from evalutils.show.interval_rows import enumerated
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty

BAR_INCHES, ROOM_INCHES = 0.19, 0.44
FLOWS = {"inflow": "Instroom", "outflow": "Uitstroom"}


@unless_empty
def sentence(result: Publishable) -> Prose | Nothing:
    """In how many periods the account closes, and which stocks follow from others."""
    frame = _shown(result.frame)
    parts = frame[frame["group"].eq("") & ~frame["whole"].astype(bool)]
    if parts.empty:
        return Nothing()
    known = parts[parts["residual"].notna()]
    checked = known[known["about"].eq(EXACT)]
    said = [_closing(checked, all_of_them=len(checked) == len(parts))] if len(checked) else []
    differing = checked[~_closes(checked)]
    said += [_difference(row) for row in rows(differing.head(3))]
    if len(checked) < len(known):
        number = _periods(len(known) - len(checked))
        said.append(
            f"Van {number} zijn niet alle aantallen precies; een verschil zegt daar weinig."
        )
    if len(known) < len(parts):
        number = _periods(len(parts) - len(known))
        said.append(f"Van {number} is dat niet na te rekenen: een van de aantallen ontbreekt.")
    if (parts["implied_end"].notna() | parts["implied_start"].notna()).any():
        said.append(
            "Standen die de bron niet noemt, volgen uit de stand die zij wel noemt en uit "
            "in- en uitstroom."
        )
    if not frame["whole"].astype(bool).any():
        said.append("Er zit tijd tussen de perioden, of zij overlappen. Daarom telt niemand ze op.")
    return Prose(" ".join(said))


def _periods(number: int) -> str:
    return "één periode" if number == 1 else f"{dutch.number(number)} perioden"


def _shown(frame: pd.DataFrame) -> pd.DataFrame:
    """The accounts of which the source says on which day they begin."""
    return frame[frame["first"].notna()]


def _closes(frame: pd.DataFrame) -> pd.Series[bool]:
    """Whether nothing is left unexplained but for rounding."""
    return frame["residual"].abs() <= frame["residual_margin"]


def _closing(frame: pd.DataFrame, *, all_of_them: bool) -> str:
    """How many close of the periods of a frame, which are all that there are or those known."""
    number, closing = len(frame), int(_closes(frame).sum())
    rounded = " op afronding na" if frame["residual_margin"].gt(0).any() else ""
    if number == 1:
        return f"In één periode klopt de rekening{rounded if closing else ' niet'}."
    known = "" if all_of_them else " die precies zijn na te rekenen,"
    if closing == number:
        every = "beide" if number == 2 else f"alle {dutch.number(number)}"
        return f"In {every} perioden{known} klopt de rekening{rounded}."
    some = dutch.number(closing) if closing else "geen"
    return f"In {some} van de {dutch.number(number)} perioden{known} klopt de rekening{rounded}."


def _difference(row: Any) -> str:
    more = "meer" if row.residual > 0 else "minder"
    return (
        f"{dutch.capital(dutch.period(row.first, row.last))}: aan het eind noemt de bron "
        f"{dutch.number(abs(row.residual))} {more} dan in- en uitstroom verklaren."
    )


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Inflow and outflow per period as bars beside each other, of all clients."""
    frame = _shown(result.frame)
    parts = frame[frame["group"].eq("") & ~frame["whole"].astype(bool)]
    parts = parts[parts[list(FLOWS)].notna().all(axis=1)]
    if len(parts) < FEWEST_DRAWN:
        return Nothing()
    drawn = parts.head(MOST_DRAWN)
    names = [dutch.period(row.first, row.last) for row in rows(drawn)]
    texts = [_both(row) for row in rows(drawn)]
    canvas = rows_canvas(names, texts, mark_inches=ROOM_INCHES, legend_lines=1)
    bars = pd.concat(
        [
            pd.DataFrame(
                {
                    "place": [middle + shift for middle in canvas.middles],
                    "number": drawn[column].astype("float64").to_numpy(),
                    "flow": label,
                }
            )
            for (column, label), shift in zip(FLOWS.items(), (0.11, -0.11), strict=True)
        ],
        ignore_index=True,
    )
    mark = so.Bar(alpha=1, width=bar_width(list(bars["place"]), BAR_INCHES))
    plot = so.Plot(bars, x="number", y="place", color="flow")
    draw(plot.scale(color=[DARK, LIGHT]).add(mark, orient="y"), canvas.axes)
    legend_above(canvas.figure, len(FLOWS))
    number_axis(canvas.axes, "aantal", top=max(float(bars["number"].max()) * 1.05, 1.0))
    told = [f"{name} {text}" for name, text in zip(names, texts, strict=True)]
    title = "Instroom en uitstroom per periode"
    return Chart(
        canvas.figure,
        "perioden",
        title + left_to_table(len(parts)),
        f"{title}: {enumerated(told)}",
    )


def _both(row: Any) -> str:
    """``+60, −80``: who came and who went."""
    came = qualified(dutch.signed(row.inflow), row.qualifier_inflow)
    return f"{came}, {qualified(dutch.signed(-row.outflow), row.qualifier_outflow)}"


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """An account per period, the one of all periods last, under the name of each group."""
    frame = _shown(result.frame)
    if len(frame) < 2:
        return Nothing()
    return table_of(
        frame,
        [
            each("Periode", _period, words=True),
            TableColumn("Begin", lambda part: _stocks(part, "start")),
            TableColumn("Instroom", lambda part: cells.counts(part, "inflow")),
            TableColumn("Uitstroom", lambda part: cells.counts(part, "outflow")),
            each("Eind, berekend", lambda row: dutch.number(row.expected_end)),
            TableColumn("Eind", lambda part: _stocks(part, "end")),
            each("Verschil", lambda row: dutch.signed(row.residual)),
        ],
        name="perioden",
        title="Bestandsrekening per periode",
        notes=_notes(frame),
        groups=each("Groep", group_of) if frame["group"].nunique() > 1 else None,
    )


def _period(row: Any) -> str:
    name = dutch.capital(dutch.period(row.first, row.last))
    return f"{name} (alles samen)" if row.whole else name


def _stocks(frame: pd.DataFrame, side: str) -> cells.Text:
    """The stock on one side; one that the source does not give with an asterisk."""
    given = cells.counts(frame, f"stock_{side}")
    implied = cells.counts(frame, f"implied_{side}")
    starred = implied.where(implied.eq(dutch.MISSING), implied + "*")
    return given.where(frame[f"{side}_given"].astype(bool), starred)


def _notes(frame: pd.DataFrame) -> list[str]:
    notes = []
    if frame[["implied_start", "implied_end"]].notna().any(axis=None):
        notes.append("* Niet uit de bron, maar afgeleid uit een andere stand en in- en uitstroom.")
    if frame["residual_margin"].gt(0).any():
        margin = dutch.number(float(frame["residual_margin"].max()))
        notes.append(f"Een verschil van ten hoogste {margin} kan door afronden komen.")
    if frame["about"].ne(EXACT).any():
        notes.append("Waar een aantal niet precies is, kan een verschil daardoor komen.")
    return notes
