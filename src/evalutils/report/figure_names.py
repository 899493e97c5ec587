"""The group of a key figure in Dutch: each part of it by the name that the book gives it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from evalutils import dutch
from evalutils.contracts.client_groups import group_value, group_within
from evalutils.contracts.cost_inputs import INPUTS
from evalutils.contracts.effect_tables import ROLES
from evalutils.contracts.indicators import INDICATORS, label_of, with_group
from evalutils.contracts.vocabulary import (
    BEARERS,
    DURABILITY,
    EXIT_SUMS,
    FINANCE_KINDS,
    GROUPINGS,
    MEASURES,
    MOMENTS,
    Labelled,
    labels,
)
from evalutils.sentence_case import within

# Its group is a figure, as indicator and group, with the names of two periods.
CHANGE = "trend.change"
_YEARS = range(1900, 2100)
_RUNGS = re.compile(r"\d-\d")  # the first and the last of a group
_LOST = re.compile(r"lost_\d+")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")
_EVERYONE = 100
# What the name of an indicator leaves open, and the destinations whose names follow on `naar`.
_DESTINATION, _RUNG = "een bestemming", "een trede"
_GONE_TO = ("work", "work_with_support", "education", "participation", "transfer")
# In their groups the name of a column of groups stands before its value.
_GROUPED = (
    "outflow.group_share",
    "ladder.coverage",
    "effect.imbalance_before",
    "effect.imbalance_after",
    *(f"ladder.share_{way}" for way in ("up", "same", "down")),
)
# Parts of groups that no other list names.
_WORDS = {
    "administrative": "administratief vertrek",
    "all": "iedereen",
    "balance": "saldo",
    "benefit": "uitkering",
    "best": "gunstigste lezing",
    "bhapkar": "verdeling verschoven (Bhapkar)",
    "bowker": "heen en terug in evenwicht (Bowker)",
    "down": "gedaald",
    "followed": "wie gevolgd is",
    "known": "wie een bekende trede heeft",
    "left": "vertrokken",
    "lower_quartile": "een kwart zat onder",
    "median": "de helft zat onder",
    "never": "niet gemeten",
    "none": "past op geen trede",
    "once": "één keer gemeten",
    "same": "gelijk gebleven",
    "signed_rank": "rangtekentoets (Wilcoxon, Pratt)",
    "stuart_maxwell": "verdeling verschoven (Stuart-Maxwell)",
    "twice": "twee keer of vaker gemeten",
    "unknown": "onbekend",
    "up": "gestegen",
    "upper_quartile": "een kwart zat boven",
}
_KNOWN = (
    labels(GROUPINGS)
    | labels(DURABILITY)
    | MEASURES
    | MOMENTS
    | {name: within(item.label) for name, item in INPUTS.items()}
    | FINANCE_KINDS
    | BEARERS
    | ROLES
    | _WORDS
)


def figure_name(indicator: str, group: str, codelists: Mapping[str, Mapping[str, Labelled]]) -> str:
    """A figure with its group: ``aandeel naar betaald werk``, not ``naar een bestemming``.

    What the name of an indicator leaves open is filled in where the group is a destination that
    somebody goes to, or a rung; what else a group says comes after it.
    """
    label, rest = label_of(indicator), group
    parts = group.split(":")
    used = codelists.get(_codelist(indicator), {}).get(parts[0])
    *before, last = parts
    numbers = INDICATORS[indicator].numbers if indicator in INDICATORS else ()
    if _DESTINATION in label and getattr(used, "grouping", "") in _GONE_TO:
        place = group_label(indicator, parts[0], codelists)
        label, rest = label.replace(_DESTINATION, place), ":".join(parts[1:])
    elif _DESTINATION in label and group:
        label = label.replace(f"naar {_DESTINATION}", "dat vertrok")
    elif _RUNG in label and numbers[-1:] == ("trede {}",) and re.fullmatch(r"\d(-\d)?", last):
        label, rest = label.replace(_RUNG, f"trede {last}"), ":".join(before)
    return with_group(label, group_label(indicator, rest, codelists))


def group_label(indicator: str, group: str, codelists: Mapping[str, Mapping[str, Labelled]]) -> str:
    """A group in Dutch: ``betaald werk, na 12 maanden`` for ``paid_work:12``.

    A text that a researcher typed stands as it is.
    """
    if indicator == CHANGE:
        return _of_change(group, codelists)
    text = group.lstrip(":")
    if len(group) - len(text) > 1:  # typed: no code is left out twice
        return group[: -len(text)] + group_label(indicator, text, codelists)
    used = codelists.get(_codelist(indicator), {})
    of_kinds = EXIT_SUMS if indicator.startswith("outflow.kind_") else {}

    def called(part: str) -> str | None:
        """The name of a code; None of what is none."""
        item = None if part in of_kinds else used.get(part)
        return within(item.label) if item else of_kinds.get(part, _KNOWN.get(part))

    told: list[str] = []
    typed = False
    for part, name in _parts(indicator, group, called):
        if typed and name == part:
            told[-1] += f":{part}"  # one text, with a colon in it
        elif name:
            told.append(name)
        typed = name == part and (typed or bool(part))
    return ", ".join(told)


def _of_change(group: str, codelists: Mapping[str, Mapping[str, Labelled]]) -> str:
    """Which figure changed, and between which periods."""
    indicator, *parts, before, after = group.split(":")
    figure = figure_name(indicator, ":".join(parts), codelists)
    return f"{figure}, van {before} naar {after}"


def _codelist(indicator: str) -> str:
    """Which codelist its groups are of; empty for none."""
    if not indicator.startswith(("outflow.", "comparison.")):
        return ""
    return "inflow_reasons" if ".inflow_" in indicator else "destinations"


def _parts(
    indicator: str, group: str, called: Callable[[str], str | None]
) -> Iterator[tuple[str, str]]:
    """Every part of a group with its name."""
    found = INDICATORS.get(indicator)
    forms = list(found.numbers if found else ())
    column = ""
    for part in group.split(":"):
        known = called(part)
        name = part if known is None else known
        if column:
            name, column = f"{group_within(column)}: {group_value(column, part)}", ""
        elif indicator in _GROUPED and _is_column(part):
            name, column = "", part
        elif part.isdecimal() and forms and int(part) not in _YEARS:
            name = (forms.pop(0) if len(forms) > 1 else forms[0]).format(dutch.number(int(part)))
        elif forms and _RUNGS.fullmatch(part):
            name = forms.pop(0).format(part)
        elif _LOST.fullmatch(part):
            kept = _EVERYONE - int(part.rpartition("_")[2])
            name = f"{dutch.number(kept)} van de 100 extra"
        elif _DAYS.fullmatch(part):
            days = [*map(date.fromisoformat, part.split("/"))]
            name = dutch.period(*days) if len(days) > 1 else dutch.long_date(*days)
        elif "+" in part:
            several = [called(item) for item in part.split("+")]
            name = part if None in several else " en ".join(map(str, several))
        yield part, name


def _is_column(part: str) -> bool:
    """Whether it may be the name of a column of groups, of which the value comes next."""
    return part not in (*MOMENTS, *_WORDS, "work") and part.isidentifier()
