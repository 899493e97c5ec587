"""Who pays and who gains: per participant, and per exit that the programme adds."""

from __future__ import annotations

import pandas as pd

from evalutils.cost_benefit.case import Case
from evalutils.cost_benefit.counted import VALUE, with_counts
from evalutils.cost_benefit.model import (
    Filled,
    depends_on_effect,
    item_flow,
    net_exits,
    present,
    sign_for,
)
from evalutils.result import Result

WHO = ("municipality", "state", "client", "employer")
PER_PARTICIPANT, PER_EXIT, TOGETHER = "participant", "net_exit", "together"


def who_pays(case: Case) -> Result:
    """Present value of each amount for each party; across a row it adds up to society.

    What is paid whatever the effect stands per participant, what comes with the effect per net
    exit: no share of exits has to be assumed. When sources say the effect, a third part brings the
    two together per participant.

    Returns
    -------
    Result
        One row per amount and a total per part: part (``participant``, ``net_exit``,
        ``together``), label (empty for a total), a column per party, ``other`` (paid or received
        by a party that is not named) and ``society``; means of the draws in euro; no_income and
        no_production when what the client earns or what the work is worth to society is not known.
    """
    return with_counts(case, _who_pays, known=bool(case.items) and not case.lacks(*VALUE))


def _who_pays(filled: Filled) -> pd.DataFrame:
    values = filled.draws()
    rows = []
    for item in filled.case.items:
        amount = float(present(filled, item_flow(filled, item, values)).mean())
        row: dict[str, object] = {party: sign_for(item, party) * amount for party in WHO}
        society = sign_for(item, "society") * amount
        row["other"] = society - sum(sign_for(item, party) for party in WHO) * amount
        part = PER_EXIT if depends_on_effect(item) else PER_PARTICIPANT
        rows.append({"part": part, "label": item.label, **row, "society": society})
    frame = pd.DataFrame(rows)
    parts = [_with_total(frame, part) for part in (PER_PARTICIPANT, PER_EXIT)]
    if filled.case.net_known:
        exits = float(net_exits(filled, values).mean())
        amounts = [*WHO, "other", "society"]
        sums = frame[amounts].mul(frame["part"].eq(PER_EXIT).map({True: exits, False: 1.0}), axis=0)
        total = {"part": TOGETHER, "label": "", **sums.sum(skipna=False)}
        parts.append(pd.DataFrame([total]))
    whole = pd.concat(parts, ignore_index=True)
    case = filled.case
    return whole.assign(no_income=case.lacks("income"), no_production=case.lacks("production"))


def _with_total(frame: pd.DataFrame, part: str) -> pd.DataFrame:
    rows = frame[frame["part"] == part]
    if rows.empty:
        return rows
    total = rows.drop(columns=["part", "label"]).sum(skipna=False)
    return pd.concat([rows, pd.DataFrame([{"part": part, "label": "", **total}])])
