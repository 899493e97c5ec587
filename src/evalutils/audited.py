"""The audit of evaluations: their claims, checked against each other and against our figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from evalutils.audit import (
    Claim,
    Verdict,
    audit,
    check_claims,
    count_verdicts,
    indicators_of,
)
from evalutils.contracts.audit_table import COLUMNS, MIME_TYPE, VERDICTS
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import Library
from evalutils.dataset.load import DataSet, load_data_set
from evalutils.disclosure import publish
from evalutils.errors import GateError
from evalutils.frames import rows
from evalutils.inputs import disclosure_rule, table_of
from evalutils.outflow import target_results
from evalutils.pipeline import FigureValues, figure_values
from evalutils.sentences.audit import explanation
from evalutils.tables.targets import target_cells


@dataclass(frozen=True)
class Audited:
    """Selected evaluations with the verdict on each of their claims.

    Attributes
    ----------
    evaluations
        The selected evaluations.
    library
        The shared files of the data folder.
    claims
        Their claims.
    verdicts
        One per check, sorted by source, evaluation and claim.
    """

    evaluations: tuple[Evaluation, ...]
    library: Library
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]

    def blocked(self) -> list[Verdict]:
        """Inconsistent claims of evaluations still to be published that nobody accepted."""
        protected = self.protected
        return [
            verdict
            for verdict in self.verdicts
            if verdict.verdict == "inconsistent"
            and verdict.claim.evaluation in protected
            and not verdict.claim.accepted
        ]

    @property
    def protected(self) -> set[str]:
        """Keys of the evaluations whose exact figures may not be published."""
        return {str(item.key) for item in self.evaluations if item.disclosure == "protected"}

    @property
    def titles(self) -> dict[str, str]:
        """Title of each evaluation with its period, by key."""
        return {str(item.key): f"{item.title}, {item.period_label}" for item in self.evaluations}

    def documents(self) -> pd.DataFrame:
        """Per document the number of claims, of checked claims, and of each verdict."""
        rows = []
        for source in sorted({claim.source for claim in self.claims}):
            verdicts = [item for item in self.verdicts if item.claim.source == source]
            claims = sum(claim.source == source for claim in self.claims)
            rows.append({"source": source, "claims": claims, **count_verdicts(verdicts)})
        return pd.DataFrame(rows, columns=["source", "claims", "checked", *VERDICTS])

    def findings(self, verdict: str) -> pd.DataFrame:
        """The rows of `table` with one verdict, each claim once."""
        table = self.table()
        chosen = table[table["verdict"] == verdict]
        return chosen.drop_duplicates(["source", "claim"]).reset_index(drop=True)

    def targets(self) -> pd.DataFrame:
        """Every target with a result, as finished cells with the evaluation it belongs to."""
        frames = []
        for evaluation in self.evaluations:
            result = target_results(table_of(evaluation, "targets"))
            frame = publish(result, disclosure_rule(evaluation, self.library)).frame
            cells = target_cells(frame[frame["result"].notna()])
            frames.append(cells.assign(evaluation=str(evaluation.key)))
        return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()

    def records(self) -> AuditRecords:
        """Every check, for audit.csv."""
        return AuditRecords(self.table()[list(COLUMNS)])

    def table(self) -> pd.DataFrame:
        """Every verdict as a row of audit.csv, with quantity, unit and check for the page.

        Figures of protected evaluations are left out; the verdict on them stays.
        """
        protected = self.protected
        records = [
            _record(verdict, verdict.claim.evaluation in protected) for verdict in self.verdicts
        ]
        extra = ("quantity", "unit", "decimals", "qualifier", "check", "accepted")
        return pd.DataFrame(records, columns=[*COLUMNS, *extra])


@dataclass(frozen=True)
class AuditRecords:
    """The rows of audit.csv, carried by the notebook."""

    frame: pd.DataFrame

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        records = self.frame.astype("object").where(self.frame.notna(), None)
        return {
            MIME_TYPE: records.to_dict("records"),
            "text/plain": f"{len(self.frame)} controles voor audit.csv",
        }


def audit_evaluations(data: DataSet) -> Audited:
    """Check every claim of the selected evaluations.

    Claims of other evaluations of the same documents take part in the formulas.

    Raises
    ------
    DataError
        When a claim names something unknown, goes in a circle, mixes units, divides by zero or
        has no place in its document.
    """
    everything = [*data.evaluations, *data.related]
    claims = [claim for evaluation in everything for claim in claims_of(evaluation)]
    figures: FigureValues = {}
    for evaluation in everything:
        mine = [claim for claim in claims if claim.evaluation == str(evaluation.key)]
        figures |= figure_values(evaluation, data.library, indicators_of(mine))
    faults = FaultList(data.shown)
    for claim, column, problem in check_claims(claims, figures):
        faults.add(f"{claim.evaluation}/claims.csv", problem, row=claim.row, column=column)
    faults.stop()
    selected = {str(evaluation.key) for evaluation in data.evaluations}
    return Audited(
        data.evaluations,
        data.library,
        tuple(claim for claim in claims if claim.evaluation in selected),
        tuple(item for item in audit(claims, figures) if item.claim.evaluation in selected),
    )


def open_audit(data_dir: str, selection: str) -> Audited:
    """Audit the evaluations that a notebook's parameters name; see `open_comparison`."""
    return audit_evaluations(load_data_set(Path(data_dir), selection.split()))


def stop_contradictions(audited: Audited) -> None:
    """Refuse to publish a new evaluation whose figures contradict each other.

    Raises
    ------
    GateError
        When a claim of a protected evaluation is inconsistent and its row has no `accepted`.
    """
    blocked = audited.blocked()
    if blocked:
        lines = [f"  {describe(verdict)}" for verdict in blocked]
        raise GateError(
            "These figures contradict each other and are not published yet. Correct them, or "
            "say in column 'accepted' of claims.csv why they stay:\n" + "\n".join(lines)
        )


def describe(verdict: Verdict) -> str:
    """One line for the command line: place, figure, what it should be, by which formula."""
    claim = verdict.claim
    return (
        f"{claim.evaluation}/claims.csv row {claim.row}: {claim.name} is {claim.value:g}, "
        f"recomputed {verdict.computed:g} ({verdict.check})"
    )


def claims_of(evaluation: Evaluation) -> list[Claim]:
    """The claims of an evaluation's table."""
    table = evaluation.tables.get("claims")
    if table is None:
        return []
    texts = ["source", "qualifier", "formula", "indicator", "topic", "alternative"]
    texts += ["explanation", "accepted", "locator"]
    filled = table.assign(**{name: table[name].fillna("") for name in texts})
    return [
        Claim(
            evaluation=str(evaluation.key),
            row=int(row.Index),
            source=row.source or evaluation.sources[0],
            name=row.claim,
            value=float(row.value),
            decimals=int(row.decimals),
            quantity=row.quantity,
            unit=row.unit,
            **{name: getattr(row, name) for name in texts[1:]},
        )
        for row in rows(filled)
    ]


def _record(verdict: Verdict, protected: bool) -> dict[str, object]:
    claim = verdict.claim
    municipality, programme, period = claim.evaluation.split("/")
    hidden = None if protected else 1.0
    return {
        "municipality": municipality,
        "programme": programme,
        "period": period,
        "source": claim.source,
        "claim": claim.name,
        "kind": verdict.kind,
        "published": hidden and claim.value,
        "computed": hidden and verdict.computed,
        "difference": hidden and verdict.difference,
        "tolerance": hidden and verdict.tolerance,
        "verdict": verdict.verdict,
        "explanation": explanation(verdict, numbers=not protected),
        "quantity": claim.quantity,
        "unit": claim.unit,
        "decimals": claim.decimals,
        "qualifier": claim.qualifier,
        "check": verdict.check,
        "accepted": claim.accepted,
    }
