"""Per document how many figures it gives, how many were checked, and the verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from evalutils import dutch
from evalutils.contracts.audit_table import (
    BOUND,
    RECOMPUTED,
    REPEATED,
    STRENGTHS,
    TRANSCRIBED,
    VERDICTS,
)
from evalutils.dataset.library import Source
from evalutils.display import HtmlTable, Nothing, Prose
from evalutils.show.table_columns import each, numbers, table_of

# What adds up stands under the strength of its check.
_COLUMNS = STRENGTHS | {code: VERDICTS[code] for code in ("inconsistent", "ambiguous")}


def sentence(totals: pd.DataFrame) -> Prose:
    """How many figures there are, how many were checked and how, how many do not add up.

    Parameters
    ----------
    totals
        Columns claims, checked, consistent, ambiguous and inconsistent, and one per strength, a
        row per document.
    """
    total = {str(code): int(count) for code, count in totals.drop(columns="source").sum().items()}
    checked, right = total["checked"], total["consistent"]
    parts = [f"De bronnen noemen samen {dutch.how_many(total['claims'], 'cijfer', 'cijfers')}."]
    if total["claims"]:
        some = dutch.number(checked) if checked else "geen ervan"
        parts.append(f"Bij {some} is iets te controleren.")
    if right:
        parts.append(
            f"{dutch.counted(right, 'klopt', 'kloppen')}, maar niet elke controle is even sterk."
        )
    elif checked:
        parts.append("Geen ervan klopt.")
    return Prose(" ".join([*parts, *_strengths(total), *_wrong(total)]))


def _strengths(total: Mapping[str, int]) -> Iterator[str]:
    """How sure the checks are, as far as there are such checks."""
    if made := total[RECOMPUTED]:
        yield f"{dutch.counted(made, 'is', 'zijn')} herberekend uit andere cijfers."
    if made := total[BOUND]:
        stays = "het blijft" if made == 1 else "zij blijven"
        yield f"Van {dutch.number(made)} weten we alleen dat het kan: {stays} binnen een grens."
    if made := total[REPEATED]:
        yield f"{dutch.counted(made, 'staat', 'staan')} op een andere plek in de bron ook zo."
    if made := total[TRANSCRIBED]:
        yield f"{dutch.counted(made, 'is', 'zijn')} alleen gelijk aan wat wij zelf overnamen."


def _wrong(total: Mapping[str, int]) -> Iterator[str]:
    wrong, open_ = total["inconsistent"], total["ambiguous"]
    depends = f"bij {dutch.number(open_)} hangt het ervan af hoe men de bron leest."
    if wrong:
        said = f"{dutch.counted(wrong, 'klopt', 'kloppen')} niet"
        yield f"{said}, en {depends}" if open_ else f"{said}."
        yield (
            "Een cijfer dat niet klopt is niet per se fout: soms ontbreekt een groep, een datum "
            "of een basis."
        )
    elif open_:
        yield dutch.capital(depends)


def table(totals: pd.DataFrame, sources: Mapping[str, Source]) -> HtmlTable | Nothing:
    """The totals, with a link from each document to its page.

    Parameters
    ----------
    totals
        Columns source, claims, checked, ambiguous, inconsistent, and one per strength.
    sources
        The documents by key.
    """
    return table_of(
        totals,
        [
            each("Document", lambda row: sources[row.source].title),
            numbers("Cijfers", "claims"),
            numbers("Gecontroleerd", "checked"),
            *(numbers(dutch.capital(label), code) for code, label in _COLUMNS.items()),
        ],
        name="documenten",
        title="Gecontroleerde cijfers per document, en hoe sterk de controle is",
        links={"Document": [f"sources/{key}.html" for key in totals["source"]]},
    )
