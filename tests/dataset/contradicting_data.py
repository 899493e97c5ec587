"""Evaluations whose tables contradict each other, published and new."""

import csv
import io
from pathlib import Path

from small_data import DESTINATIONS, EVALUATION, KEY, faults_of, load_one, write_data

from evalutils.contracts.tables import TABLES

MORE = "education,opleiding,education,\nnot_started,niet gestart,dropout,\n"


def data_of(folder: Path, *, published: bool, assumptions: str = "", **tables: str) -> Path:
    """The small data folder with these tables, each row as ``column=value column=value``."""
    data = write_data(folder, **{name: text_of(name, rows) for name, rows in tables.items()})
    (data / "codelists" / "destinations.csv").write_text(DESTINATIONS + MORE, encoding="utf-8")
    word = "published" if published else "protected"
    text = EVALUATION.replace("disclosure: published", f"disclosure: {word}")
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    if assumptions:
        (data / KEY / "assumptions.yaml").write_text(assumptions, encoding="utf-8")
    return data


def text_of(table: str, rows: str) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, [column.name for column in TABLES[table].all_columns], restval="")
    writer.writeheader()
    for line in rows.strip().splitlines():
        writer.writerow(dict(cell.strip().split("=", 1) for cell in line.split("|")))
    return file.getvalue()


def found(folder: Path, **tables: str) -> list[tuple[str, float, float]]:
    """Kind, published and computed number of each finding; the same are faults when new."""
    findings = load_one(data_of(folder / "a", published=True, **tables)).contradictions
    faults = faults_of(data_of(folder / "b", published=False, **tables))
    assert len(faults) == len({item.problem for item in findings})
    assert all(item.problem in " ".join(faults) for item in findings)
    return [(item.kind, item.published, round(item.computed, 1)) for item in findings]


def impossible(folder: Path, **tables: str) -> str:
    """The one fault that a published evaluation gets as well as a new one."""
    (fault,) = faults_of(data_of(folder / "a", published=True, **tables))
    assert faults_of(data_of(folder / "b", published=False, **tables)) == [fault]
    return fault
