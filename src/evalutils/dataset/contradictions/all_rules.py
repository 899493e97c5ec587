"""Applies every rule to an evaluation: faults of a new one, findings of a published one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from evalutils.contracts.tables import TABLES
from evalutils.dataset.codelists import groupings_of
from evalutils.dataset.contradictions import (
    counted_twice,
    flow_rows,
    not_yet,
    parts,
    series,
    shares,
    stocks_and_flows,
    unreachable,
)
from evalutils.dataset.contradictions.as_exits import mirrored, unmirrored, without_exits
from evalutils.dataset.contradictions.rule_view import RuleView, rows_of
from evalutils.dataset.evaluation import Contradiction, Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import Library

# Per kind what finds it. Of a published evaluation `findings` are those not `impossible`.
RULES: Mapping[str, Callable[[RuleView], Iterator[Contradiction]]] = {
    "part_above_whole": parts.above_whole,
    "parts_above_whole": parts.together_above_whole,
    "stage_grows": series.grows,
    "longer_away": series.longer,
    "two_counts": series.two_counts,
    "share_beside_count": shares.beside_count,
    "no_whole_number": unreachable.no_whole_number,
    "two_units": shares.two_units,
    "shares_together": shares.together,
    "flows_and_stocks": stocks_and_flows.account,
    "one_stock": stocks_and_flows.one_stock,
    "parts_of_period": stocks_and_flows.parts_of_period,
    "flows_of_parts": flow_rows.flows_of_parts,
    "periods": flow_rows.periods,
    "named_as_period": flow_rows.named_as_period,
    "outside_period": stocks_and_flows.outside_period,
    "after_today": not_yet.after_today,
    "after_published": not_yet.after_published,
    "statement": counted_twice.statement,
    "moves_twice": counted_twice.moves_twice,
    "sum_among_parts": counted_twice.sums_among_parts,
    "after_horizon": counted_twice.after_horizon,
    "not_of_unit": counted_twice.not_of_unit,
}


def check_contradictions(
    evaluation: Evaluation,
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[str, str],
    assumptions: Mapping[str, Any],
    library: Library,
    today: date,
    faults: FaultList,
) -> tuple[Contradiction, ...]:
    """Find what cannot be true in the tables of counts, as they are typed.

    A table with a fault of its own is left out: a missing cell would contradict the others.
    Nothing can have been counted on a day after `today`. What a published evaluation prints all
    the same is returned; all else is a fault.
    """
    scheme = library.ladders.get(evaluation.ladder or "")
    case = RuleView(
        evaluation,
        {
            name: rows_of(name, frame)
            for name, frame in tables.items()
            if not TABLES[name].client_level and not faults.about(names[name])
        },
        assumptions,
        scheme.numbers if scheme else (),
        groupings_of(library.destinations),
        today,
        published={
            key: day
            for key, item in library.sources.items()
            if (day := item.latest_day) is not None
        },
        counted="spells" in names,
    )
    found = [replace(item, kind=kind) for kind, find in RULES.items() for item in find(case)]
    found += [
        unmirrored(replace(item, kind=kind))
        for kind, find in RULES.items()
        for item in find(mirrored(case))
        if item.table == "inflow"
    ]
    found += [
        replace(item, kind=kind)
        for kind, find in RULES.items()
        for item in find(without_exits(case))
        if item.table == "other_outcomes"
    ]
    findings = []
    for item in found:
        if evaluation.disclosure == "published" and not item.impossible:
            findings.append(_plain(item))
        else:
            name = names.get(item.table, f"{evaluation.key}/{item.table}.yaml")
            faults.add(name, item.problem, row=item.row, column=item.column)
    return tuple(findings)


def _plain(item: Contradiction) -> Contradiction:
    """The same in numbers of Python, for who reads it without numpy."""
    values = {name: getattr(item, name) for name in ("published", "computed", "impossible")}
    plain = {name: value.item() for name, value in values.items() if isinstance(value, np.generic)}
    return replace(item, **plain)
