"""Rows of audit.csv and of its page, and lines of the command line: of claims and of tables."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evalutils.audit import WHOLE_NUMBER, Verdict
from evalutils.contracts.audit_table import MIME_TYPE
from evalutils.dataset.evaluation import Contradiction, Evaluation
from evalutils.display import Shown
from evalutils.frames import records
from evalutils.keys import claim_anchor
from evalutils.quantities import constant
from evalutils.seal import Bundle
from evalutils.show import audited_figures, table_contradictions
from evalutils.show.table_contradictions import Codelists

KIND = "table"


@dataclass(frozen=True)
class AuditRecords(Shown):
    """The rows of audit.csv, carried by the notebook."""

    frame: pd.DataFrame

    def _repr_mimebundle_(self, **_: object) -> Bundle:
        return self.bundle(
            {
                MIME_TYPE: records(self.frame),
                "text/plain": f"{len(self.frame)} controles voor audit.csv",
            }
        )


def contradictions(
    evaluations: Iterable[Evaluation], verdicts: Collection[Verdict]
) -> list[tuple[Evaluation, Contradiction]]:
    """Every contradiction that no claim tells already with the same two numbers.

    Of a percentage of a whole number the claim also tells whether the source gives it precisely.
    """
    told = {
        (item.claim.evaluation, _rounded(printed), _rounded(item.computed))
        for item in verdicts
        if item.verdict != "consistent" or item.kind == WHOLE_NUMBER
        for printed in (item.claim.value, item.bound)
    }
    return [
        (evaluation, item)
        for evaluation in evaluations
        for item in evaluation.contradictions
        if math.isnan(item.computed)
        or (str(evaluation.key), _rounded(item.published), _rounded(item.computed)) not in told
    ]


def _rounded(value: float) -> str:
    """A number without floating-point noise."""
    return f"{value:.9g}"


def describe_contradiction(evaluation: Evaluation, item: Contradiction) -> str:
    """One line for the command line: place, and what cannot be true."""
    suffix = "csv" if item.row else "yaml"
    row = f" row {item.row}" if item.row else ""
    return f"{evaluation.key}/{item.table}.{suffix}{row}, '{item.column}': {item.problem}"


def contradiction_record(
    evaluation: Evaluation, item: Contradiction, codelists: Codelists
) -> dict[str, Any]:
    """The columns of audit.csv, and how its page names the figure and shows its numbers."""
    key = evaluation.key
    return {
        "municipality": key.municipality,
        "programme": key.programme,
        "period": key.period,
        "source": item.source or evaluation.sources[0],
        "locator": item.locator,
        "claim": item.figure,
        "kind": KIND,
        "check": "",
        "strength": "",
        "published": item.published,
        "computed": item.computed,
        "comparison": "",
        "bound": math.nan,
        "difference": item.published - item.computed,
        "tolerance": item.tolerance if math.isfinite(item.computed) else math.nan,
        "verdict": "inconsistent",
        "explanation": table_contradictions.explanation(item),
        "quantity": table_contradictions.subject(item, codelists),
        "published_text": table_contradictions.number_of(item, item.published),
        "computed_text": table_contradictions.number_of(item, item.computed),
    }


def describe(verdict: Verdict, *, numbers: bool = True) -> str:
    """One line for the command line: place, figure, what it should be, by which formula.

    Of protected data it has no `numbers`: what is printed can end in a log that others read.
    """
    claim = verdict.claim
    if not numbers:
        return (
            f"{claim.evaluation}/claims.csv row {claim.row}: {claim.name} is not what "
            f"'{verdict.check}' gives"
        )
    cause = ""
    if verdict.step:
        step = constant(verdict.step)
        cause = f". It closes if the source rounds to {step}: then write that in 'rounded_to'"
    return (
        f"{claim.evaluation}/claims.csv row {claim.row}: {claim.name} is "
        f"{audited_figures.published(verdict)}, {_told(verdict)}{cause}"
    )


def _told(verdict: Verdict) -> str:
    computed = audited_figures.computed(verdict)
    if verdict.kind == WHOLE_NUMBER:
        return f"and no whole number of '{verdict.check}' is (nearest {computed})"
    bound = audited_figures.bound(verdict)
    if math.isnan(verdict.computed):
        return f"should be {bound} ({verdict.check})"
    needed = "" if math.isnan(verdict.bound) else f", should be {bound}"
    return f"recomputed {computed}{needed} ({verdict.check})"


def verdict_record(verdict: Verdict, protected: bool) -> dict[str, object]:
    """The same of a verdict on a claim, with what its page needs; without numbers if protected."""
    claim = verdict.claim
    municipality, programme, period = claim.evaluation.split("/")
    hidden = None if protected else 1.0
    return {
        "municipality": municipality,
        "programme": programme,
        "period": period,
        "source": claim.source,
        "locator": "" if protected else claim.locator,
        "claim": claim.name,
        "kind": verdict.kind,
        "check": "" if protected else verdict.check,
        "strength": verdict.strength,
        "published": hidden and claim.value,
        "computed": hidden and verdict.computed,
        "comparison": verdict.comparison,
        "bound": hidden and verdict.bound,
        "difference": hidden and verdict.difference,
        "tolerance": hidden and verdict.tolerance,
        "verdict": verdict.verdict,
        "explanation": audited_figures.explanation(verdict, numbers=not protected),
        "quantity": claim.quantity,
        "unit": claim.unit,
        "decimals": claim.decimals,
        "qualifier": claim.qualifier,
        "words": "" if protected else claim.words,
        "accepted": claim.accepted,
        "anchor": "" if protected else claim_anchor(claim.name, claim.row),
    }
