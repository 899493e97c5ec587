"""How many of the clients who were followed rose, stayed and fell."""

from __future__ import annotations

import pandas as pd

from evalutils.dataset.evaluation import Evidence
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.show import table_columns
from evalutils.show.clients_measured import notes, reach
from evalutils.show.interval_rows import describe, interval_chart, legend_of
from evalutils.show.phrases import LEFT_OUT, caution, left_out, share_of
from evalutils.show.table_columns import table_of, unless_empty

WAYS = {"up": "Gestegen", "same": "Gebleven", "down": "Gedaald"}
THAN = {"up": "Hoger dan", "same": "Even hoog als", "down": "Lager dan"}


def _per_way(result: Publishable) -> pd.DataFrame:
    """A row per way with its name, count, share, lower and upper; in percent."""
    row = result.frame.iloc[0]
    return pd.DataFrame(
        [
            {
                "way": name,
                "count": row[way],
                "hidden_count": row[f"hidden_{way}"],
                **{part: row[f"{part}_{way}"] for part in ("share", "lower", "upper")},
            }
            for way, name in WAYS.items()
        ],
        index=list(WAYS),
    )


@unless_empty
def sentence(result: Publishable, evidence: Evidence) -> Prose | Nothing:
    """How many clients rose, stayed and fell, and what that does not prove."""
    followed = result.frame["followed"].iloc[0]
    if pd.isna(followed):
        return Nothing()
    sentences = []
    for way, row in _per_way(result).dropna(subset="share").iterrows():
        bounds = (row["share"], row["lower"], row["upper"])
        text = share_of(row["count"], followed, *bounds, article=True)
        sentences.append(f"{THAN[str(way)]} bij de eerste meting: {text}.")
    if left_out(result.frame, *WAYS):
        sentences.append(LEFT_OUT)
    return Prose(" ".join([*sentences, caution(evidence)]))


@unless_empty
def chart(result: Publishable, covered: Publishable) -> Chart | Nothing:
    """Shares that rose, stayed and fell, with intervals."""
    frame = _per_way(result)
    if frame["share"].isna().all():
        return Nothing()
    names, bounds = list(frame["way"]), (frame["share"], frame["lower"], frame["upper"])
    people = pd.Series(float(result.frame["followed"].iloc[0]), index=frame.index)
    legend = legend_of(frame["share"], frame["lower"], people)
    return Chart(
        interval_chart(names, *bounds, "aandeel van wie vaker gemeten is", people),
        "gestegen",
        f"Gestegen, gebleven en gedaald; {legend}{reach(covered)}",
        f"Aandelen van eerste naar laatste meting: {describe(names, *bounds, people)}",
    )


@unless_empty
def table(result: Publishable, covered: Publishable) -> HtmlTable | Nothing:
    """How many clients rose, stayed and fell."""
    return table_of(
        _per_way(result),
        [
            table_columns.texts("Stap", "way"),
            table_columns.counts("Aantal", "count"),
            table_columns.percents("Aandeel", "share"),
            table_columns.intervals(),
        ],
        name="gestegen",
        title="Van eerste naar laatste meting",
        notes=notes(covered),
    )
