"""Writes what was taken in: the tables of an evaluation, and the files that say what it is."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from evalutils.contracts.import_record import IMPORT_RECORD, KEY_CHECK
from evalutils.contracts.tables import TABLES
from evalutils.dataset.find import CLIENT_SUFFIXES, IMPORT_FILE
from evalutils.dataset.municipalities import KnownMunicipality, called, of_folder
from evalutils.dataset.new_evaluation import source_key
from evalutils.dataset.period_names import NamedPeriod
from evalutils.errors import InputError
from evalutils.intake.client_rows import NO_DAY, ClientRows
from evalutils.intake.mapping import ImportMapping
from evalutils.keys import EvaluationKey

_ROWS = 100_000
# Of clients in two arms; only a person can say that a lot decided.
COMPARES = "comparison  # randomised als een loting bepaalde wie in welke groep kwam"
_EVALUATION = """\
# Gemaakt met evalutils import. Cliënten staan onder een pseudoniem in de tabellen.
title: {title}
municipality: {{name: {name}, code: {code}}}
organisation: {organisation}
period: {{start: {start}, end: {end}, label: {label}}}
observed_until: {until}
ladder: {ladder}
disclosure: protected
evidence: {evidence}
sources: [{source}]
"""
_SOURCE = """\
{source}:
  title: {title}
  publisher: {organisation}
  published: "{until}"
  description: "Gegevens over cliënten uit het eigen systeem, ingelezen met evalutils import."
"""


def evaluation_text(
    mapping: ImportMapping,
    key: EvaluationKey,
    period: NamedPeriod,
    known: tuple[KnownMunicipality, ...],
) -> str:
    """The content of evaluation.yaml.

    Raises
    ------
    InputError
        When neither the mapping nor the name of the folder says which municipality it is.
    """
    found = of_folder(key.municipality, known, period.start, period.end)
    if mapping.place is None and len(found) != 1:
        raise InputError(
            f"'{key.municipality}' is not the name of one municipality in {period.label}. Write it "
            "in mapping.yaml: evaluation: {municipality: {name: ..., code: GM0153}}; null for a "
            "region."
        )
    place = mapping.place or {
        "name": called(found[0], key.municipality),
        "code": found[0].code,
    }
    text = _EVALUATION.format(
        title=_yaml(mapping.title),
        name=_yaml(place["name"]),
        code=place["code"] or "null",
        organisation=_yaml(mapping.organisation),
        start=period.start,
        end=period.end,
        label=_yaml(period.label),
        until=mapping.observed_until,
        ladder=mapping.ladder or "null",
        evidence=COMPARES if any("arm" in one.columns for one in mapping.tables) else "none",
        source=source_key(key),
    )
    return text + (f"description: {_yaml(mapping.description)}\n" if mapping.description else "")


def source_text(mapping: ImportMapping, key: EvaluationKey) -> str:
    """The entry of its document in sources.yaml."""
    return _SOURCE.format(
        source=source_key(key),
        title=_yaml(f"Export uit het cliëntsysteem: {mapping.title}"),
        organisation=_yaml(mapping.organisation),
        until=mapping.observed_until,
    )


def _yaml(text: str | None) -> str:
    # JSON text is YAML text: a name with a colon or a bracket stays a name.
    return json.dumps(text or "", ensure_ascii=False)


def write_tables(folder: Path, tables: Mapping[str, ClientRows]) -> None:
    """Write the tables in the place of those of the same name."""
    for name, rows in tables.items():
        for suffix in CLIENT_SUFFIXES:
            (folder / f"{name}{suffix}").unlink(missing_ok=True)
        _write_table(folder / f"{name}.csv", name, rows)


def write_record(folder: Path, counts: Mapping[str, Mapping[str, int]], check: str) -> None:
    """Write how many rows each table was made of; of other tables what stood there stays.

    InputError: those others have pseudonyms under another key, of which `check` tells.
    """
    path = folder / IMPORT_FILE
    before = recorded_in(folder)
    others = [name for name in before if name not in (*counts, KEY_CHECK)]
    if others and before.get(KEY_CHECK, check) != check:
        raise InputError(
            f"The other tables of this evaluation ({', '.join(others)}) have pseudonyms under "
            "another key: their clients would be others. Import all tables together, or give that "
            "key."
        )
    text = yaml.safe_dump({**before, **counts, KEY_CHECK: check}, sort_keys=False)
    path.write_text(f"# {IMPORT_RECORD.description}\n{text}", encoding="utf-8")
    path.chmod(0o600)  # it may hold a count of a few


def recorded_in(folder: Path) -> dict[str, Any]:
    """What the record of an import in a folder says; nothing when there is none."""
    path = folder / IMPORT_FILE
    return yaml.safe_load(path.read_text(encoding="utf-8")) or {} if path.exists() else {}


def under_another_key(folder: Path, check: str) -> list[str]:
    """The other periods of the programme of which the pseudonyms were made under another key."""
    beside = (path for path in sorted(folder.parent.iterdir()) if path.is_dir() and path != folder)
    return [path.name for path in beside if recorded_in(path).get(KEY_CHECK, check) != check]


def _write_table(path: Path, name: str, rows: ClientRows) -> None:
    """Write a table for this user alone."""
    known = [column.name for column in TABLES[name].columns]
    has = ["client_id", *rows.days, *rows.words]
    names = [column for column in known if column in has]
    names += [column for column in has if column not in known]
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        for at in range(0, len(rows), _ROWS):
            part = rows.take(np.arange(at, min(at + _ROWS, len(rows))))
            texts = _texts(part)
            writer.writerows(zip(*(texts[column] for column in names), strict=True))


def _texts(rows: ClientRows) -> dict[str, list[str]]:
    texts = {"client_id": rows.ids()}
    for name, days in rows.days.items():
        known = np.where(days == NO_DAY, 0, days).astype("int64").view("datetime64[D]")
        written = np.datetime_as_string(known)
        written[days == NO_DAY] = ""
        texts[name] = written.tolist()
    for name, own in rows.words.items():
        words = np.array([*own.texts, ""], dtype=object)  # -1 is the last one
        texts[name] = words[own.codes].tolist()
    return texts
