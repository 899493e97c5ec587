"""The key figures of a page: a table for readers, rows for key_figures.csv."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evalutils.chapters import OWN, Chapter
from evalutils.contracts.key_figures import COLUMNS, MIME_TYPE
from evalutils.disclosure import Publishable
from evalutils.display import Shown
from evalutils.frames import records
from evalutils.keys import EvaluationKey
from evalutils.seal import Bundle
from evalutils.show import page_figures

# What the name of a figure of a researcher's own begins with.
OWN_FIGURES = "own."


@dataclass(frozen=True)
class KeyFigures(Shown):
    """The key figures of a page: a table for readers, records for key_figures.csv."""

    frame: pd.DataFrame

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        shown, _ = page_figures.table(self.frame)._repr_mimebundle_()
        return self.bundle({MIME_TYPE: records(self.frame), **shown})


def key_figure_rows(
    published: list[Publishable], key: EvaluationKey, chapter: Chapter, sources: tuple[str, ...]
) -> pd.DataFrame:
    """Rows of key_figures.csv; a figure without a source of its own gets the evaluation's."""
    frames = [item.key_figures for item in published if len(item.key_figures)]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    frame = pd.concat(frames, ignore_index=True)
    if chapter.published_as == OWN:  # the others stand on the pages of their chapters
        frame = frame[frame["indicator"].str.startswith(OWN_FIGURES)].reset_index(drop=True)
    names = (key.municipality, key.programme, key.period, chapter.published_as)
    for column, value in zip(COLUMNS, names, strict=False):
        frame[column] = value
    frame["source"] = frame["source"].astype("object").fillna(" ".join(sources))
    return frame[list(COLUMNS)]


def own_row(
    indicator: str, value: float, *, unit: str, method: str, group: str, n: float | None
) -> pd.DataFrame:
    """The row of a figure of a researcher's own; one without a value was left out."""
    row = {
        "indicator": indicator,
        "group": group,
        "value": value,
        "lower": float("nan"),
        "upper": float("nan"),
        "n": float("nan") if n is None else float(n),
        "unit": unit,
        "method": method,
        "status": "suppressed" if pd.isna(value) else "computed",
        "source": None,
    }
    return pd.DataFrame([row])
