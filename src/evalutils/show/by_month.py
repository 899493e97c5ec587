"""What the subjects about followed clients share: months in rows or columns, and how sure it is."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.disclosure import Publishable
from evalutils.display import Chart, Nothing
from evalutils.outflow.clients.followed import DURABLE_MONTHS, LISTED_MONTHS
from evalutils.outflow.clients.late_entry import FEWEST_AT_RISK
from evalutils.show import cells, table_columns
from evalutils.show.step_curves import Panel, curve_chart, described
from evalutils.show.table_columns import unless_empty
from evalutils.statistics.proportions import SMALL_BASE

KINDS = {
    **{name: grouping.label for name, grouping in GROUPINGS.items()},
    "total": "alle soorten werk samen",
    "small_kinds": "kleine soorten werk samen",
}
FOLLOWED = "Nog gevolgd"
SINCE_START = "sinds de start"
CURVE_COLUMNS = (
    table_columns.AFTER_MONTHS,
    table_columns.percents("Aandeel", "share"),
    table_columns.intervals(),
    table_columns.counts(FOLLOWED, "at_risk"),
)
FOLLOWED_NOTE = (
    "Nog gevolgd: wie er aan het begin van die dag nog was en nog in beeld. Wie korter is gevolgd, "
    "telt mee zolang hij is gevolgd; wie vóór de periode startte, telt mee vanaf het begin ervan. "
    "Wie vaker startte, telt elke keer mee."
)
LATE_NOTE = (
    "Veel cliënten startten vóór de periode en zijn pas daarna in beeld. Over de eerste maanden is "
    f"daarom te weinig bekend: er waren er minder dan {FEWEST_AT_RISK} tegelijk te volgen. De "
    "aandelen gaan over wie er daarna nog was."
)
BEYOND_NOTE = (
    "De lijn loopt verder dan de periode lang is: daar staan mensen die eerder startten. Zij gaat "
    "ervan uit dat wie later startte, in hetzelfde tempo vertrekt (stationariteit)."
)
INTERVAL_NOTE = "Tussen haakjes: 95%-interval, in procenten."
STEPS_NOTE = f"{dutch.MISSING} staat waar de aantallen te klein zijn om deze maand apart te geven."
# No more columns of months than fit beside each other; of more than that the main ones.
FEW_MONTHS, MAIN_MONTHS = 5, (6, 12, 24, 36)


def start_of(frame: pd.DataFrame) -> int:
    """The month from which curves hold: of who was still there then."""
    return int(frame["start"].max()) if "start" in frame and len(frame) else 0


def of_whom(start: int) -> str:
    """``, van wie er na 15 maanden nog was``; nothing when that is everybody."""
    return f", van wie er na {dutch.counted(start, 'maand', 'maanden')} nog was" if start else ""


def start_notes(frame: pd.DataFrame) -> list[str]:
    """Why a curve does not begin at the start, and what it assumes beyond the period."""
    late = [LATE_NOTE] if start_of(frame) else []
    return [*late, BEYOND_NOTE] if reaches_beyond(frame) else late


def reaches_beyond(frame: pd.DataFrame) -> bool:
    """Whether a curve is longer than anybody was under observation."""
    if "observed" not in frame:
        return False
    start = frame.get("start", 0)
    return bool((frame["month"] - start > frame["observed"]).any())


def estimated(share: float, lower: float, upper: float, number: float) -> str:
    """``31,1% (95%-interval 27,7% tot 34,6%)``; of few people only the interval."""
    if pd.isna(lower):
        alone = " (te weinig keer gebeurd voor een marge)" if 0 < share < 100 else ""
        return f"{dutch.percent(share)}{alone}"
    if number < SMALL_BASE:
        return f"ergens tussen {dutch.percent(lower)} en {dutch.percent(upper)}"
    return f"{dutch.percent(share)} (95%-interval {dutch.interval(lower, upper)})"


def last_listed(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The last listed month that is known, of at most a year after the curve begins."""
    last = start_of(frame) + DURABLE_MONTHS
    months = [month for month in LISTED_MONTHS if month <= last]
    return frame[frame[column].notna() & frame["month"].isin(months)].tail(1)


@unless_empty
def curves(
    result: Publishable,
    column: str,
    names: dict[str, str],
    *,
    start: float,
    name: str,
    share: str,
    since: str,
    lines: str,
) -> Chart | Nothing:
    """A panel per value of a column, with its band over the months of which all is known.

    Parameters
    ----------
    result
        Cleared curves by month.
    column, names
        The column that tells curves apart, and the Dutch name of each.
    start
        With what the curves begin, in percent.
    name
        Short name of the chart.
    share, since
        Of whom it is the share, and since when, as the caption says it.
    lines
        What the lines do, to begin the text alternative with.
    """
    if result.empty:
        return Nothing()
    frame = result.frame
    known = frame[frame["share"].notna() & frame["at_risk"].notna()]
    panels = [
        Panel(f"{names[str(key)]}{of_whom(start_of(part))}", part, start, start_of(part))
        for key, part in known.groupby(column, sort=False)
    ]
    if not panels:
        return Nothing()
    beyond = f". {BEYOND_NOTE.removesuffix('.')}" if reaches_beyond(known) else ""
    return Chart(
        curve_chart(panels, risk=FOLLOWED, axis_label=f"maanden {since}"),
        name,
        f"{share}, per maand {since}; band: 95%-interval{beyond}",
        f"{lines} {described(panels)}",
    )


def listed(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows at the listed months."""
    return frame if frame.empty else frame[frame["month"].isin(LISTED_MONTHS)]


def listed_few(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows at a few of the listed months, the last one among them."""
    frame = listed(frame)
    months = [] if frame.empty else sorted(frame["month"].unique())
    if len(months) <= FEW_MONTHS:
        return frame
    return frame[frame["month"].isin([*MAIN_MONTHS, months[-1]])]


def step_notes(result: Publishable) -> list[str]:
    """Why some months have no share of their own."""
    return [STEPS_NOTE] if result.protected else []


def headings(frame: pd.DataFrame) -> dict[str, str]:
    """Column name and heading per month."""
    return {f"m{month}": f"Na {month} maanden" for month in sorted(frame["month"].unique())}


def wide(frame: pd.DataFrame, row: str, column: str) -> pd.DataFrame:
    """A row per curve in the order they come, a column per month."""
    found = frame.pivot(index=row, columns="month", values=column)
    found = found.reindex(frame[row].unique()).fillna(dutch.MISSING)
    return found.rename(columns=lambda month: f"m{month}")


def still_followed(frame: pd.DataFrame) -> pd.DataFrame:
    """One row with the numbers still followed, when the curves are about the same clients."""
    text = frame.assign(text=cells.counts(frame, "at_risk"))
    if (text.groupby("month")["text"].nunique() > 1).any():
        return pd.DataFrame()
    return wide(text.drop_duplicates("month").assign(row=FOLLOWED), "row", "text")
