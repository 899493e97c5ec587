"""Exit shares of all evaluations side by side, each cleared under its own disclosure rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evalutils import dutch
from evalutils.contracts.vocabulary import MEASURES
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.library import Destination, Library, load_library
from evalutils.dataset.load import load_evaluations
from evalutils.disclosure import Publishable, publish
from evalutils.outflow import destinations
from evalutils.pipeline import disclosure_rule

# Exits that a programme aims at; administrative exits and care are left out of the comparison.
COMPARED = ("total", "work", "work_with_support", "self_employed")


@dataclass(frozen=True)
class Comparison:
    """The selected evaluations and the shared files."""

    evaluations: list[Evaluation]
    library: Library

    def exit_shares(self) -> Publishable:
        """Exit shares of all clients of each evaluation.

        Returns
        -------
        Publishable
            Columns evaluation, municipality_name, title, period, label (destination), base_label,
            share, lower, upper (percent), n, in alphabetical order of evaluation.
        """
        cleared = [(item, self._cleared(item)) for item in self.evaluations]
        frames = [
            _compared(evaluation, publishable.frame, self.library.destinations)
            for evaluation, publishable in cleared
            if not publishable.empty
        ]
        frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()
        protected = any(publishable.protected for _, publishable in cleared)
        # The key figures stand on the chapters of the evaluations, not here a second time.
        return Publishable(frame, pd.DataFrame(), protected)

    def _cleared(self, evaluation: Evaluation) -> Publishable:
        exits = evaluation.tables.get("exits")
        if exits is None:
            return Publishable(pd.DataFrame(), pd.DataFrame(), False)
        result = destinations(exits, evaluation.tables.get("caseload"))
        return publish(result, disclosure_rule(evaluation, self.library))


def open_comparison(data_dir: str, selection: str) -> Comparison:
    """Open the evaluations that a notebook's parameters name.

    Parameters
    ----------
    data_dir
        The data folder.
    selection
        Patterns over municipality/programme/period, separated by spaces; empty selects all.

    Raises
    ------
    InputError
        When a pattern matches nothing.
    DataError
        When data do not meet the contract.
    """
    folder = Path(data_dir)
    return Comparison(load_evaluations(folder, selection.split()), load_library(folder))


def _compared(
    evaluation: Evaluation, frame: pd.DataFrame, codelist: Mapping[str, Destination]
) -> pd.DataFrame:
    grouping = frame["destination"].map(lambda code: codelist[code].grouping)
    chosen = frame[grouping.isin(COMPARED) & frame["group"].eq("") & frame["share"].notna()]
    bases = {**MEASURES, "group_total": "alle vertrekkers", "": dutch.MISSING}
    return pd.DataFrame(
        {
            "evaluation": str(evaluation.key),
            "municipality_name": evaluation.municipality_name,
            "title": evaluation.title,
            "period": evaluation.period_label,
            "label": chosen["destination"].map(lambda code: codelist[code].label),
            "base_label": chosen["base"].map(bases),
            "n": chosen["n"],
            "hidden_n": chosen["hidden_n"],
            "share": chosen["share"],
            "lower": chosen["lower"],
            "upper": chosen["upper"],
            "status": chosen["status"],
        }
    )
