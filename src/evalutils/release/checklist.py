"""What the checker reads before putting a name to a release, in Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import pandas as pd

from evalutils.book.released import Release
from evalutils.dutch import counted, long_date
from evalutils.literal import code

# What a machine cannot see; the rest the command has done itself.
_QUESTIONS = (
    "Mag u deze gegevens voor dit doel gebruiken, en staat de grondslag op papier?",
    "Kloppen de grote lijnen met wat u van het programma weet?",
    "Staat in geen titel, noot of zin wie het is, of iets waaraan iemand te herkennen is?",
    "Weet u waarom elk verschil met de vorige uitgave er is?",
    "Hebt u van elk weggelaten getal gezien waarom, en is er geen te veel?",
    "Is wie de cijfers leest gewaarschuwd voor wat zij niet zeggen?",
)
# Files that were changed after `synthesise` wrote them, or that it never wrote.
_INVENTED = (
    "Van {} worden alle aantallen getoond, omdat de cliënten verzonnen heten te zijn. De bestanden "
    "bewijzen dat niet. Weet u het zeker? Met uw naam staat u daarvoor in."
)
# Who has most of a total stands in the columns `largest` and `second_largest`.
_UNSTATED = (
    "Van {} van {} staat niet in de tabel wie het grootste deel kreeg (`largest`). Kreeg van geen "
    "daarvan een enkele cliënt of aanbieder bijna alles?"
)


class ToRelease(NamedTuple):
    """Keys of the evaluations that a book is released for."""

    protected: Sequence[str]
    vouched_for: Sequence[str] = ()  # their clients are said to be invented, which nothing proves
    unstated: Mapping[str, int] = MappingProxyType({})  # amounts of which nobody says who has most


def checklist(
    contents: ToRelease,
    before: Release | None,
    changes: pd.Series[str],
    left_out: pd.Series[str],
    command: str,
) -> str:
    """Markdown for the checker.

    Parameters
    ----------
    contents
        What is in the book.
    before
        The last release, if any.
    changes
        For each published figure that says otherwise, the kind of change.
    left_out
        For each number that is not shown as it is, the reason.
    command
        What to give when all is well.
    """
    since = f"uitgave {before.number} van {long_date(before.date)}" if before else "geen eerdere"
    keys, said, unstated = contents
    protected = counted(len(keys), "beschermde evaluatie", "beschermde evaluaties")
    lines = [
        "# Nakijken voor de vrijgave",
        "",
        "Dit bestand en die ernaast zijn alleen voor wie nakijkt. Publiceer ze niet.",
        "",
        f"- In het boek: {protected}.",
        *(f"  - {code(key)}" for key in keys),
        f"- Vergeleken met: {since}. Verschillen: {_counts(changes)} (`differences.csv`).",
        f"- Weggelaten of afgerond: {_counts(left_out)} (`suppression.csv`).",
        "- De aanval op het boek heeft geen klein aantal teruggevonden.",
        "",
        *(f"- [ ] {question}" for question in _QUESTIONS),
        *(f"- [ ] {_INVENTED.format(code(key))}" for key in said),
        *(
            f"- [ ] {_UNSTATED.format(counted(rows, 'bedrag', 'bedragen'), code(key))}"
            for key, rows in unstated.items()
            if rows
        ),
        "",
        "Alles goed? Geef dan, met de namen van twee mensen:",
        "",
        f"    {command}",
    ]
    return "\n".join(lines) + "\n"


def _counts(kinds: pd.Series[str]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in kinds.value_counts().items()) or "geen"
