"""The published tables: rows that executed notebooks carry, as CSV, and what describes them."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from evalutils.contracts import audit_table, key_figures
from evalutils.contracts.fixed_names import html_address
from evalutils.contracts.indicators import definition_of
from evalutils.contracts.key_figures import CARRIED, COLUMNS, KEY, NUMERIC, SAYS, STATUSES
from evalutils.errors import BuildError
from evalutils.literal import csv_cell
from evalutils.show.page_figures import MOST_SHOWN

Row = dict[str, Any]

REQUIRED = ("analysis", "indicator", "status")
WHOLE = ("n",)
# Said where the files are described.
NEUTRAL = (
    "Begint een tekst met =, +, - of @, al dan niet na een puntkomma in die tekst, dan staat er "
    "een enkel aanhalingsteken (') voor. Zo ziet een rekenblad er geen formule in. Getallen "
    "krijgen geen aanhalingsteken."
)


class Checks(NamedTuple):
    """How many figures of an evaluation were checked and how many of them do not add up."""

    checked: int
    inconsistent: int


def harvest(notebook: Path, place: Mapping[str, str], name: str, page: str = "") -> list[Row]:
    """Read the key figures from an executed notebook: one row each, with every column of the table.

    `place` holds the columns that are the same on every row, e.g. municipality and analysis; `name`
    is how messages name the notebook, and `page` is the source file of its page. A figure that
    breaks the form of the table is a BuildError.
    """
    rows = []
    for found in _carried(notebook, key_figures.MIME_TYPE):
        for number, figure in enumerate(found):
            where = f"{name}, key figure '{figure.get('indicator', '?')}'"
            row = published_row(figure, place, where, page)
            if page and number >= MOST_SHOWN:
                row["page"] = html_address(page)  # it has no row of its own there
            rows.append(row)
    return rows


def harvest_audit(notebook: Path) -> list[Row]:
    """Read the rows of audit.csv from the executed audit notebook.

    BuildError: it carries none, or a row breaks the form of the published table.
    """
    found = list(_carried(notebook, audit_table.MIME_TYPE))
    if len(found) != 1:
        raise BuildError(f"{notebook.name}: shows the records of the audit {len(found)} times.")
    rows: list[Row] = found[0]
    columns, kinds, verdicts = audit_table.COLUMNS, audit_table.KINDS, audit_table.VERDICTS
    for row in rows:
        if set(row) != set(columns):
            raise BuildError(f"{notebook.name}: the columns are {', '.join(columns)}.")
        if row["kind"] not in kinds or row["verdict"] not in verdicts:
            raise BuildError(f"{notebook.name}, claim '{row['claim']}': unknown kind or verdict.")
    return rows


def _carried(notebook: Path, mime_type: str) -> Iterator[list[Row]]:
    """What the cells of a notebook carry for programs, by type."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            if mime_type in output.get("data", {}):
                yield output["data"][mime_type]


def published_row(
    figure: Mapping[str, Any], place: Mapping[str, str], where: str, page: str
) -> Row:
    """A figure as a row of the table, with what it means and where it stands.

    `where` is how messages name it.
    """
    unknown = sorted(set(figure) - set(CARRIED))
    if unknown:
        raise BuildError(f"{where}: unknown column {', '.join(unknown)}. Use {', '.join(CARRIED)}.")
    for column, value in place.items():
        if figure.get(column) not in (None, "", value):
            raise BuildError(f"{where}: {column} is '{figure[column]}' on a page of '{value}'.")
    address = html_address(page, str(figure.get("id") or "")) if page else ""
    told = {"definition": definition_of(str(figure.get("indicator"))), "page": address}
    merged = {**told, **figure, **place}
    row = {column: _cell(merged.get(column), column, where) for column in COLUMNS}
    shown = [row[column] is not None for column in ("value", "lower", "upper")]
    if row["status"] == "suppressed" and any(shown):
        raise BuildError(f"{where}: a suppressed figure must have no value, lower or upper.")
    return row


def _cell(value: object, column: str, where: str) -> str | int | float | None:
    if value is None or value == "":
        if column in REQUIRED:
            raise BuildError(f"{where}: {column} is empty.")
        return None
    if column == "status" and value not in STATUSES:
        raise BuildError(f"{where}: status '{value}' is not one of {', '.join(STATUSES)}.")
    if column not in NUMERIC:
        return str(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise BuildError(f"{where}: {column} '{value}' is not a number.")
    if column in WHOLE and value != int(value):
        raise BuildError(f"{where}: {column} {value} is not a whole number.")
    return int(value) if value == int(value) else value


def distinct(rows: Iterable[Row]) -> list[Row]:
    """Keep one of every figure, in order of first appearance; two that differ are a BuildError."""
    seen: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[column] for column in KEY)
        if any(seen.setdefault(key, row)[column] != row[column] for column in SAYS):
            where = "/".join(str(part) for part in key[:4] if part)
            raise BuildError(
                f"{where}: key figure '{row['indicator']}' [{row['group'] or ''}] has two "
                "different values. Give each its own group."
            )
    return list(seen.values())


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


def csv_text(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows as CSV: comma, decimal point, an empty cell for a missing value.

    Texts stand on one line and no spreadsheet takes one for a formula; numbers stay numbers.
    """
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _plain(value) for name, value in row.items()})
    return buffer.getvalue()


def _plain(value: object) -> object:
    """A text that is no formula; a number without what depends on the processor or a library."""
    if isinstance(value, float):
        short = float(f"{value:.12g}")
        return int(short) if short.is_integer() else short
    return csv_cell(value) if isinstance(value, str) else value


def audit_csv(rows: Sequence[Row]) -> str:
    """The table as CSV."""
    columns = audit_table.COLUMNS
    return csv_text(columns, ({name: row[name] for name in columns} for row in rows))


def data_package(title: str, version: str) -> dict[str, Any]:
    """The content of datapackage.json: title of the book, version of what computed the data.

    See Frictionless Data, Data Package and Table Schema, version 1, https://specs.frictionlessdata.io/.
    """
    figures = [_key_figure(name, text) for name, text in COLUMNS.items()]
    checks = [_audited(name, text) for name, text in audit_table.COLUMNS.items()]
    return {
        "profile": "tabular-data-package",
        "name": "evaluatieboek-participatie",
        "title": title,
        "description": "Elk cijfer in het boek, en elke controle van een gepubliceerd cijfer. "
        + NEUTRAL,
        "version": version,
        "resources": [
            _table("key_figures", "Kengetallen", figures),
            _table("audit", "Controle van gepubliceerde cijfers", checks),
        ],
    }


def _table(name: str, title: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _key_figure(name: str, description: str) -> dict[str, Any]:
    numeric = "integer" if name in WHOLE else "number" if name in NUMERIC else "string"
    kind = "boolean" if name == "synthetic" else numeric
    required = {"required": True} if name in REQUIRED else {}
    return _field(name, kind, description, required, STATUSES if name == "status" else ())


def _audited(name: str, description: str) -> dict[str, Any]:
    kind = "number" if name in audit_table.NUMERIC else "string"
    closed = {"kind": audit_table.KINDS, "verdict": audit_table.VERDICTS}
    return _field(name, kind, description, {}, closed.get(name, ()))


def _field(
    name: str, kind: str, description: str, constraints: dict[str, Any], choices: Iterable[str]
) -> dict[str, Any]:
    constraints = {**constraints, **({"enum": list(choices)} if choices else {})}
    field = {"name": name, "type": kind, "description": description}
    return {**field, "constraints": constraints} if constraints else field
