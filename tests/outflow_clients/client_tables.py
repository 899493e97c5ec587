"""Client tables in a few words: who, from when to when, and where to."""

from datetime import date

import pandas as pd

from evalutils.dataset.library import Destination
from evalutils.disclosure import Publishable, Rule, publish
from evalutils.outflow import Window
from evalutils.result import Result

WINDOW = Window(date(2020, 1, 1), date(2022, 12, 31))
GUARDED = Window(date(2020, 1, 1), date(2022, 12, 31), fewest=10)
RULE = Rule(10, 5)
CODELIST = {
    code: Destination(code, label, grouping, "")
    for code, label, grouping in (
        ("paid_work", "betaald werk", "work"),
        ("supported_work", "werk met ondersteuning", "work_with_support"),
        ("education", "opleiding", "education"),
        ("care", "zorg", "care"),
        ("deceased", "overleden", "administrative"),
    )
}


def spells(*rows: tuple[str, str, str | None, str | None], **groups: list[str]) -> pd.DataFrame:
    """Rows of client, start, end and destination, with grouping columns."""
    frame = pd.DataFrame(rows, columns=["client_id", "start", "end", "destination"])
    return dated(frame).assign(**groups)


def benefits(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    """Rows of client, start and end."""
    return dated(pd.DataFrame(rows, columns=["client_id", "start", "end"]))


def on_benefit_before(table: pd.DataFrame, *later: tuple[str, str, str | None]) -> pd.DataFrame:
    """Everybody had benefit for the first day on the programme, and what comes later."""
    first = table.groupby("client_id", sort=False)["start"].min()
    past = [(str(name), str(day.date()), str(day.date())) for name, day in first.items()]
    return benefits(*past, *later)


def dated(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(start=pd.to_datetime(frame["start"]), end=pd.to_datetime(frame["end"]))


def shown(result: Result, rule: Rule | None = None) -> Publishable:
    return publish(result, rule)


def figures(result: Result, rule: Rule | None = None) -> dict[str, float]:
    """Value of every key figure, by group."""
    table = publish(result, rule).key_figures
    return dict(zip(table["group"], table["value"], strict=True))


def many(
    number: int, days: int, destination: str | None, start: str = "2020-01-01"
) -> list[tuple[str, str, str | None, str | None]]:
    """Clients who began on one day and stayed equally long; without destination still there."""
    first = pd.Timestamp(start)
    last = None if destination is None else str((first + pd.Timedelta(days=days - 1)).date())
    return [(f"{destination}-{days}-{n}", start, last, destination) for n in range(number)]
