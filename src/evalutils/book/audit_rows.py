"""The checks of published figures that the audit notebook carries, for audit.csv and the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evalutils.book.published_csv import csv_text
from evalutils.contracts.audit_table import COLUMNS, KINDS, MIME_TYPE, VERDICTS
from evalutils.errors import BuildError

Row = dict[str, Any]


class Checks(NamedTuple):
    """How many figures of an evaluation were checked and how many of them do not add up."""

    checked: int
    inconsistent: int


def harvest_audit(notebook: Path) -> list[Row]:
    """Read the rows of audit.csv from the executed audit notebook.

    BuildError: it carries none, or a row breaks the form of the published table.
    """
    content = json.loads(notebook.read_text(encoding="utf-8"))
    outputs = [output for cell in content["cells"] for output in cell.get("outputs", ())]
    found = [output["data"][MIME_TYPE] for output in outputs if MIME_TYPE in output.get("data", {})]
    if len(found) != 1:
        raise BuildError(f"{notebook.name}: shows the records of the audit {len(found)} times.")
    rows: list[Row] = found[0]
    for row in rows:
        if set(row) != set(COLUMNS):
            raise BuildError(f"{notebook.name}: the columns are {', '.join(COLUMNS)}.")
        if row["kind"] not in KINDS or row["verdict"] not in VERDICTS:
            raise BuildError(f"{notebook.name}, claim '{row['claim']}': unknown kind or verdict.")
    return rows


def audit_csv(rows: Sequence[Row]) -> str:
    """The table as CSV."""
    return csv_text(COLUMNS, ({name: _short(row[name]) for name in COLUMNS} for row in rows))


def checks_by_evaluation(rows: Sequence[Row]) -> Mapping[str, Checks]:
    """Checked and inconsistent claims per ``municipality/programme/period``.

    Contradictions in the tables are left out: of those only the failing ones are listed.
    """
    failing: dict[str, dict[str, bool]] = {}
    for row in (row for row in rows if row["kind"] != "table"):
        key = f"{row['municipality']}/{row['programme']}/{row['period']}"
        claims = failing.setdefault(key, {})
        wrong = row["verdict"] == "inconsistent"
        claims[row["claim"]] = claims.get(row["claim"], False) or wrong
    return {key: Checks(len(claims), sum(claims.values())) for key, claims in failing.items()}


def _short(value: object) -> object:
    """Whole numbers without decimals, others without floating-point noise."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(f"{value:.10g}")
    return value
