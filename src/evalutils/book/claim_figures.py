"""The figures that a source prints, as rows of key_figures.csv."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from evalutils.book import site
from evalutils.book.published_tables import Row, published_row
from evalutils.contracts.fixed_names import html_address
from evalutils.contracts.indicators import PRINTED, label_of
from evalutils.contracts.key_figures import AS_PUBLISHED, CLAIMS, STATUSES, figure_ids
from evalutils.contracts.qualifiers import INEXACT
from evalutils.contracts.units import UNITS
from evalutils.dataset.evaluation import Evaluation
from evalutils.frames import records
from evalutils.keys import claim_anchor


def claim_figures(evaluation: Evaluation) -> list[Row]:
    """One row per figure that the page of an evaluation shows; of protected data it shows none."""
    claims = evaluation.tables.get("claims")
    if claims is None or evaluation.disclosure == "protected":
        return []
    place = {**asdict(evaluation.key), "analysis": CLAIMS, "synthetic": told(evaluation.synthetic)}
    page = site.evaluation_file(evaluation.key)
    found = records(claims.reset_index(names="row"))
    ids = figure_ids(f"{evaluation.key.slug}--{CLAIMS}", ((PRINTED, one["claim"]) for one in found))
    return [
        published_row(
            _figure(claim, evaluation.sources[0]) | {"id": one},
            {**place, "page": html_address(page, claim_anchor(claim["claim"], claim["row"]))},
            f"{evaluation.key}, claim '{claim['claim']}'",
            page,
        )
        for claim, one in zip(found, ids, strict=True)
    ]


def told(invented: bool) -> str:
    """Whether clients are invented, as the table tells it."""
    return "true" if invented else "false"


def _figure(claim: Mapping[Any, Any], source: str) -> dict[str, Any]:
    status = claim["qualifier"] if claim["qualifier"] in INEXACT else "published"
    return {
        "indicator": PRINTED,
        "group": claim["claim"],
        "value": claim["value"],
        "unit": claim["unit"],
        "method": AS_PUBLISHED,
        "status": status,
        "source": claim["source"] or source,
        "locator": claim["locator"],
        "note": claim["note"],
        "rows": f"claims:{claim['row']}",
        "figure_label": claim["quantity"],
        "indicator_label": label_of(PRINTED),
        "group_label": claim["quantity"],
        "unit_label": UNITS[claim["unit"]].label,
        "status_label": STATUSES[status],
    }
