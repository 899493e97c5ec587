"""An invented evaluation before it is written: what its files will hold."""

import csv
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

Rows = list[dict[str, Any]]
SOURCE = "invented"


@dataclass
class Draft:
    """One evaluation folder."""

    key: str
    about: dict[str, Any]
    tables: dict[str, Rows] = field(default_factory=dict)
    assumptions: dict[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> date:
        day: date = self.about["period"]["start"]
        return day

    @property
    def end(self) -> date:
        day: date = self.about["period"]["end"]
        return day

    def rows(self, table: str) -> Rows:
        return self.tables.get(table, [])

    def write(self, data_dir: Path) -> None:
        folder = data_dir / self.key
        folder.mkdir(parents=True)
        write_yaml(folder / "evaluation.yaml", self.about)
        if self.assumptions:
            write_yaml(folder / "assumptions.yaml", self.assumptions)
        for name, rows in self.tables.items():
            write_table(folder / f"{name}.csv", name, rows)


def write_yaml(path: Path, content: dict[str, Any]) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(text, encoding="utf-8")


def write_table(path: Path, name: str, rows: Rows) -> None:
    from evalutils.contracts.tables import TABLES

    known = [column.name for column in TABLES[name].all_columns if not column.may_be_absent]
    columns = list(dict.fromkeys([*known, *(column for row in rows for column in row)]))
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


def _cell(value: object) -> object:
    """A cell as a spreadsheet saves it: 12.345 could be read as thousands."""
    if isinstance(value, float):
        text = f"{value:.6f}".rstrip("0").rstrip(".")
        return f"{text}0" if len(text.partition(".")[2]) == 3 else text
    return str(value).lower() if isinstance(value, bool) else value
