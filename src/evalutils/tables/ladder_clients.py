"""Tables of the chapter on followed clients."""

from __future__ import annotations

import pandas as pd

from evalutils import dutch
from evalutils.contracts.client_groups import group_name, group_value
from evalutils.dataset.library import LadderScheme
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.frames import rows
from evalutils.show import cells
from evalutils.show.rendering import render
from evalutils.tables.ladder import rung_name

WAYS = {"up": "Gestegen", "same": "Gebleven", "down": "Gedaald"}
TESTS = {
    "stuart_maxwell": "Verdeling verschoven (Stuart-Maxwell)",
    "bhapkar": "Verdeling verschoven (Bhapkar)",
    "bowker": "Heen en terug in evenwicht (Bowker)",
    "signed_rank": "Rangtekentoets (Wilcoxon, Pratt)",
}
POINTS = {
    "lower_quartile": "Een kwart zat onder",
    "median": "De helft zat onder (mediaan)",
    "upper_quartile": "Driekwart zat onder",
}
PERIODS = {0: "Laatste meting", 1: "Een periode verder", 2: "Twee perioden verder"}


def coverage_notes(coverage: Publishable) -> list[str]:
    """For which part of the clients the steps hold."""
    shares = coverage.frame["followed_share"].dropna()
    return [
        f"Dekking: {dutch.percent(share)} van de cliënten is twee keer of vaker gemeten."
        for share in shares
    ]


def coverage(result: Publishable) -> Table | Nothing:
    """How many clients there are, and how many were measured once and more often."""
    if result.empty:
        return Nothing()
    frame = result.frame
    names = {"clients": "Alle cliënten", "measured": "Gemeten", "followed": "Vaker gemeten"}
    shares = {"measured": "coverage", "followed": "followed_share"}
    text = pd.DataFrame(
        [
            (
                label,
                cells.counts(frame, name).iloc[0],
                cells.percents(frame, shares[name]).iloc[0] if name in shares else dutch.MISSING,
            )
            for name, label in names.items()
        ],
        columns=["who", "count", "share"],
    )
    return render(
        text,
        {"who": "Wie", "count": "Aantal", "share": "Aandeel"},
        name="gemeten",
        title="Wie gemeten is",
        notes=cells.left_out_notes(frame),
    )


def ways(result: Publishable, covered: Publishable) -> Table | Nothing:
    """How many clients rose, stayed and fell."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = pd.DataFrame(
        [
            (
                label,
                cells.counts(frame, way).iloc[0],
                cells.percents(frame, f"share_{way}").iloc[0],
                cells.intervals(frame, f"lower_{way}", f"upper_{way}").iloc[0],
            )
            for way, label in WAYS.items()
        ],
        columns=["way", "count", "share", "interval"],
    )
    return render(
        text,
        {"way": "Stap", "count": "Aantal", "share": "Aandeel", "interval": "95%-interval"},
        name="gestegen",
        title="Van eerste naar laatste meting",
        notes=[*coverage_notes(covered), *cells.left_out_notes(frame)],
    )


def transitions(result: Publishable, scheme: LadderScheme, covered: Publishable) -> Table | Nothing:
    """Clients by first and last rung."""
    notes = ["Rijen: eerste meting; kolommen: laatste meting.", *coverage_notes(covered)]
    return _square(result, scheme, "Van trede", "van-trede-naar-trede", notes)


def arrivals(result: Publishable, scheme: LadderScheme) -> Table | Nothing:
    """Clients by expected and reached rung."""
    notes = ["Rijen: verwachte trede; kolommen: trede bij de laatste meting daarna."]
    return _square(result, scheme, "Verwacht", "verwacht-en-bereikt", notes)


def _square(
    result: Publishable, scheme: LadderScheme, corner: str, name: str, notes: list[str]
) -> Table | Nothing:
    if result.empty or result.frame["count"].isna().all():
        return Nothing()
    frame = result.frame.assign(text=cells.counts(result.frame, "count"))
    wide = frame.pivot(index="from_rung", columns="to_rung", values="text")
    wide.columns = pd.Index([str(rung) for rung in wide.columns])
    text = wide.assign(rung=[rung_name(str(rung), scheme) for rung in wide.index])
    columns = {"rung": corner} | {rung: f"Naar {rung}" for rung in wide.columns}
    title = "Van trede naar trede" if corner == "Van trede" else "Verwachte en bereikte trede"
    notes = [*notes, *cells.left_out_notes(frame)]
    return render(text, columns, name=name, title=title, notes=notes)


def tests(result: Publishable, covered: Publishable) -> Table | Nothing:
    """The tests with their rounded statistic and p-value."""
    if result.empty or result.frame["significant"].isna().all():
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["test"] = cells.labels(frame, "group_key", TESTS)
    text["statistic"] = frame["statistic"].map(lambda value: dutch.number(value, 1))
    text["df"] = frame["df"].map(dutch.number)
    text["p"] = [
        dutch.p_or_side(row.p, None if pd.isna(row.significant) else bool(row.significant))
        for row in rows(frame)
    ]
    columns = {"test": "Toets", "statistic": "Grootheid", "df": "Vrijheidsgraden", "p": "p-waarde"}
    if frame["statistic"].isna().all():
        columns = {"test": "Toets", "p": "p-waarde"}
    return render(
        text,
        columns,
        name="toetsen",
        title="Is de verschuiving meer dan toeval?",
        notes=[
            "Alle vier met de chikwadraat- of normale benadering, tweezijdig.",
            *coverage_notes(covered),
        ],
    )


def months(result: Publishable) -> Table | Nothing:
    """Quartiles of the time between the first and the last measurement."""
    if result.empty or result.frame["months"].isna().all():
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["point"] = cells.labels(frame, "group_key", POINTS)
    text["months"] = frame["months"].map(dutch.months)
    return render(
        text,
        {"point": "Deel van de cliënten", "months": "Tijd"},
        name="tussentijd",
        title="Tijd tussen eerste en laatste meting",
    )


def expectations(result: Publishable, scheme: LadderScheme) -> Table | Nothing:
    """What became of the expectations, per expected rung."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    text["rung"] = ["Alle" if rung == "all" else rung_name(rung, scheme) for rung in frame["rung"]]
    for name in ("expected", "measured", "below", "on_rung", "above"):
        text[name] = cells.counts(frame, name)
    text["share"] = cells.with_interval(frame)
    text["error"] = frame["mean_error"].map(lambda value: dutch.signed(value, 1))
    columns = {"rung": "Verwacht", "expected": "Cliënten", "measured": "Daarna gemeten"}
    columns |= {"below": "Lager", "on_rung": "Op de trede", "above": "Hoger"}
    columns |= {"share": "Gehaald (95%-interval)", "error": "Te hoog geschat"}
    errors = "Te hoog geschat: verwachte min bereikte trede, gemiddeld, in treden."
    return render(
        text,
        columns,
        name="verwachtingen",
        title="Wat er van verwachtingen kwam",
        notes=[
            "Gehaald: op de verwachte trede of hoger, van wie daarna gemeten is.",
            *([errors] if text["error"].ne(dutch.MISSING).any() else []),
            *cells.left_out_notes(frame),
        ],
    )


def groups(result: Publishable) -> Table | Nothing:
    """Coverage and steps per group."""
    if result.empty:
        return Nothing()
    frame = result.frame
    pairs = zip(frame["column"], frame["value"], strict=True)
    text = frame[[]].copy()
    text["value"] = [dutch.capital(group_value(column, value)) for column, value in pairs]
    text["column"] = frame["column"].map(group_name)
    text["clients"] = cells.counts(frame, "clients")
    text["coverage"] = cells.percents(frame, "coverage")
    text["followed"] = cells.counts(frame, "followed")
    for way in WAYS:
        text[way] = cells.with_interval(frame, f"share_{way}", f"lower_{way}", f"upper_{way}")
    columns = {"value": "Groep", "clients": "Cliënten", "coverage": "Gemeten"}
    return render(
        text,
        {**columns, "followed": "Vaker gemeten", **WAYS},
        name="groepen",
        title="Per groep, met 95%-interval",
        notes=cells.left_out_notes(frame),
        groups="column",
    )


def projection(result: Publishable, scheme: LadderScheme) -> Table | Nothing:
    """Shares per rung at the last measurement and when the steps repeat themselves."""
    if result.empty:
        return Nothing()
    frame = result.frame
    shares = cells.percents(frame, "share", 0)
    bounds = zip(frame["lower"], frame["upper"], strict=True)
    spans = pd.Series([cells.span(*pair, 0) for pair in bounds], index=frame.index)
    frame = frame.assign(text=shares.where(spans == "", shares + " " + spans))
    wide = frame.pivot(index="rung", columns="period", values="text")
    text = wide.rename(columns={period: f"p{period}" for period in wide.columns})
    text["rung"] = [rung_name(str(rung), scheme) for rung in wide.index]
    return render(
        text,
        {"rung": "Trede"} | {f"p{period}": label for period, label in PERIODS.items()},
        name="doorrekening",
        title="Doorrekening bij gelijkblijvend gedrag, met 95%-interval",
        notes=cells.left_out_notes(frame),
    )
