"""What a job decides and keeps before its notebook runs, which itself keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from evalutils.chapters.catalogue import TREND
from evalutils.chapters.clearing import clear_programmes
from evalutils.contracts.fixed_names import COMPARISON
from evalutils.dataset.load import DataPlace, DataSet, load_selected
from evalutils.keys import EvaluationKey
from evalutils.report.compared_shares import Comparison, comparison_of
from evalutils.report.programme_years import keep_periods

_PARTS = tuple(one.name for one in fields(EvaluationKey))


def keep_ahead(
    chapter: str,
    parameters: Mapping[str, str],
    place: DataPlace,
    *,
    protected: bool,
    wait_s: float,
) -> None:
    """Keep what the page of a chapter rests on, of each evaluation that it reads.

    Of a protected programme one job at a time decides what may be shown, and its part in the
    comparison, which would take that page long.

    Parameters
    ----------
    chapter, parameters
        The notebook without its suffix, and what it is about.
    place
        The data, with what is kept of them.
    protected
        Whether any of it is protected.
    wait_s
        How long another job may take to decide.
    """
    if chapter == COMPARISON:
        _compared(load_selected(place, parameters["selection"].split())).keep_together()
    elif set(_PARTS) <= parameters.keys() and (protected or chapter == TREND.name):
        programme = "/".join(parameters[name] for name in _PARTS[:2])
        assert place.store is not None
        with place.store.alone(programme, wait_s):
            # One reading for all: the periods are laid together once in it.
            data = load_selected(place, [programme])
            if protected:
                clear_programmes(data)
                _compared(data).keep()
            if chapter == TREND.name:
                keep_periods(data)


def _compared(data: DataSet) -> Comparison:
    return comparison_of(data.evaluations, data.library)
