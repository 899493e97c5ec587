"""Tables of the chapter about clients who were followed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.contracts.client_groups import group_name, group_value
from evalutils.contracts.vocabulary import GROUPINGS
from evalutils.disclosure import Publishable
from evalutils.display import Nothing, Table
from evalutils.frames import rows
from evalutils.outflow.clients.followed import LISTED_MONTHS
from evalutils.show import cells
from evalutils.show.rendering import render

CURVES = {"programme": "Nog in het programma", "benefit": "Nog in de uitkering"}
OUTCOMES = {"left": "vertrokken", "work": "vertrokken naar werk"}
KINDS = {
    **{name: grouping.label for name, grouping in GROUPINGS.items()},
    "total": "alle soorten werk samen",
    "small_kinds": "kleine soorten werk samen",
}
CURVE_COLUMNS = {
    "month": "Na",
    "share": "Aandeel",
    "interval": "95%-interval",
    "at_risk": "Nog gevolgd",
}
FOLLOWED = "Nog gevolgd"
FOLLOWED_NOTE = (
    "Nog gevolgd: wie er aan het begin van die dag nog was en nog in beeld. Wie korter is gevolgd, "
    "telt mee zolang hij is gevolgd; wie vóór de periode startte, telt mee vanaf het begin ervan."
)
INTERVAL_NOTE = "Tussen haakjes: 95%-interval, in procenten."
STEPS_NOTE = f"{dutch.MISSING} staat waar de aantallen te klein zijn om deze maand apart te geven."
UNFINISHED = "*"
# No more columns of months than fit beside each other; of more than that the main ones.
FEW_MONTHS, MAIN_MONTHS = 5, (6, 12, 24, 36)


def staying(result: Publishable) -> Table | Nothing:
    """Share still there at the listed months."""
    return _curves(
        result,
        pd.Series([CURVES.get(str(name), "") for name in result.frame.get("curve", [])]),
        name="blijven",
        title="Hoeveel cliënten er nog zijn",
    )


def _curves(
    result: Publishable, names: pd.Series[str], *, name: str, title: str
) -> Table | Nothing:
    if result.empty:
        return Nothing()
    frame = result.frame.assign(curve_name=names)
    frame = frame[frame["month"].isin(LISTED_MONTHS)]
    if frame.empty:
        return Nothing()
    text = _curve_cells(frame).assign(curve=frame["curve_name"])
    notes = [FOLLOWED_NOTE, *cells.left_out_notes(frame)]
    return render(text, CURVE_COLUMNS, name=name, title=title, notes=notes, groups="curve")


def _curve_cells(frame: pd.DataFrame) -> pd.DataFrame:
    text = frame[[]].copy()
    text["month"] = frame["month"].map(lambda month: f"{month} maanden")
    text["share"] = cells.percents(frame, "share")
    text["interval"] = cells.intervals(frame)
    text["at_risk"] = cells.counts(frame, "at_risk")
    return text


def destinations(result: Publishable) -> Table | Nothing:
    """Share that left for each kind of destination, a column per listed month."""
    frame = _listed(result)
    if frame.empty:
        return Nothing()
    frame = frame.assign(text=cells.with_interval(frame))
    text = _wide(frame, "kind", "text")
    text["kind"] = [dutch.capital(KINDS[str(kind)]) for kind in text.index]
    followed = _followed(frame)
    text = pd.concat([text, followed.assign(kind=FOLLOWED)])
    notes = [INTERVAL_NOTE, *_step_notes(result), *([FOLLOWED_NOTE] if len(followed) else [])]
    return render(
        text,
        {"kind": "Bestemming", **_months(frame)},
        name="bestemmingen-per-maand",
        title="Waarheen en wanneer cliënten vertrokken",
        notes=[*notes, *cells.left_out_notes(frame)],
    )


def _listed(result: Publishable) -> pd.DataFrame:
    """The rows at a few of the listed months, the last one among them."""
    if result.empty:
        return result.frame
    frame = result.frame[result.frame["month"].isin(LISTED_MONTHS)]
    months = sorted(frame["month"].unique())
    if len(months) > FEW_MONTHS:
        months = [*(month for month in months[:-1] if month in MAIN_MONTHS), months[-1]]
    return frame[frame["month"].isin(months)]


def _step_notes(result: Publishable) -> list[str]:
    """Why some months have no share of their own."""
    return [STEPS_NOTE] if result.protected else []


def _months(frame: pd.DataFrame) -> dict[str, str]:
    """Column name and heading per month."""
    return {f"m{month}": f"Na {month} maanden" for month in sorted(frame["month"].unique())}


def _wide(frame: pd.DataFrame, row: str, column: str) -> pd.DataFrame:
    """A row per curve in the order they come, a column per month."""
    wide = frame.pivot(index=row, columns="month", values=column)
    wide = wide.reindex(frame[row].unique()).fillna(dutch.MISSING)
    return wide.rename(columns=lambda month: f"m{month}")


def _followed(frame: pd.DataFrame) -> pd.DataFrame:
    """One row with the numbers still followed, when the curves are about the same clients."""
    text = frame.assign(text=cells.counts(frame, "at_risk"))
    if (text.groupby("month")["text"].nunique() > 1).any():
        return pd.DataFrame()
    return _wide(text.drop_duplicates("month").assign(row=FOLLOWED), "row", "text")


def groups(result: Publishable) -> Table | Nothing:
    """Groups beside each other, with the test of each grouping in the heading."""
    if result.empty:
        return Nothing()
    frame = result.frame
    text = frame[[]].copy()
    pairs = zip(frame["column"], frame["group"], strict=True)
    text["group"] = [dutch.capital(group_value(column, group)) for column, group in pairs]
    text["clients"] = cells.counts(frame, "clients")
    text["share"] = cells.percents(frame, "share")
    text["interval"] = cells.intervals(frame)
    text["heading"] = [
        f"{group_name(row.column)}: {OUTCOMES[row.outcome]} na {row.month} maanden{_p_text(row)}"
        for row in rows(frame)
    ]
    columns = {
        "group": "Groep",
        "clients": "Gevolgd",
        "share": "Aandeel",
        "interval": "95%-interval",
    }
    notes = [
        "p: de kans op minstens zo'n groot verschil als de groepen in werkelijkheid gelijk zijn, "
        "over cliënten die in de periode startten.",
        *cells.left_out_notes(frame),
    ]
    title = "Groepen naast elkaar"
    return render(text, columns, name="groepen", title=title, notes=notes, groups="heading")


def _p_text(row: Any) -> str:
    """``; p = 0,03``, or where that is protected its side of 0,05; nothing when there is none."""
    if pd.isna(row.significant):
        return ""
    if pd.isna(row.p):
        return f"; p {dutch.p_or_side(row.p, bool(row.significant))}"
    return "; p < 0,01" if row.p < 0.005 else f"; p = {dutch.number(row.p, 2)}"


def cohorts(result: Publishable) -> Table | Nothing:
    """Share that left for work, a row per quarter of start and a column per month."""
    if result.empty:
        return Nothing()
    frame = result.frame
    known = frame["immature"].astype(bool) & frame["share"].notna()
    shares = cells.with_interval(frame)
    frame = frame.assign(text=shares.mask(known, shares + UNFINISHED))
    text = _wide(frame, "cohort", "text")
    names = [str(name).split("-Q") for name in text.index]
    text["cohort"] = [f"{quarter}e{dutch.NO_BREAK}kwartaal {year}" for year, quarter in names]
    once = frame.drop_duplicates("cohort")
    text["clients"] = cells.counts(once, "clients").to_numpy()
    notes = [INTERVAL_NOTE, *_step_notes(result)]
    if known.any():
        notes.append(f"{UNFINISHED} Nog niet iedereen is zo lang gevolgd; dit kan nog veranderen.")
    return render(
        text,
        {"cohort": "Gestart in", "clients": "Cliënten", **_months(frame)},
        name="cohorten",
        title="Vertrokken naar werk, per kwartaal van start",
        notes=[*notes, *cells.left_out_notes(frame)],
    )


def followed_exits(result: Publishable) -> Table | Nothing:
    """From all exits to work to those who were not back within a year."""
    if result.empty:
        return Nothing()
    names = {
        "to_work": "Vertrokken naar werk",
        "on_benefit": "Waarvan nog niet uit de uitkering",
        "recent": "Waarvan nog geen 12 maanden gevolgd",
        "exits": "Waarvan 12 maanden gevolgd",
        "still_out": "En in die 12 maanden geen uitkering",
    }
    lines = [(label, cells.counts(result.frame, name).iloc[0]) for name, label in names.items()]
    return render(
        pd.DataFrame(lines, columns=["line", "count"]),
        {"line": "Cliënten", "count": "Aantal"},
        name="volledig-gevolgd",
        title="Wie meetelt in het aandeel met volledige opvolging",
        notes=cells.left_out_notes(result.frame),
    )


def durable(result: Publishable) -> Table | Nothing:
    """Left for work, stayed away, and both: a row per kind of work, a column per month."""
    frame = _listed(result)
    if frame.empty:
        return Nothing()
    parts = {
        "Vertrokken": cells.percents(frame, "left"),
        "Daarvan 12 maanden weg gebleven": cells.percents(frame, "kept"),
        "Beide (95%-interval)": cells.with_interval(frame, "percent"),
    }
    wide = [
        _wide(frame.assign(text=values), "kind", "text").assign(part=name)
        for name, values in parts.items()
    ]
    text = pd.concat(wide)
    text["kind"] = [dutch.capital(KINDS[str(kind)]) for kind in text.index]
    known = (text.drop(columns=["kind", "part"]) != dutch.MISSING).any(axis=1)
    return render(
        text[known].reset_index(drop=True),
        {"kind": "Soort werk", **_months(frame)},
        name="duurzaam-per-maand",
        title="Vertrokken naar werk én 12 maanden uit de uitkering gebleven",
        notes=[
            "Aandelen van alle gevolgde cliënten.",
            *_step_notes(result),
            *cells.left_out_notes(frame),
        ],
        groups="part",
    )


def reentry(result: Publishable, means: Publishable) -> Table | Nothing:
    """Share back on benefit and mean number of returns, by month since leaving."""
    if result.empty:
        return Nothing()
    frame = result.frame[result.frame["month"].isin(LISTED_MONTHS)]
    if frame.empty:
        return Nothing()
    text = _curve_cells(frame)
    known = means.frame.set_index("month")["mean"] if len(means.frame) else pd.Series(dtype=float)
    text["mean"] = [dutch.number(100 * known.get(month, float("nan"))) for month in frame["month"]]
    return render(
        text,
        {**CURVE_COLUMNS, "mean": "Keren terug per 100 cliënten"},
        name="terugkeer",
        title="Terug in de uitkering, sinds het vertrek",
        notes=cells.left_out_notes(frame),
    )
