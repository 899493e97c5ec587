"""Proposes a mapping from the headings and values of an export, for a person to correct.

Only codes are shown, and of these only those that can be about nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evalutils.contracts.export_mapping import IMPORTED
from evalutils.contracts.texts import PLACEHOLDER
from evalutils.dataset.faults import CellError, FaultList, folded, quoted
from evalutils.dataset.group_columns import LONGEST_VALUE, MOST_VALUES
from evalutils.dataset.library import Library
from evalutils.dataset.reading.plain_text import tidy
from evalutils.errors import InputError
from evalutils.identifiers.person_headings import heading_problem
from evalutils.identifiers.scan import found_in_group
from evalutils.intake.day_formats import day_reader
from evalutils.intake.exports import Export, Sample
from evalutils.intake.known_headings import our_columns
from evalutils.intake.row_parts import NOTES
from evalutils.intake.suggested_codes import arm_lines, destination_lines, in_yaml
from evalutils.keys import slug

_SAMPLE = 5_000
_FORMS = ("dd-mm-jjjj", "jjjj-mm-dd", "jjjjmmdd", "dd/mm/jjjj", "dd.mm.jjjj", "ddmmjjjj",
          "dd-mm-jjjj uu:mm", "dd-mm-jjjj uu:mm:ss", "mm/dd/jjjj")  # fmt: skip
# Of each table its columns, and without which of these it is not that table.
_TABLES = {
    "measurements": (("client_id", "date", "kind", "rung", "birth_year"), {"client_id", "rung"}),
    "spells": (
        ("client_id", "start", "end", "destination", "birth_year", "arm", "groups_date"),
        {"client_id", "start"},
    ),
    "benefits": (("client_id", "start", "end"), {"client_id", "start"}),
}
_OPTIONAL = ("birth_year", "kind", "arm", "groups_date")
# What columns of counts are called, folded; a code begins with a nought sooner than a count.
_COUNTS = re.compile(
    "aantal|deelnemers|personen|mensen|gestart|bereikt|instroom|uitstroom|aan het werk|count|people"
)
_WHOLE = re.compile(r"0|[1-9]\d{0,5}")
_OF_BENEFITS = re.compile("uitkering|bijstand")
_CODE = re.compile(r"(?:\w*code|nr|nummer|id)")
_LABEL = re.compile(r"(?:omschrijving|betekenis|naam|label|tekst|reden\w*)")


@dataclass(frozen=True)
class _Found:
    """A table of an export: where it stands, its headings, values, and columns like ours."""

    sample: Sample
    values: Mapping[str, Sequence[str]]
    ours: Mapping[str, str]

    @property
    def place(self) -> str:
        """How a remark names it."""
        parts = [("bestand", self.sample.file), ("blad", self.sample.sheet)]
        return ", ".join(f"{what} {quoted(name)}" for what, name in parts if name)

    @property
    def table(self) -> str:
        """Which of our tables it is; empty when none."""
        names = [name for name, (_, needed) in _TABLES.items() if needed <= set(self.ours)]
        about = folded(f"{self.sample.file} {self.sample.sheet} {self.ours.get('start', '')}")
        if "benefits" in names and "destination" not in self.ours and _OF_BENEFITS.search(about):
            return "benefits"
        return names[0] if names else ""

    @property
    def labels(self) -> dict[str, str]:
        """What codes mean, when it is a list of these; else nothing."""
        plain = {re.sub("[^a-z]", "", folded(name)): name for name in self.values}
        code = next((name for word, name in plain.items() if _CODE.fullmatch(word)), "")
        label = next((n for word, n in plain.items() if n != code and _LABEL.fullmatch(word)), "")
        if "client_id" in self.ours or not code or not label:
            return {}
        return dict(zip(self.values[code], self.values[label], strict=False))


def suggest_mapping(export: Export, library: Library) -> str:
    """The text of a mapping.yaml; what a person has to fill in says so.

    Of several files or sheets each that holds clients gets its table, and one that lists what
    codes mean is used for these.

    Raises
    ------
    InputError
        When there are no rows, or counts and no clients.
    """
    faults = FaultList()
    samples = export.samples(_SAMPLE + NOTES, faults)
    faults.stop()
    found = [_found(sample) for sample in samples if any(map(any, sample.rows))]
    if not found:
        raise InputError("The export holds no rows. Export it again.")
    _refuse_counts(found)
    labels = {code: text for one in found for code, text in one.labels.items()}
    best: dict[str, _Found] = {}
    for one in found:
        if one.table and len(one.ours) > len(best[one.table].ours if one.table in best else ()):
            best[one.table] = one
    best = best or {"spells": max(found, key=lambda one: len(one.ours))}
    lines = _about(with_ladder="measurements" in best)
    for name in IMPORTED:
        if name in best:
            lines += _table_lines(name, best[name], labels, library)
    used = [id(one) for one in best.values()]
    lines += [
        f"# {one.place}: niet gebruikt. Het past bij geen tabel, of bij een die er al is."
        for one in found
        if id(one) not in used and not one.labels
    ]
    return "\n".join(lines) + "\n"


def _refuse_counts(found: Sequence[_Found]) -> None:
    """Counts of people need no mapping: a workbook has a sheet for each table of them."""
    counts = [
        name
        for one in found
        for name, texts in one.values.items()
        if _COUNTS.search(folded(name)) and all(map(_WHOLE.fullmatch, filter(None, texts)))
    ]
    if counts and not any("client_id" in one.ours for one in found):
        raise InputError(
            f"The export has counts, in column {quoted(counts[0])}, and no column with the number "
            "of a client. A mapping is for clients only, with a row for each. Run 'evalutils new "
            "MUNICIPALITY PROGRAMME PERIOD --excel' for a workbook with a sheet for each table of "
            "counts, such as exits, instruments, arms and panel, and type or paste these there."
        )


def _found(sample: Sample) -> _Found:
    """The row that names most columns we know, or else the first of the widest; and those below."""
    rows = [[tidy(cell) for cell in row] for row in sample.rows]
    best = max(rows[:NOTES], key=lambda row: (len(our_columns(row)), sum(map(bool, row))))
    below = [row for row in rows[rows.index(best) + 1 :] if any(row)]
    names = [name or f"kolom {at}" for at, name in enumerate(best, start=1)]
    values = {name: [row[at] for row in below if at < len(row)] for at, name in enumerate(names)}
    return _Found(sample, values, our_columns(names))


def _table_lines(
    table: str, found: _Found, labels: Mapping[str, str], library: Library
) -> list[str]:
    columns, ours = _TABLES[table][0], found.ours
    lines = [f"{table}:"]
    lines += [f"  file: {in_yaml(found.sample.file)}"] if found.sample.file else []
    lines += [f"  sheet: {in_yaml(found.sample.sheet)}"] if found.sample.sheet else []
    lines.append("  columns:")
    for name in columns:
        if name in ours:
            lines.append(f"    {name}: {in_yaml(ours[name])}")
        elif name not in _OPTIONAL:
            lines.append(f'    {name}: "{PLACEHOLDER}: de kolom van de export"')
    if table != "benefits":  # it has no groups
        groups = _groups(found.values, set(ours.values()))
        lines += [f"    {name}: {in_yaml(theirs)}" for name, theirs in groups.items()]
    if table == "measurements" and "kind" not in ours:
        lines.append("  fixed: {kind: measured}")
    if "registered" in ours:
        lines.append(f"  registered: {in_yaml(ours['registered'])}")
    days = ("start", "end", "date", "registered", "groups_date")
    lines += _dates([found.values[ours[name]] for name in days if name in ours])
    codes = []
    if table == "spells" and "destination" in ours:
        codes += destination_lines(found.values[ours["destination"]], labels, library)
    if table == "spells" and "arm" in ours:
        codes += arm_lines(found.values[ours["arm"]])
    return [*lines, "  codes:", *codes] if codes else lines


def _groups(values: Mapping[str, Sequence[str]], used: set[str]) -> dict[str, str]:
    """Columns with a few short values that are about nobody in particular."""
    found = {}
    for name, texts in values.items():
        distinct = sorted({text for text in texts if text})
        few = 2 <= len(distinct) <= MOST_VALUES and len(distinct) * 5 <= len(texts)
        if name in used or heading_problem(name) or not few:
            continue
        if all(len(text) <= LONGEST_VALUE for text in distinct) and not found_in_group(
            distinct, slug(name).replace("-", "_")
        ):
            found[slug(name).replace("-", "_")] = name
    return found


def _about(*, with_ladder: bool) -> list[str]:
    return [
        f"# Een voorstel: lees het na, en vul in waar {PLACEHOLDER} staat.",
        "evaluation:",
        f'  title: "{PLACEHOLDER}: naam van het programma"',
        f'  organisation: "{PLACEHOLDER}: wie het programma uitvoert"',
        f'  observed_until: "{PLACEHOLDER}: dag van de export, zoals 2024-12-31"',
        *(["  ladder: participatieladder"] if with_ladder else []),
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
