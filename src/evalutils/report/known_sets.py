"""Which sets of rows the chapters show numbers of: what an own cross table is laid beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from evalutils.chapters import AnalysisInputs
from evalutils.contracts.spans import span_of
from evalutils.contracts.vocabulary import TOTAL
from evalutils.dataset.counting import caseload_masks
from evalutils.errors import InputError
from evalutils.frames import rows
from evalutils.ladder.counted_moves import step_name
from evalutils.ladder.standings import rung_name
from evalutils.outflow.caseload import number_names
from evalutils.outflow.exit_counts import exits_name
from evalutils.outflow.funnels import stage_name
from evalutils.report.own_counts import Counted

CLIENTS = "clients"
Named = Iterator[tuple["pd.Series[bool]", str]]


def counted_table(name: str, inputs: AnalysisInputs) -> Counted:
    """A table to count, with the numbers that the chapters show of its rows.

    Parameters
    ----------
    name
        A table of counts, ``spells`` (a row per spell), or ``clients``: a row per client who was
        measured, with the first and last rung and the groups.
    inputs
        The evaluation.

    Raises
    ------
    InputError
        When it is another table.
    """
    if name not in _SHOWN:
        raise InputError(f"report.count('{name}'): there is {', '.join(_SHOWN)} to count.")
    typed = name not in ("spells", CLIENTS)
    frame = (inputs.clients if name == CLIENTS else inputs.table(name)).reset_index(drop=True)
    table = Counted(name, frame, "count" if typed else "")
    for mask, number in _SHOWN[name](frame, inputs):
        if mask.any():
            table.known.setdefault(table.set_of(mask), number)
    return table


def _each(frame: pd.DataFrame, names: list[str]) -> Named:
    """A number per row."""
    for row, name in enumerate(names):
        yield pd.Series(frame.index == row, index=frame.index), name


def _exits(frame: pd.DataFrame, _: AnalysisInputs) -> Named:
    named = rows(frame.assign(group=frame["group"].fillna("")))
    return _each(
        frame,
        [
            exits_name(row.destination, row.group, span_of(row.period_start, row.date))
            for row in named
        ],
    )


def _ladder(frame: pd.DataFrame, _: AnalysisInputs) -> Named:
    return _each(frame, [rung_name(*p) for p in zip(frame["moment"], frame["rung"], strict=True)])


def _moves(frame: pd.DataFrame, _: AnalysisInputs) -> Named:
    steps = zip(frame["basis"], frame["from_rung"], frame["to_rungs"], strict=True)
    return _each(frame, [step_name(*step) for step in steps])


def _funnel(frame: pd.DataFrame, _: AnalysisInputs) -> Named:
    places = zip(frame["funnel"], frame["order"], frame["group"].fillna(""), strict=True)
    return _each(frame, [stage_name(*place) for place in places])


def _spells(frame: pd.DataFrame, inputs: AnalysisInputs) -> Named:
    period = inputs.evaluation.period_start, inputs.evaluation.period_end
    masks = {measure: mask for measure, (_, mask) in caseload_masks(frame, *period).items()}
    for measure, mask in masks.items():
        yield mask, f"caseload.{measure}"
    for code in frame["destination"].dropna().unique():
        yield masks["outflow"] & frame["destination"].eq(code), exits_name(code)
    yield masks["outflow"], exits_name(TOTAL)


def _clients(frame: pd.DataFrame, _: AnalysisInputs) -> Named:
    twice = frame["last_rung"].notna() & frame["first_rung"].notna()
    yield twice, "clients.followed"
    for moment, column in (("current", "first_rung"), ("realised", "last_rung")):
        for rung in frame[column].dropna().unique():
            yield frame[column].eq(rung), rung_name(moment, int(rung))


_SHOWN: dict[str, Callable[[pd.DataFrame, AnalysisInputs], Named]] = {
    "exits": _exits,
    "ladder": _ladder,
    "ladder_moves": _moves,
    "caseload": lambda frame, _: _each(frame, number_names(frame)),
    "funnel": _funnel,
    "spells": _spells,
    CLIENTS: _clients,
}
