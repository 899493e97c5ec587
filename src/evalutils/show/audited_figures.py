"""Published figures that do not add up, or do so under one reading only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from evalutils import dutch
from evalutils.audit import WHOLE_NUMBER, Claim, Verdict
from evalutils.audit.formula import COMPARISONS
from evalutils.contracts.audit_table import BOUND, RECOMPUTED, REPEATED, TRANSCRIBED
from evalutils.contracts.units import UNITS
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.literal import markdown
from evalutils.quantities import (
    IN_WORDS,
    constant,
    head_count,
    in_words,
    is_sign,
    qualified,
    quantity,
)
from evalutils.show.table_columns import TableColumn, each, table_of

# What a check that holds has shown, by its strength.
_HOLDS = {
    RECOMPUTED: "Klopt, op afronding na.",
    BOUND: "Valt binnen de grens.",
    REPEATED: "Staat elders in de bron ook zo.",
    TRANSCRIBED: "Is gelijk aan wat wij overnamen.",
}
_PLACE = ["municipality", "programme", "period"]
_WHOLE = "Een heel aantal mensen kan dit percentage geven."


def explanation(verdict: Verdict, *, numbers: bool) -> str:
    """One Dutch sentence: the one of the row where it was written, else a computed one.

    Parameters
    ----------
    numbers
        False for an evaluation whose figures may not be shown.
    """
    written = verdict.claim.explanation
    if verdict.kind == WHOLE_NUMBER and verdict.verdict == "inconsistent" and numbers:
        return " ".join(text for text in (_no_whole_number(verdict), written) if text)
    if verdict.verdict != "consistent" and written:
        return written
    if verdict.reason == "within":
        return _WHOLE if verdict.kind == WHOLE_NUMBER else _HOLDS[verdict.strength]
    if not numbers or math.isnan(verdict.difference):
        return "Klopt niet."
    cause = "afronding verklaart dat niet"
    if verdict.step:
        cause = f"dat past als de bron afrondt op {constant(verdict.step)}"
    return f"{dutch.capital(_computed_words(verdict))}, gepubliceerd {published(verdict)}; {cause}."


def _computed_words(verdict: Verdict) -> str:
    sign, value = limit(verdict.comparison, verdict.bound, verdict.claim.unit)
    needed = " ".join(filter(None, (COMPARISONS.get(sign), _number(value, verdict.claim))))
    if math.isnan(verdict.computed):
        return f"volgens de andere cijfers {needed}"
    told = "" if math.isnan(value) else f" (hoort {needed} te zijn)"
    return f"herberekend {computed(verdict)}{told}"


def limit(sign: str, bound: float, unit: str) -> tuple[str, float]:
    """A bound as a reader sees it: above 596.5 people is at least 597."""
    if not sign or math.isnan(bound) or bound.is_integer() or UNITS[unit].measures != "persons":
        return sign, bound
    return (">=", math.ceil(bound)) if sign in (">", ">=") else ("<=", math.floor(bound))


def _no_whole_number(verdict: Verdict) -> str:
    """Between which whole numbers the percentage lies, and whether digits may be cut off."""
    claim, base = verdict.claim, verdict.base
    below = math.floor(claim.value * base / 100)
    decimals = claim.decimals + 1
    near = " en ".join(
        f"{dutch.number(count)} is {dutch.percent(100 * count / base, decimals)}"
        for count in (below, below + 1)
    )
    scale = 10.0**claim.decimals
    cut = math.floor(100 * (below + 1) / base * scale) / scale == claim.value
    cause = " Afkappen in plaats van afronden kan het verklaren." if cut else ""
    printed = dutch.percent(claim.value, claim.decimals)
    return f"Geen heel aantal van {dutch.number(base)} geeft {printed}: {near}.{cause}"


def published(verdict: Verdict) -> str:
    """The published figure, or the words of the source."""
    claim = verdict.claim
    return in_words(claim.words) if claim.words else _told(claim.value, claim.decimals, claim.unit)


def computed(verdict: Verdict) -> str:
    """The recomputed figure, with as many decimals as tell it from the published one."""
    return _number(verdict.computed, verdict.claim)


def bound(verdict: Verdict) -> str:
    """The bound of a comparison with its sign, ``<= 250``; the number alone of an equation."""
    sign, value = limit(verdict.comparison, verdict.bound, verdict.claim.unit)
    return " ".join(filter(None, (sign, _number(value, verdict.claim))))


def _number(value: float, claim: Claim) -> str:
    whole = math.isnan(value) or float(value).is_integer()
    decimals = max(claim.decimals, 0 if whole else 1)
    return _told(value, decimals, claim.unit, people=not claim.decimals)


def _told(value: float, decimals: int, unit: str, *, people: bool = False) -> str:
    """A figure without its unit, unless its number alone says nothing."""
    if unit in IN_WORDS:
        return quantity(value, decimals, unit)
    if people and UNITS[unit].measures == "persons":
        return head_count(value)
    return dutch.number(value, decimals)


def inconsistent_table(rows: pd.DataFrame, titles: Mapping[str, str]) -> HtmlTable | Nothing:
    """Figures that do not add up, with the likely cause."""
    name, title = "niet-sluitend", "Cijfers die niet kloppen"
    return _findings(rows, titles, name, title, "Waarschijnlijke oorzaak")


def ambiguous_sentence(rows: pd.DataFrame, titles: Mapping[str, str]) -> Prose:
    """Of how many figures of each evaluation; the table itself is long."""
    if rows.empty:
        return Prose("Bij geen enkel cijfer hangt het van de lezing af.")
    keys = rows[_PLACE].agg("/".join, axis=1).sort_values()
    counted = keys.value_counts(sort=False)
    lines = [
        f"- {markdown(titles[str(key)])}: {dutch.counted(count, 'cijfer', 'cijfers')}"
        for key, count in counted.items()
    ]
    return Prose("\n".join(lines))


def ambiguous_table(rows: pd.DataFrame, titles: Mapping[str, str]) -> HtmlTable | Nothing:
    """Figures that add up under one reading only."""
    name, title = "niet-eenduidig", "Cijfers die van de lezing afhangen"
    return _findings(rows, titles, name, title, "Welke lezing")


def _findings(
    rows: pd.DataFrame, titles: Mapping[str, str], name: str, title: str, why: str
) -> HtmlTable | Nothing:
    columns = [
        each("Cijfer", lambda row: dutch.capital(row.quantity)),
        each("Gepubliceerd", _published),
        each("Herberekend of grens", _computed),
        each("Vindplaats", lambda row: row.locator or dutch.MISSING, words=True),
        each(why, _why, words=True),
    ]
    return figures_per_programme(
        rows.sort_values(_PLACE, kind="stable"), titles, columns, name=name, title=title
    )


def figures_per_programme(
    rows: pd.DataFrame,
    titles: Mapping[str, str],
    columns: Sequence[TableColumn],
    *,
    name: str,
    title: str,
) -> HtmlTable | Nothing:
    """Figures that call for a sentence, under the title of their evaluation and linked to it.

    Parameters
    ----------
    rows
        Columns municipality, programme and period, and those that the cells are made from; with a
        column anchor the place of the figure on the page of its evaluation.
    titles
        Title of each evaluation by key.
    columns
        The first names the figure, the last says in a sentence what is the matter.
    """
    return table_of(
        rows,
        columns,
        name=name,
        title=title,
        links={columns[0].heading: [_address(row) for row in rows.itertuples()]},
        sentences=True,
        groups=each("Programma", lambda row: titles[_key(row)]),
    )


def _key(row: Any) -> str:
    return f"{row.municipality}/{row.programme}/{row.period}"


def _address(row: Any) -> str:
    anchor = getattr(row, "anchor", "")
    return f"{_key(row)}/index.html{anchor and f'#{anchor}'}"


def _published(row: Any) -> str:
    if row.words:
        return in_words(row.words)
    if pd.isna(row.published):
        return dutch.MISSING
    shown = quantity(float(row.published), int(row.decimals), _sign(row.unit))
    return qualified(shown, row.qualifier)


def _computed(row: Any) -> str:
    if row.kind == WHOLE_NUMBER and not pd.isna(row.computed):
        return f"dichtstbij {_precise(row, row.computed)}"
    if pd.isna(row.bound):
        return _precise(row, row.computed)
    sign, value = limit(row.comparison, float(row.bound), row.unit)
    needed = " ".join(filter(None, (COMPARISONS.get(sign), _precise(row, value))))
    computed = _precise(row, row.computed)
    return needed if pd.isna(row.computed) else f"{computed}, hoort {needed} te zijn"


def _precise(row: Any, value: float) -> str:
    """A number with one digit more than was printed: it shows why it does not round to that."""
    if pd.isna(value):
        return dutch.MISSING
    decimals = 0 if float(value).is_integer() else int(row.decimals) + 1
    if not row.decimals and UNITS[row.unit].measures == "persons":
        return head_count(float(value))
    return quantity(float(value), decimals, _sign(row.unit))


def _sign(unit: str) -> str:
    """The unit where it belongs to the number; what is counted stands in the figure's name."""
    return unit if is_sign(unit) else "item"


def _why(row: Any) -> str:
    accepted = f" Toch gepubliceerd: {row.accepted}" if row.accepted else ""
    return f"{row.explanation}{accepted}"
