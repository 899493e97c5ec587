"""A data folder as small as the contract allows, to put one thing in."""

from pathlib import Path

import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.reading.typed_table import read_table
from evalutils.errors import DataError
from pseudonymised import with_pseudonyms

KEY = "almelo/werkfit/2025"

SOURCES = """\
jaarverslag:
  title: Jaarverslag
  publisher: Gemeente Almelo
  published: 2025
  description: Verslag over een jaar.
"""

LADDER = """\
title: Ladder met drie treden
version: 1
rungs:
  1: {label: laag, rule: a}
  2: {label: midden, rule: b}
  3: {label: hoog, rule: c}
"""

DESTINATIONS = """\
code,label,grouping,description
total,alle uitstroom samen,total,
paid_work,betaald werk,work,
"""

PARAMETER = """\
description: Een grens.
unit: person
values: {2023-01-01: 10}
reference: {title: Handboek, href: https://example.org}
"""

EVALUATION = """\
title: Werkfit
municipality: {name: Almelo, code: GM0141}
organisation: Gemeente Almelo
period: {start: 2025-01-01, end: 2025-12-31, label: heel 2025}
ladder: drie-treden
disclosure: published
evidence: none
sources: [jaarverslag]
"""


def write_data(data_dir: Path, **files: str) -> Path:
    """Write the folder with one evaluation; `files` are its tables, as ``exits="..."``."""
    texts = {
        "sources.yaml": SOURCES,
        "ladders/drie-treden.yaml": LADDER,
        "codelists/destinations.csv": DESTINATIONS,
        "parameters/disclosure_threshold.yaml": PARAMETER,
        "parameters/disclosure_rounding.yaml": PARAMETER,
        f"{KEY}/evaluation.yaml": EVALUATION,
    }
    clients = {name for name, table in TABLES.items() if table.client_level}
    texts |= {
        f"{KEY}/{name}.csv": with_pseudonyms(text) if name in clients else text
        for name, text in files.items()
    }
    for name, text in texts.items():
        path = data_dir / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return data_dir


def load_one(data_dir: Path) -> Evaluation:
    (evaluation,) = load_evaluations(data_dir)
    return evaluation


def faults_of(data_dir: Path) -> list[str]:
    """The messages about a data folder, without the place of the evaluation."""
    try:
        load_evaluations(data_dir)
    except DataError as error:
        return [fault.removeprefix(f"{KEY}/") for fault in error.faults]
    return []


def read(path: Path, table: str) -> tuple[pd.DataFrame | None, list[str]]:
    """A table read by itself, and what is wrong with it as ``row column problem``."""
    faults = FaultList()
    frame = read_table(path, TABLES[table], faults.of(path.name))
    return frame, [f"{fault.row} {fault.column} {fault.problem}" for fault in faults.faults]
