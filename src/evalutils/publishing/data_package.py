"""datapackage.json: describes the published tables (Frictionless Data Package, version 1)."""

from __future__ import annotations

from typing import Any

from evalutils.contracts.key_figures import COLUMNS, NUMERIC, STATUSES
from evalutils.publishing.key_figures import REQUIRED, WHOLE


def data_package(version: str) -> dict[str, Any]:
    """The descriptor of the published data.

    Parameters
    ----------
    version
        Version of the package that computed the figures.

    References
    ----------
    Frictionless Data, Data Package and Table Schema, version 1,
    https://specs.frictionlessdata.io/.
    """
    return {
        "profile": "tabular-data-package",
        "name": "evaluatieboek-participatie",
        "title": "Kengetallen van het Evaluatieboek participatie",
        "description": "Eén regel voor elk cijfer in het boek.",
        "version": version,
        "resources": [_key_figures()],
    }


def _key_figures() -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": "key_figures",
        "path": "key_figures.csv",
        "title": "Kengetallen",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(name) for name in COLUMNS],
            "missingValues": [""],
        },
    }


def _field(name: str) -> dict[str, Any]:
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
