"""Proposes a mapping from the headings and values of an export, for a person to correct.

Only codes are shown, and of these only those that can be about nobody.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice

from evalutils.contracts.texts import PLACEHOLDER
from evalutils.dataset.faults import CellError, FaultList, folded
from evalutils.dataset.group_columns import LONGEST_VALUE, MOST_VALUES
from evalutils.dataset.library import Library
from evalutils.dataset.reading.plain_text import tidy
from evalutils.errors import InputError
from evalutils.identifiers.person_headings import heading_problem
from evalutils.identifiers.scan import found_in_group
from evalutils.intake.day_formats import day_reader
from evalutils.intake.exports import Export
from evalutils.intake.reporting import may_be_shown
from evalutils.keys import slug

_SAMPLE = 5_000
_FORMS = ("dd-mm-jjjj", "jjjj-mm-dd", "jjjjmmdd", "dd/mm/jjjj", "dd.mm.jjjj", "ddmmjjjj",
          "dd-mm-jjjj uu:mm", "dd-mm-jjjj uu:mm:ss", "mm/dd/jjjj")  # fmt: skip

# How systems call a column, folded; the longest that a heading begins or ends with counts.
_CALLED: Mapping[str, tuple[str, ...]] = {
    "client_id": (
        "clientnummer", "clientnr", "clientid", "klantnummer", "klantnr", "bsn", "persoonsnummer",
        "burgerservicenummer", "relatienummer", "subjectnummer", "subjectnr", "administratienummer",
        "anummer", "dossiernummer", "clientcode", "deelnemernummer", "kandidaatnummer", "client",
    ),
    "start": (
        "startdatum", "begindatum", "datumstart", "datumbegin", "ingangsdatum", "datumingang",
        "aanvangsdatum", "datumaanvang", "startdatumtraject", "datvan", "datumvan", "van", "begin",
        "startdatumuitkering", "toekenningsdatum", "aanmelddatum", "start",
    ),
    "end": (
        "einddatum", "datumeinde", "eindedatum", "beeindigingsdatum", "datumbeeindiging", "dattot",
        "uitstroomdatum", "datumuitstroom", "datumtot", "tot", "einde", "einddatumtraject",
        "einddatumuitkering", "sluitingsdatum", "afsluitdatum", "tm",
    ),
    "destination": (
        "redeneinde", "redenbeeindiging", "beeindigingsreden", "uitstroomreden", "redenuitstroom",
        "eindreden", "redenafsluiting", "uitstroombestemming", "uitstroomnaar", "redenbeeind",
        "codereden", "redencode", "uitstroom", "resultaat", "reden",
    ),
    "birth_year": ("geboortejaar", "geboortedatum", "gebdatum", "datumgeboorte", "gebdat"),
    "date": ("meetdatum", "datummeting", "peildatum", "datum"),
    "rung": ("trede", "participatietrede", "ladder", "treden"),
    "kind": ("soortmeting", "typemeting"),
}  # fmt: skip
_TABLES = {
    "measurements": ("client_id", "date", "kind", "rung", "birth_year"),
    "spells": ("client_id", "start", "end", "destination", "birth_year"),
}


def suggest_mapping(export: Export, library: Library) -> str:
    """The text of a mapping.yaml; what a person has to fill in says so."""
    faults = FaultList()
    names, rows = _heading(export.first_rows(faults), faults)
    values = {name: [row[at] for row in rows if at < len(row)] for at, name in enumerate(names)}
    ours = _ours(names)
    table = "measurements" if {"rung"} <= set(ours) else "spells"
    chosen = {name: ours[name] for name in _TABLES[table] if name in ours}
    groups = _groups(values, set(ours.values()))
    lines = [*_about(table), f"{table}:", "  columns:"]
    for name in _TABLES[table]:
        if name in chosen:
            lines.append(f"    {name}: {_yaml(chosen[name])}")
        elif name not in ("birth_year", "kind"):
            lines.append(f'    {name}: "{PLACEHOLDER}: de kolom van de export"')
    lines += [f"    {name}: {_yaml(theirs)}" for name, theirs in groups.items()]
    if table == "measurements" and "kind" not in chosen:
        lines.append("  fixed: {kind: measured}")
    lines += _dates([values[chosen[name]] for name in ("start", "end", "date") if name in chosen])
    if "destination" in chosen:
        lines += _codes(values[chosen["destination"]], library)
    return "\n".join(lines) + "\n"


def _heading(rows: Iterator[Sequence[str]], faults: FaultList) -> tuple[list[str], list[list[str]]]:
    """The row that names most columns we know, or else the first of the widest; and those below."""
    top = [[tidy(cell) for cell in row] for row in islice(rows, 50)]
    faults.stop()
    if not any(map(any, top)):
        raise InputError("The export holds no rows. Export it again.")
    best = max(top, key=lambda row: (len(_ours(row)), sum(map(bool, row))))
    below = chain(top[top.index(best) + 1 :], ([tidy(c) for c in row] for row in rows))
    sample = [row for row in islice(below, _SAMPLE) if any(row)]
    faults.stop()
    return [name or f"kolom {at}" for at, name in enumerate(best, start=1)], sample


def _ours(names: Sequence[str]) -> dict[str, str]:
    """Our columns with the heading that is most like each; a heading stands for one of ours."""
    scored = []
    for ours, called in _CALLED.items():
        for name in names:
            plain = re.sub(r"[^a-z0-9]", "", folded(name))
            for rank, word in enumerate(called):
                if plain == word:
                    scored.append((0, rank, ours, name))
                elif len(word) > 4 and (plain.startswith(word) or plain.endswith(word)):
                    scored.append((1, rank, ours, name))
    found: dict[str, str] = {}
    for _, _, ours, name in sorted(scored):
        if ours not in found and name not in found.values():
            found[ours] = name
    return found


def _groups(values: Mapping[str, Sequence[str]], used: set[str]) -> dict[str, str]:
    """Columns with a few short values that are about nobody in particular."""
    found = {}
    for name, texts in values.items():
        distinct = sorted({text for text in texts if text})
        few = 2 <= len(distinct) <= MOST_VALUES and len(distinct) * 5 <= len(texts)
        if name in used or heading_problem(name) or not few:
            continue
        if all(len(text) <= LONGEST_VALUE for text in distinct) and not found_in_group(distinct):
            found[slug(name).replace("-", "_")] = name
    return found


def _about(table: str) -> list[str]:
    return [
        f"# Een voorstel: lees het na, en vul in waar {PLACEHOLDER} staat.",
        "evaluation:",
        f'  title: "{PLACEHOLDER}: naam van het programma"',
        f'  organisation: "{PLACEHOLDER}: wie het programma uitvoert"',
        f'  observed_until: "{PLACEHOLDER}: dag van de export, zoals 2024-12-31"',
        *(["  ladder: participatieladder"] if table == "measurements" else []),
    ]


def _dates(columns: Sequence[Sequence[str]]) -> list[str]:
    """The forms that fit all days, the fewest that do."""
    texts = {text for column in columns for text in column if text}
    fits = {form: {text for text in texts if _fits(text, form)} for form in _FORMS}
    forms: list[str] = []
    left = set(texts)
    while left and (best := max(_FORMS, key=lambda form: len(fits[form] & left))):
        if not fits[best] & left:
            break
        forms.append(best)
        left -= fits[best]
    return [f"  dates: [{', '.join(forms)}]"] if forms else []


def _fits(text: str, form: str) -> bool:
    try:
        day_reader((form,), iso=False)(text)
    except CellError:
        return False
    return True


def _codes(texts: Sequence[str], library: Library) -> list[str]:
    """What the national list and our own names say of each code; the rest is to be filled in."""
    counted = Counter(text for text in texts if text)
    lines = ["  codes:", "    destination:"]
    for text in sorted(counted):
        if may_be_shown(text, counted[text]):
            ours = _destination(text, library) or f"{PLACEHOLDER}: code van destinations.csv"
            lines.append(f"      {_yaml(text)}: {_yaml(ours)}")
    return lines if len(lines) > 2 else []


def _destination(text: str, library: Library) -> str:
    plain = folded(text)
    for reason in library.end_reasons:
        if text.zfill(2) == reason.code or plain == folded(reason.label):
            return reason.destination
    for item in library.destinations.values():
        if item.grouping != "total" and plain in (folded(item.label), folded(item.code)):
            return item.code
    return ""


def _yaml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
