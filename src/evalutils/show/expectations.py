"""What became of the rungs that were expected of clients."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.show import cells, table_columns
from evalutils.show.interval_rows import shares_chart
from evalutils.show.phrases import LEFT_OUT, share_of
from evalutils.show.rungs import group_name, rung_name, square_table
from evalutils.show.table_columns import TableColumn, each, table_of, unless_empty

ALL = {"all": "Alle"}


@unless_empty
def sentence(result: Publishable) -> Prose:
    """How often expectations came true, and whether they were too high."""
    row = result.frame.set_index("rung").loc["all"]
    if pd.isna(row["share"]):
        return Prose(LEFT_OUT)
    parts = [row["share"], row["lower"], row["upper"]]
    sentences = [
        "De verwachte trede of een hogere bereikten, van wie na de verwachting gemeten is: "
        f"{share_of(row['reached'], row['measured'], *parts)}."
    ]
    if pd.notna(row["mean_error"]):
        sentences.append(_error(float(row["mean_error"])))
    if row["not_measured"] > 0:
        missing = dutch.counted(row["not_measured"], "cliënt", "cliënten")
        sentences.append(f"Van {missing} met een verwachting is daarna geen trede gemeten.")
    return Prose(" ".join(sentences))


def _error(error: float) -> str:
    if error == 0:
        return "Gemiddeld lag de verwachting even hoog als wat werd bereikt."
    side = "hoger" if error > 0 else "lager"
    return (
        f"Gemiddeld lag de verwachting {dutch.number(abs(error), 1)} trede {side} dan de uitkomst."
    )


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Share that reached the expected rung or a higher one, per expected rung."""
    return shares_chart(
        result.frame.rename(columns={"measured": "n"}),
        lambda row: ALL.get(row.rung, f"Verwacht: trede {row.rung}"),
        name="gehaald",
        axis_label="aandeel dat de trede of hoger bereikte",
        caption="Verwachting gehaald, van wie daarna gemeten is",
        alt="Aandeel dat de verwachte trede of een hogere bereikte",
        table="verwachtingen",
    )


@unless_empty
def table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """What became of the expectations, per expected rung."""
    errors = "Te hoog geschat: verwachte min bereikte trede, gemiddeld, in treden."
    return table_of(
        result.frame,
        [
            each("Verwacht", lambda row: ALL.get(row.rung) or rung_name(row.rung, scheme)),
            table_columns.counts("Cliënten", "expected"),
            table_columns.counts("Daarna gemeten", "measured"),
            table_columns.counts("Lager", "below"),
            table_columns.counts("Op de trede", "on_rung"),
            table_columns.counts("Hoger", "above"),
            TableColumn("Gehaald (95%-interval)", cells.with_interval),
            each("Te hoog geschat", lambda row: dutch.signed(row.mean_error, 1)),
        ],
        name="verwachtingen",
        title="Wat er van verwachtingen kwam",
        notes=[
            "Gehaald: op de verwachte trede of hoger, van wie daarna gemeten is.",
            *([errors] if result.frame["mean_error"].notna().any() else []),
        ],
    )


@unless_empty
def arrivals_table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """Clients by expected and reached rung."""
    return square_table(
        result,
        scheme,
        "Verwacht",
        name="verwacht-en-bereikt",
        title="Verwachte en bereikte trede",
        notes=["Rijen: verwachte trede; kolommen: trede bij de laatste meting daarna."],
    )


def groups_table(result: Publishable, scheme: LadderScheme) -> HtmlTable | Nothing:
    """The same with rungs joined, where numbers of pairs of rungs are left out."""
    return square_table(
        result,
        scheme,
        "Verwacht",
        name="verwachte-en-bereikte-groep",
        title="Verwachte en bereikte groep van treden",
        notes=["Rijen: verwachte groep; kolommen: groep bij de laatste meting daarna."],
        named_by=group_name,
    )
