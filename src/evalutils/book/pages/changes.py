"""What has changed since an earlier edition, figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from evalutils import dutch
from evalutils.book.differences import CHANGE, GONE, LABEL, NEW, OTHERWISE, WHY
from evalutils.book.markdown import html_table, page
from evalutils.contracts import fixed_names
from evalutils.contracts.key_figures import CLAIMS, KEY, SAYS, STATUSES
from evalutils.frames import rows
from evalutils.literal import html
from evalutils.quantities import decimals_of, quantity

_TITLES = {
    OTHERWISE: "Cijfers die iets anders zeggen",
    NEW: "Nieuwe cijfers",
    GONE: "Cijfers die er niet meer zijn",
}
# What the columns of the published table say, in the order in which changes are named.
_SAID = dict(
    zip(
        SAYS,
        ("waarde", "ondergrens", "bovengrens", "eenheid", "basis", "rekenwijze", "status", "bron"),
        strict=True,
    )
)
# Analyses that an earlier edition may lack.
_ADDED = (CLAIMS, fixed_names.COMPARISON, fixed_names.AUDIT)
# What no evaluation alone says.
_OF_ALL = "Over evaluaties heen"
_HEADINGS = ("Evaluatie", "Cijfer", "Was", "Is", "Wat er anders is", "Reden")


def changes_page(
    changes: pd.DataFrame, places: Mapping[tuple[str, ...], str], titles: Mapping[str, str]
) -> str:
    """The page of a book with an earlier edition beside it.

    Parameters
    ----------
    changes
        As `evalutils.book.differences.differences` gives them, with the reasons.
    places
        Where each figure of this edition stands, by the columns that name it.
    titles
        What each evaluation of this edition is called, by its key.
    """
    counts = [
        f"{dutch.how_many(int(changes[CHANGE].eq(kind).sum()), 'cijfer', 'cijfers')} {kind}"
        for kind in _TITLES
    ]
    sections = [
        page(
            f"## {title}",
            html_table(title, _HEADINGS, _lines(changes[changes[CHANGE] == kind], places, titles)),
        )
        for kind, title in _TITLES.items()
        if changes[CHANGE].eq(kind).any()
    ]
    same = "Alle cijfers zeggen hetzelfde als in de vorige uitgave." if changes.empty else ""
    return page(
        f"# {fixed_names.CHANGES_TITLE}",
        "Elk cijfer van dit boek is vergeleken met hetzelfde cijfer in de vorige uitgave.",
        same or f"In het kort: {dutch.listing(counts)}.",
        *sections,
    )


def _lines(
    changes: pd.DataFrame, places: Mapping[tuple[str, ...], str], titles: Mapping[str, str]
) -> Iterator[str]:
    for row in rows(changes):
        said = row._asdict()
        place = places.get(tuple(said[column] for column in KEY), "")
        shown = html(dutch.capital(said[LABEL]))
        linked = f'<a href="{html(place)}">{shown}</a>' if place else shown
        key = "/".join(said[column] for column in ("municipality", "programme", "period"))
        where = titles.get(key, key.strip("/")) or _OF_ALL
        cells = (
            linked,
            html(_value(said, "old")),
            html(_value(said, "new")),
            html(_differs(said)),
            html(said[WHY]) or dutch.MISSING,
        )
        yield (
            f'<tr><th scope="row">{html(where)}</th>'
            + "".join(f"<td>{cell}</td>" for cell in cells)
            + "</tr>"
        )


def _value(said: Mapping[str, str], when: str) -> str:
    """What a figure says, with its bounds; that it was left out, or that it was not there."""
    value, unit, status = (said[f"{when}_{name}"] for name in ("value", "unit", "status"))
    if not value:
        return STATUSES.get(status, status) or dutch.MISSING
    bounds = [said[f"{when}_{name}"] for name in ("lower", "upper")]
    text = _number(value, unit)
    return f"{text} ({' tot '.join(_number(end, unit) for end in bounds)})" if all(bounds) else text


def _number(value: str, unit: str) -> str:
    """A number of the published table as a reader reads it; any other text as it stands."""
    try:
        number = float(value)
        return quantity(number, decimals_of(number, unit), unit)
    except (ValueError, KeyError):
        return value


def _differs(said: Mapping[str, str]) -> str:
    if said[CHANGE] != OTHERWISE:
        return dutch.MISSING
    names = [_SAID[name] for name in SAYS if said[f"old_{name}"] != said[f"new_{name}"]]
    return dutch.listing(names)


def without_new_kinds(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """The figures of now that an edition could have.

    Some kinds came into the table later, and those across evaluations are compared with those of
    the same evaluations only.
    """
    absent = set(_ADDED) - set(before["analysis"])
    return now[~now["analysis"].isin(absent)]
