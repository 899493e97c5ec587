"""An evaluation and its library in memory."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from evalutils.contracts.parameters import Parameter
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Destination, LadderScheme, Library, Rung
from evalutils.keys import EvaluationKey


def evaluation(
    key: str = "almelo/werkfit/2020", disclosure: str = "published", **tables: pd.DataFrame
) -> Evaluation:
    """An evaluation with these tables."""
    columns: dict[str, Any] = {"disclosure": disclosure}
    return Evaluation(
        key=EvaluationKey(*key.split("/")),
        folder=Path("nergens"),
        title=f"Programma {key.split('/')[1]}",
        description="",
        municipality_name=key.split("/")[0].capitalize(),
        municipality_code=None,
        organisation="Gemeente Almelo",
        period_start=date(2020, 1, 1),
        period_end=date(2020, 12, 31),
        period_label="heel 2020",
        ladder=None,
        evidence="none",
        sources=("verslag-2020", "bijlage-2020"),
        tables=tables,
        **columns,
    )


def parameter(key: str, value: float) -> Parameter:
    return Parameter(key, "", "person", {date(2020, 1, 1): value}, "titel", "https://example.org")


LIBRARY = Library(
    sources={},
    ladders={"proef": LadderScheme("proef", "Proef", "1", (Rung(1, "een", "regel"),))},
    destinations={
        code: Destination(code, label, grouping, "")
        for code, label, grouping in (
            ("total", "alle uitstroom samen", "total"),
            ("paid_work", "betaald werk", "work"),
            ("sheltered_work", "beschut werk", "work_with_support"),
            ("moved", "verhuisd", "administrative"),
        )
    },
    parameters={
        key: parameter(key, value)
        for key, value in (
            ("disclosure_threshold", 10),
            ("disclosure_rounding", 5),
            ("disclosure_dominance", 90),
            ("disclosure_p_percent", 10),
        )
    },
)
