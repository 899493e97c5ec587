"""Instruments: how many took part and how many left, together per stage of the chain."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.disclosure import Publishable
from evalutils.display import Chart, HtmlTable, Nothing, Prose
from evalutils.outflow.instruments import by_stage
from evalutils.show import cells
from evalutils.show.interval_rows import of_one_base, shares_chart
from evalutils.show.table_columns import TableColumn, counts, table_of, unless_empty
from evalutils.statistics.proportions import SMALL_BASE


@unless_empty
def sentence(result: Publishable) -> Prose:
    """How many instruments have figures, and how many have enough of them."""
    frame = result.frame
    shares = [frame[f"share_{of}"].where(frame[f"n_{of}"].notna()) for of in ("work", "total")]
    computed = frame[shares[0].notna() | shares[1].notna()]
    small = int((computed["n"] < SMALL_BASE).sum())
    named = dutch.counted(len(frame), "instrument", "instrumenten of onderdelen daarvan")
    text = f"De bron noemt {named}. "
    if computed.empty:
        return Prose(f"{text}Een aandeel uitstroom is niet te berekenen.")
    text += f"Bij {dutch.number(len(computed))} daarvan is een aandeel uitstroom te berekenen"
    if small:
        text += (
            f"; {dutch.number(small)} {'gaat' if small == 1 else 'gaan'} over minder dan "
            f"{SMALL_BASE} mensen en {'heeft' if small == 1 else 'hebben'} een ruim interval"
        )
    return Prose(
        f"{text}. Instrumenten bereiken verschillende mensen: een hoger aandeel betekent niet dat "
        "een instrument beter werkt."
    )


@unless_empty
def chart(result: Publishable) -> Chart | Nothing:
    """Share that left to work per instrument, with intervals."""
    columns = ("share", "lower", "upper", "ratio", "qualifier_share")
    bounds = {f"{name}_work": name for name in columns}
    known = result.frame[result.frame[["share_work", "ratio_work"]].notna().any(axis=1)]
    named = by_stage(known).rename(columns=bounds)
    drawn, of = of_one_base(named, [_BASES[base] for base in named["base"]])
    return shares_chart(
        drawn,
        _name,
        name="instrumenten",
        axis_label="aandeel naar werk",
        caption=f"Aandeel naar werk per instrument, per fase{of}",
        alt="Aandeel naar werk per instrument",
    )


_BASES = {"started": "wie ermee begon", "participants": "alle deelnemers"}


def _name(row: Any) -> str:
    name = dutch.capital(row.instrument)
    return name if pd.isna(row.stage) else f"{dutch.capital(row.stage)}: {name}"


@unless_empty
def table(result: Publishable) -> HtmlTable | Nothing:
    """Exits per instrument; a share of few people is given as its interval alone."""
    return table_of(
        by_stage(result.frame),
        [
            TableColumn("Instrument (doel)", _names),
            counts("Deelnemers", "participants"),
            counts("Gestart", "started"),
            TableColumn("Naar werk; aandeel (95%-interval)", partial(_exits, name="work")),
            counts("Overige uitstroom", "exits_other"),
            TableColumn("Uitstroom; aandeel (95%-interval)", partial(_exits, name="total")),
        ],
        name="instrumenten",
        title="Instrumenten",
        notes=[
            "Aandelen zonder interval zijn overgenomen uit de bron: een aantal ontbreekt. "
            "De basis is het aantal gestarte deelnemers, of anders het aantal deelnemers. Bij "
            f"minder dan {SMALL_BASE} mensen staat alleen het interval.",
            *cells.ratio_notes(result.frame, "ratio_work", "ratio_total"),
        ],
        groups=TableColumn("Fase", _stages) if result.frame["stage"].notna().any() else None,
    )


def _names(frame: pd.DataFrame) -> pd.Series:
    goals = cells.texts(frame, "goal").map(lambda goal: f" ({goal})")
    names = frame["instrument"].map(dutch.capital)
    return names.where(frame["goal"].isna(), names + goals)


def _stages(frame: pd.DataFrame) -> pd.Series:
    return cells.texts(frame, "stage").replace(dutch.MISSING, "Fase niet bekend")


def _exits(frame: pd.DataFrame, name: str) -> pd.Series:
    """Numbers that left with their share, or what there is of the two."""
    exits, shares = cells.counts(frame, f"exits_{name}"), _shares(frame, name)
    both = (exits + "; " + shares).where(shares.ne(dutch.MISSING), exits)
    return both.where(exits.ne(dutch.MISSING), shares)


def _shares(frame: pd.DataFrame, name: str) -> pd.Series:
    """Shares with their interval; of few people the interval alone, or how many they were."""
    share, lower, upper = (f"{part}_{name}" for part in ("share", "lower", "upper"))
    printed = cells.shares(frame, share, lower)
    small = frame["n"].lt(SMALL_BASE) & printed.ne(dutch.MISSING)
    of_few = printed + " (van " + frame["n"].map(dutch.number) + ")"
    points = printed.mask(small, of_few)
    whole = cells.with_interval(frame, share, lower, upper)
    whole = whole.mask(small, cells.intervals(frame, lower, upper))
    shares = points.where(frame[f"method_{name}"].eq("as published"), whole)
    ratio = f"ratio_{name}"
    return shares.mask(frame[ratio].notna(), cells.ratios(frame, ratio, share))
