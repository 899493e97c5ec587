"""Tables that are counted as exits are, in the place of exits: the same rules hold for them."""

from __future__ import annotations

import re
from dataclasses import replace

from evalutils.contracts.outflow_tables import MIRRORED
from evalutils.dataset.contradictions.rule_view import TOTAL, RuleView, row_of
from evalutils.dataset.evaluation import Contradiction

_FLOW = re.compile("'(inflow|outflow)'")


def mirrored(case: RuleView) -> RuleView:
    """The inflow by reason of an evaluation in the place of its exits.

    Who came is counted as who left: rules about exits hold for both.
    """
    inflow = [
        row_of("inflow", {**row, "destination": row["reason"], "base": _mirrored(row["base"])})
        for row in case.rows("inflow")
    ]
    caseload = [
        row_of("caseload", {**row, "measure": _mirrored(row["measure"])})
        for row in case.rows("caseload")
    ]
    return RuleView(
        case.evaluation,
        {"exits": inflow, "caseload": caseload},
        groupings={TOTAL: TOTAL},
        today=case.today,
        counted=case.counted,
    )


def without_exits(case: RuleView) -> RuleView:
    """The other outcomes of an evaluation in the place of its exits, each as a group by itself."""
    rows = [
        row_of("other_outcomes", {**row, "group": row["outcome"]})
        for row in case.rows("other_outcomes")
    ]
    return replace(case, tables={"exits": rows, "caseload": case.rows("caseload")})


def unmirrored(item: Contradiction) -> Contradiction:
    """What a rule about exits finds in such a view, in the words of inflow."""
    about = tuple(
        (name, _mirrored(value) if name == "base" else value) for name, value in item.about
    )
    problem = _FLOW.sub(lambda found: f"'{MIRRORED[found[1]]}'", item.problem)
    return replace(item, about=about, beside=_mirrored(item.beside), problem=problem)


def _mirrored(measure: str) -> str:
    return MIRRORED.get(measure, measure)
