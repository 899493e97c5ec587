"""datapackage.json: describes the published tables (Frictionless Data Package, version 1)."""

from __future__ import annotations

from typing import Any

from evalutils.book.collected_figures import REQUIRED, WHOLE
from evalutils.book.published_csv import NEUTRAL
from evalutils.contracts import audit_table
from evalutils.contracts.key_figures import COLUMNS, NUMERIC, STATUSES


def data_package(version: str) -> dict[str, Any]:
    """The descriptor of the published data, with the version of the package that computed them.

    See Frictionless Data, Data Package and Table Schema, version 1,
    https://specs.frictionlessdata.io/.
    """
    return {
        "profile": "tabular-data-package",
        "name": "evaluatieboek-participatie",
        "title": "Evaluatieboek participatie",
        "description": "Elk cijfer in het boek, en elke controle van een gepubliceerd cijfer. "
        + NEUTRAL,
        "version": version,
        "resources": [
            _table("key_figures", "Kengetallen", [_key_figure(name) for name in COLUMNS]),
            _table("audit", "Controle van gepubliceerde cijfers", _audit()),
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
        "schema": {
            "fields": fields,
            "missingValues": [""],
        },
    }


def _audit() -> list[dict[str, Any]]:
    closed = {"kind": audit_table.KINDS, "verdict": audit_table.VERDICTS}
    return [
        {
            "name": name,
            "type": "number" if name in audit_table.NUMERIC else "string",
            "description": description,
            **({"constraints": {"enum": list(closed[name])}} if name in closed else {}),
        }
        for name, description in audit_table.COLUMNS.items()
    ]


def _key_figure(name: str) -> dict[str, Any]:
    kind = "integer" if name in WHOLE else "number" if name in NUMERIC else "string"
    field: dict[str, Any] = {"name": name, "type": kind, "description": COLUMNS[name]}
    constraints: dict[str, Any] = {}
    if name in REQUIRED:
        constraints["required"] = True
    if name == "status":
        constraints["enum"] = list(STATUSES)
    if constraints:
        field["constraints"] = constraints
    return field
