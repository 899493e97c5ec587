"""Income and expenditure of a programme: budget beside what came of it, and the balance."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.units import MONEY, UNITS
from evalutils.contracts.vocabulary import FINANCE_KINDS
from evalutils.cost_benefit.programme_finances import BALANCE
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.quantities import in_sentence, quantity
from evalutils.show.chart_style import (
    DARK,
    MOST_DRAWN,
    TEXT,
    bar_width,
    draw,
    left_to_table,
    legend_above,
    number_axis,
    rows_canvas,
)
from evalutils.show.interval_rows import enumerated
from evalutils.show.table_columns import TableColumn, each, names, table_of, texts, unless_empty

KINDS = FINANCE_KINDS | {BALANCE: "saldo"}
BAND, BAR, LINE = 0.26, 0.13, 0.32
# Of an amount in a unit no more decimals are shown than make sense.
MOST_DECIMALS = 2
MILLIONS_FROM = 10_000_000  # euros from which an axis counts in whole millions
_NOTE = "Verschil: werkelijk min begroot, na wijziging als die er is."
_SUMS_NOTE = (
    "Saldo: inkomsten min uitgaven. Alleen posten van precies dezelfde periode zijn opgeteld, en "
    "alleen als het bedrag van elke post bekend is."
)
DOMINATED_NOTE = (
    "Er staat geen bedrag waar de bron het niet geeft, of waar het zou zeggen wat een enkele "
    "cliënt of aanbieder kreeg."
)
_ONLY_BUDGETED = "De bron noemt alleen begrote bedragen, geen werkelijke."


def _amount(row: Any, column: str, *, signed: bool = False) -> str:
    value = getattr(row, column)
    return dutch.MISSING if pd.isna(value) else quantity(value, row.places, row.unit, signed=signed)


_AMOUNT_COLUMNS: tuple[TableColumn, ...] = (
    *(
        each(heading, partial(_amount, column=column))
        for heading, column in (
            ("Begroot", "budget"),
            ("Begroot na wijziging", "revised_budget"),
            ("Werkelijk", "actual"),
        )
    ),
    each("Verschil", partial(_amount, column="difference", signed=True)),
    each("Verschil in %", lambda row: dutch.signed_percent(row.difference_share)),
    each("Vorige periode", partial(_amount, column="previous_actual")),
)


@unless_empty
def items_table(result: Publishable) -> HtmlTable | Nothing:
    """Every item with its amounts, per period."""
    columns = [texts("Post", "item"), names("Soort", "kind", FINANCE_KINDS), *_AMOUNT_COLUMNS]
    notes = [_NOTE, *_left_out(result)]
    return _table(result.frame, columns, "posten-per-periode", "Posten van het programma", notes)


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Income, expenditure and balance, per period."""
    columns = [names("Wat", "kind", {key: dutch.capital(name) for key, name in KINDS.items()})]
    notes = [_NOTE, _SUMS_NOTE, *_left_out(result)]
    columns += _AMOUNT_COLUMNS
    return _table(result.frame, columns, "inkomsten-uitgaven", "Inkomsten en uitgaven", notes)


def _left_out(result: Publishable) -> list[str]:
    """What a dash may mean in a protected table."""
    missing = result.protected and result.frame["actual"].isna().any()
    return [DOMINATED_NOTE] if missing else []


def _table(
    frame: pd.DataFrame, columns: Sequence[TableColumn], name: str, title: str, notes: list[str]
) -> HtmlTable | Nothing:
    notes = notes if frame["difference"].notna().any() else notes[1:]
    period = each("Periode", lambda row: dutch.period(row.period_start, row.date))
    return table_of(
        _with_places(frame), columns, name=name, title=title, notes=notes, groups=period
    )


def _with_places(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with how many decimals the amounts of each row have."""
    amounts = frame[["budget", "revised_budget", "actual", "previous_actual"]]
    places = [max(map(_decimals, row)) for row in amounts.itertuples(index=False)]
    return frame.assign(places=places)


def _decimals(value: float) -> int:
    if pd.isna(value):
        return 0
    return min(MOST_DECIMALS, len(f"{round(value, 6):.6f}".rstrip("0").partition(".")[2]))


@unless_empty
def sentence(result: Publishable) -> Prose:
    """Per period what came in, what was spent, and by how much that differs from the budget."""
    told = []
    for _, part in _with_places(result.frame).groupby(["period_start", "date"], sort=True):
        told += _told_of(list(rows(part)))
    none = DOMINATED_NOTE if result.protected else _ONLY_BUDGETED
    return Prose(" ".join(told) or none)


def _told_of(part: Sequence[Any]) -> list[str]:
    found = {row.kind: row for row in part if not pd.isna(row.actual)}
    if not found:
        return []
    period = dutch.period(part[0].period_start, part[0].date)
    period = f"Van {period}" if "t/m" in period else f"In {period}"
    told = []
    if "expenditure" in found:
        row = found["expenditure"]
        told.append(f"{period} gaf het programma {_said(row)} uit{_beside(row)}.")
    if "income" in found:
        row = found["income"]
        told.append(f"{period} kwam {_said(row)} binnen{_beside(row)}.")
    if BALANCE in found:
        row = found[BALANCE]
        side = "meer uit dan er binnenkwam" if row.actual < 0 else "minder uit dan er binnenkwam"
        size = in_sentence(abs(row.actual), row.places, row.unit)
        told.append(f"Er ging {size} {side}." if row.actual else "Dat is evenveel.")
    return told


def _said(row: Any) -> str:
    return in_sentence(row.actual, row.places, row.unit)


def _beside(row: Any) -> str:
    """How much more or less than budgeted."""
    if pd.isna(row.difference):
        return ""
    if row.difference == 0:
        return ", zoveel als begroot"
    size = in_sentence(abs(row.difference), row.places, row.unit)
    part = "" if pd.isna(row.difference_share) else f" ({dutch.percent(abs(row.difference_share))})"
    return f", {size}{part} {'meer' if row.difference > 0 else 'minder'} dan begroot"


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """What came in and went out as bars, with the budget as a line."""
    frame = _with_places(result.frame)
    frame = frame[frame["kind"].ne(BALANCE) & frame["actual"].notna()]
    if frame.empty:
        return Nothing()
    euros = frame["unit"].map(MONEY)
    highest = float(frame[["actual", "planned"]].mul(euros, axis=0).max().max())
    unit = "EUR_million" if highest >= MILLIONS_FROM else "EUR"
    scale = euros / MONEY[unit]
    frame = frame.assign(drawn=frame["actual"] * scale, goal=frame["planned"] * scale)
    labels = [_name(row) for row in rows(frame)]
    amounts = [_said(row) for row in rows(frame)]
    told = [_described(*item) for item in zip(labels, amounts, rows(frame), strict=True)]
    drawn = slice(MOST_DRAWN)
    canvas = rows_canvas(labels[drawn], amounts[drawn], mark_inches=LINE, legend_lines=1)
    marks = frame[drawn].assign(place=canvas.middles)
    bar, line = (bar_width(canvas.middles, inches) for inches in (BAR, LINE))
    solid = so.Bar(color=DARK, width=bar, alpha=1, artist_kws={"zorder": 1.5})
    plot = so.Plot(marks, x="drawn", y="place").add(solid, orient="y", label="werkelijk")
    budgeted = marks[marks["goal"].notna()]
    if len(budgeted):
        goal = so.Dash(color=TEXT, width=line, linewidth=3)
        plot = plot.add(goal, data=budgeted, x="goal", orient="y", label="begroot")
    draw(plot, canvas.axes)
    number_axis(canvas.axes, UNITS[unit].word(2), top=1.05 * highest / MONEY[unit] or 1.0)
    legend_above(canvas.figure, columns=2)
    caption = f"Inkomsten en uitgaven; streep: begroot{left_to_table(len(frame))}"
    alt = f"Inkomsten en uitgaven: {enumerated(told)}"
    return Chart(canvas.figure, "inkomsten-uitgaven", caption, alt)


def _name(row: Any) -> str:
    return f"{dutch.capital(KINDS[row.kind])}, {dutch.period(row.period_start, row.date)}"


def _described(name: str, amount: str, row: Any) -> str:
    return f"{name} {amount}{_beside(row)}"
