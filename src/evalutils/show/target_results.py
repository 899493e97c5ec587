"""Results against their targets, with the part of the period that has passed."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn.objects as so

from evalutils import dutch
from evalutils.contracts.qualifiers import EXACT
from evalutils.contracts.vocabulary import DIRECTIONS
from evalutils.counted_shares import precision
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.frames import rows
from evalutils.literal import markdown
from evalutils.quantities import qualified, qualified_percent, quantity
from evalutils.show import groups
from evalutils.show.chart_style import (
    DARK,
    GREY,
    GRID,
    LIGHT,
    MOST_DRAWN,
    TEXT,
    Rows,
    bar_width,
    dots,
    draw,
    left_to_table,
    legend_above,
    percent_axis,
    rows_canvas,
)
from evalutils.show.interval_rows import enumerated
from evalutils.show.phrases import left_out
from evalutils.show.table_columns import table_of, unless_empty
from evalutils.show.target_columns import (
    BUDGET_COLUMNS,
    BUDGET_NOTE,
    COLUMNS,
    PRO_RATA,
    decimals,
)

# Heights in inches: the band behind, the bar of the result, and the line of the target.
BAND, BAR, LINE = 0.26, 0.11, 0.32
# As many names of marks fit beside each other.
LEGEND_COLUMNS = 2
AXIS = "deel van het doel (doel = 100%)"
# Columns of a result that may rest on too few people.
HIDING = ("persons", "percentages")


@unless_empty
def sentence(result: Publishable) -> Prose:
    """How many targets were reached, where the source's verdict differs, and what was budgeted."""
    frame = result.frame
    goals = frame[frame["target"].notna()]
    known = goals[goals["result"].notna() & ~goals["early"]]
    early = int((goals["result"].notna() & goals["early"]).sum())
    if len(goals) == 1 and goals["reached"].notna().all():
        verdict = "gehaald" if goals["reached"].iloc[0] else "niet gehaald"
        text = f"De bron noemt 1 doel met een getal. Op de peildatum is het {verdict}."
        return Prose(text + _other_verdicts(known) + _budgeted(frame))
    text = ""
    if len(goals):
        text = f"De bron noemt {dutch.counted(len(goals), 'doel', 'doelen')} met een getal."
    hidden = left_out(
        frame, *(f"{prefix}{kind}" for prefix in ("", "previous_") for kind in HIDING)
    )
    if hidden:
        text += " Een resultaat dat op te weinig mensen kan rusten, is weggelaten."
    if len(known):
        text += _reached(known) + _other_verdicts(known)
    elif len(goals) and not hidden and not early:
        text += " Een resultaat staat er niet bij."
    if early:
        text += (
            f" Bij {dutch.counted(early, 'doel', 'doelen')} is het resultaat van een dag voor de "
            "doelperiode: daar volgt nog geen oordeel uit."
        )
    return Prose((text + _budgeted(frame)).strip())


def _budgeted(frame: pd.DataFrame) -> str:
    """How many values were budgeted, and of how many it is known what came of them."""
    planned = frame[frame["planned"].notna()]
    if planned.empty:
        return ""
    found = int(planned["difference"].notna().sum())
    beside = f"bij {dutch.number(found)} daarvan" if found else "bij geen daarvan"
    values = dutch.counted(len(planned), "begrote waarde", "begrote waarden")
    return f" De bron noemt {values}; {beside} staat wat er in die periode is bereikt."


def _reached(known: pd.DataFrame) -> str:
    judged = known[known["reached"].notna()]
    unjudged = known[known["reached"].isna()]
    inexact = int(precision(unjudged, "ratio").ne(EXACT).sum())
    undecided = len(unjudged) - inexact
    reached = int(judged["reached"].sum())
    text = f" Bij {dutch.counted(len(known), 'doel', 'doelen')} is er een resultaat; "
    verb = "is" if reached <= 1 else "zijn"
    text += f"daarvan {verb} er {dutch.number(reached) if reached else 'geen'} gehaald"
    text += " op de peildatum."
    if undecided:
        text += (
            f" Bij {dutch.counted(undecided, 'doel', 'doelen')} ligt het afgeronde resultaat te "
            "dicht bij het doel voor een oordeel."
        )
    if inexact:
        text += (
            f" Bij {dutch.counted(inexact, 'doel', 'doelen')} geeft de bron het resultaat of het "
            "doel niet precies genoeg voor een oordeel."
        )
    return text


def _other_verdicts(known: pd.DataFrame) -> str:
    judged = known[known["reached"].notna()]
    reached = judged["reached"].astype(bool)
    differs = judged[
        (judged["statement"].eq("met") & ~reached) | (judged["statement"].eq("not_met") & reached)
    ]
    names = [f"‘{markdown(name)}’" for name in differs["indicator"]]
    text = f" Bij {dutch.listing(names)} oordeelt de bron anders." if names else ""
    for row in rows(known[known["statement"].eq("nearly_met") & known["pro_rata"].notna()]):
        ratio = qualified_percent(row.ratio, row.qualifier_ratio, 0)
        text += (
            f" ‘{markdown(dutch.capital(row.indicator))}’ noemt de bron bijna gehaald: {ratio} van "
            f"het doel, toen {dutch.percent(row.elapsed, 0)} van de periode voorbij was."
        )
    return text


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Results as bullets: bar = result, line = target, diamond = target for the elapsed time.

    The three differ in shape and place, not in colour alone, so that the chart reads in grey.
    Few, S. (2006), Bullet Graph Design Specification.
    """
    frame = result.frame[result.frame["ratio"].notna()]
    if frame.empty:
        return Nothing()
    names = [_name(row) for row in rows(frame)]
    texts = [_text(row) for row in rows(frame)]
    drawn = slice(MOST_DRAWN)
    lines = 1 if _kinds(frame[drawn]) <= LEGEND_COLUMNS else 2
    canvas = rows_canvas(names[drawn], texts[drawn], mark_inches=LINE, legend_lines=lines)
    _draw(canvas, frame[drawn])
    mark = "; ruitje: het doel naar verstreken tijd" if frame["pro_rata"].notna().any() else ""
    told = [_told(name, row) for name, row in zip(names, rows(frame), strict=True)]
    return Chart(
        canvas.figure,
        "doelen",
        f"Resultaat als deel van het doel; streep: het doel{mark}{left_to_table(len(frame))}",
        f"Resultaat als deel van het doel: {enumerated(told)}",
    )


def _draw(canvas: Rows, frame: pd.DataFrame) -> None:
    frame = frame.assign(place=canvas.middles, target=100.0)
    band, bar, line = (bar_width(canvas.middles, inches) for inches in (BAND, BAR, LINE))
    result = so.Bar(color=DARK, width=bar, alpha=1, artist_kws={"zorder": 1.5})
    about = so.Bar(color=LIGHT, width=bar, alpha=1, artist_kws={"zorder": 1.5})
    exact = precision(frame, "result").eq(EXACT)
    goal = so.Dash(color=TEXT, width=line, linewidth=3)
    plot = (
        so.Plot(frame, x="ratio", y="place")
        .add(
            so.Bar(color=GRID, width=band, alpha=1, edgecolor=GREY, edgewidth=1),
            x="target",
            orient="y",
        )
        .add(result, data=frame[exact], orient="y", label="resultaat")
        .add(goal, x="target", orient="y", label="doel")
    )
    if not exact.all():
        name = "resultaat, ongeveer of grens"
        plot = plot.add(about, data=frame[~exact], orient="y", label=name)
    marked = frame[frame["pro_rata"].notna()]
    if len(marked):
        mark = dots(TEXT, hollow=True, marker="D", points=7)
        plot = plot.add(mark, data=marked, x="elapsed", label="naar verstreken tijd")
    draw(plot, canvas.axes)
    percent_axis(canvas.axes, AXIS, top=max(float(frame["ratio"].max()) * 1.05, 105.0))
    legend_above(canvas.figure, LEGEND_COLUMNS)


def _kinds(frame: pd.DataFrame) -> int:
    """How many kinds of marks there are: result and target, one that is about right, and time."""
    inexact = precision(frame, "result").ne(EXACT).any()
    return 2 + int(inexact) + int(frame["pro_rata"].notna().any())


def _name(row: Any) -> str:
    limit = "" if row.direction == "at_least" else f" ({DIRECTIONS[row.direction]})"
    period = f", {dutch.period(row.target_start, row.target_end)}" if row.several else ""
    return f"{dutch.capital(row.indicator)}{period}{limit}"


def _text(row: Any) -> str:
    verdict = {True: ", gehaald", False: ", niet gehaald"}.get(row.reached, "")
    return f"{qualified_percent(row.ratio, row.qualifier_ratio, 0)}{verdict}"


def _told(name: str, row: Any) -> str:
    """A bullet in words: result, target, share reached, and how far the period was."""
    # Its unit follows the target.
    result = qualified(
        dutch.number(row.result, decimals(row.result, row.unit)), row.qualifier_result
    )
    target = quantity(row.target, decimals(row.target, row.unit), row.unit)
    text = f"{name} {result} van {target}, {_text(row)}"
    if pd.isna(row.pro_rata):
        return text
    return f"{text}, toen {dutch.percent(row.elapsed, 0)} van de periode voorbij was"


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Targets against results, pro rata where measured within the period."""
    frame = result.frame
    return table_of(
        frame[frame["target"].notna()],
        tuple(COLUMNS.values()),
        name="doelen",
        title="Doelen en resultaten",
        notes=[*([PRO_RATA] if frame["pro_rata"].notna().any() else []), *groups.notes(frame)],
    )


@unless_empty
def budget_table(result: Publishable) -> HtmlTable | Nothing:
    """What was budgeted per period, and what came of it."""
    frame = result.frame
    given = frame[["planned", "previous_result"]].notna().any(axis=1) | frame["target"].isna()
    previous = frame.loc[given, "previous_result"].notna().any()
    title = "Resultaat en vorig resultaat" if previous else "Resultaat"
    if frame["planned"].notna().any():
        title = "Begroting en resultaat"
    return table_of(
        frame[given],
        BUDGET_COLUMNS,
        name="begroting",
        title=title,
        notes=[*([BUDGET_NOTE] if frame["planned"].notna().any() else []), *groups.notes(frame)],
    )
