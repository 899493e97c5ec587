"""The estimated effect on followed clients, in the form of the cost-benefit model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.contracts.effect_tables import CONTROL, PROGRAMME
from evalutils.contracts.yaml_key import FROM_EFFECT
from evalutils.cost_benefit.persons import ESTIMATE
from evalutils.dataset.from_effect import KEY, MONTHS
from evalutils.disclosure import publish
from evalutils.effect import about_a_year, adjusted_effect
from evalutils.effect.clients.shown_figures import by_month, everyone
from evalutils.statistics.survival.curves import normal_quantile

AS_FOLLOWED = "Uitstroom naar werk, zoals die was geweest als iedereen zo lang was gevolgd"
# An estimate that is surer than one of so many people is taken as one of so many.
MOST_PEOPLE = 1e6
_HALF_WIDTH = normal_quantile(0.95)


def with_client_effect(given: Mapping[str, Any], inputs: AnalysisInputs) -> Mapping[str, Any]:
    """The assumptions with what the chapter about followed clients finds in the place of a word.

    Participants are the clients of the programme, and exits those of them who left to work by the
    month of ``effect_months``; without it within a year, or half a year where nothing is known of a
    year. Who was not followed that long counts as
    those who were. The share that would have left anyway is that after adjustment; how sure it is
    follows from the interval of the difference, less what chance does to the exits already. All is
    worked out of cleared figures, and goes where the counts below them are left out.

    Without an estimate these assumptions are missing.

    Parameters
    ----------
    given
        Content of assumptions.yaml.
    inputs
        Its evaluation, with clients in two arms.
    """
    others = {name: entry for name, entry in given.items() if name not in (KEY, MONTHS)}
    frame = publish(adjusted_effect(inputs.compared), inputs.rule).frame
    if MONTHS in given:
        frame = frame[frame["month"].eq(given[MONTHS]["value"])]
        row = None if frame["adjusted"].isna().all() else frame.iloc[0]
    else:
        row = about_a_year(frame)
    return others if row is None else {**others, **_found(given[KEY], row, inputs)}


def _found(
    typed: Mapping[str, Any], row: pd.Series[Any], inputs: AnalysisInputs
) -> dict[str, dict[str, Any]]:
    """The assumptions that a cleared row of the effect gives; `typed` stands in the file."""
    month = int(row["month"])
    reached, share = (
        float(np.clip(row[f"{arm}_share"] / 100, 0, 1)) for arm in (PROGRAMME, CONTROL)
    )
    told = {
        "source": typed.get("source") or " ".join(inputs.evaluation.sources),
        "locator": f"Hoofdstuk Effect voor gevolgde cliënten, na {month} maanden",
        "note": None,
        "origin": "clients",
    }
    exact = _counts(inputs, month)
    left = {"share": reached, "step": inputs.rule.rounding if inputs.rule else 1}
    anyway = {
        "count": exact["work", CONTROL],
        "of": exact["clients", CONTROL],
        "share": share,
        "size": _size(row, reached, share),
    }
    lot = inputs.evaluation.evidence == "randomised"
    return {
        "participants": {
            **told,
            "value": exact["clients", PROGRAMME],
            "known_as": everyone(PROGRAMME),
        },
        "exits": {
            **told,
            "note": AS_FOLLOWED,
            "value": exact["work", PROGRAMME],
            "known_as": by_month(PROGRAMME, "work", month),
            ESTIMATE: left,
        },
        "exits_within_participants": {**told, "value": True},
        KEY: {
            **told,
            "note": typed.get("note"),
            "value": anyway,
            "origin": FROM_EFFECT,
            "known_as": (by_month(CONTROL, "work", month), everyone(CONTROL)),
            "corrected": None if lot else tuple(inputs.compared.columns),
        },
    }


def _counts(inputs: AnalysisInputs, month: int) -> dict[tuple[str, str], int]:
    """Clients of each arm and those who left to work, before anything is left out."""
    frame = adjusted_effect(inputs.compared).exact
    counts: Any = frame[frame["month"].eq(month)].iloc[0]
    return {
        (what, arm): int(counts[column])
        for arm in (CONTROL, PROGRAMME)
        for what, column in (("clients", arm), ("work", f"work_{arm}"))
    }


def _size(row: pd.Series[Any], reached: float, share: float) -> float:
    """Of how many people a share would be as sure as that which would have left anyway."""
    error = float(row["adjusted_upper"] - row["adjusted_lower"]) / 200 / _HALF_WIDTH
    rest = error**2 - reached * (1 - reached) / float(row[PROGRAMME])
    return share * (1 - share) / rest if share * (1 - share) < rest * MOST_PEOPLE else MOST_PEOPLE
