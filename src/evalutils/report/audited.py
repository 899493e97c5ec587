"""The claims of evaluations, checked against each other and against our figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from evalutils.audit import (
    WHOLE_NUMBER,
    Claim,
    Verdict,
    audit,
    check_claims,
    claims_of,
    count_verdicts,
    counted_under,
    indicators_of,
)
from evalutils.chapters import AnalysisInputs
from evalutils.chapters.catalogue import analysis_named
from evalutils.chapters.clearing import cleared
from evalutils.chapters.exact_figures import FigureValues, figure_values
from evalutils.contracts.audit_table import COLUMNS, STRENGTHS, VERDICTS
from evalutils.contracts.key_figures import CLAIMS
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.faults import FaultList
from evalutils.dataset.library import Library
from evalutils.dataset.load import DataSet
from evalutils.dataset.told import told, told_library
from evalutils.disclosure import Publishable
from evalutils.report.across_figures import across_figures, audit_figures
from evalutils.report.audit_records import (
    AuditRecords,
    contradiction_record,
    contradictions,
    describe,
    describe_contradiction,
    verdict_record,
)
from evalutils.report.figure_rows import of_evaluation
from evalutils.report.key_figure_rows import KeyFigures
from evalutils.show.target_columns import TARGET_COLUMNS, target_cells
from evalutils.trace import overheard, tell

_TARGETS = "target_results"


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
    secret
        Keys of all evaluations, selected or not, whose exact figures may not be published.
    """

    evaluations: tuple[Evaluation, ...]
    library: Library
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    secret: frozenset[str] = frozenset()

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
    def stopping(self) -> list[str]:
        """A line for each of these."""
        return [describe(verdict, numbers=False) for verdict in self.blocked()]

    @property
    def protected(self) -> set[str]:
        """Keys of the evaluations whose exact figures may not be published."""
        return {str(item.key) for item in self.evaluations if item.disclosure == "protected"}

    @property
    def titles(self) -> dict[str, str]:
        """Municipality, title and period of each evaluation, by key."""
        return {
            str(item.key): f"{item.municipality_name}: {item.title}, {item.period_label}"
            for item in self.evaluations
        }

    def _tells(self, verdict: Verdict) -> bool:
        """Whether the numbers of a verdict tell of an evaluation that may not be told of."""
        return not self.secret.isdisjoint({verdict.claim.evaluation, *verdict.rests_on})

    def documents(self) -> pd.DataFrame:
        """Per document the claims, those checked, each verdict, and how strong the closing ones."""
        rows = []
        for source in sorted({claim.source for claim in self.claims}):
            verdicts = [item for item in self.verdicts if item.claim.source == source]
            claims = sum(claim.source == source for claim in self.claims)
            rows.append({"source": source, "claims": claims, **count_verdicts(verdicts)})
        return pd.DataFrame(rows, columns=["source", "claims", "checked", *VERDICTS, *STRENGTHS])

    def findings(self, verdict: str) -> pd.DataFrame:
        """The rows of `table` with one verdict, each claim once."""
        table = self.table()
        chosen = table[table["verdict"] == verdict]
        return chosen.drop_duplicates(["source", "claim"]).reset_index(drop=True)

    def contradictions(self) -> pd.DataFrame:
        """What the tables of published evaluations contradict, beside what their claims tell."""
        codelists = self.library.codelists
        found = contradictions(self.evaluations, self.verdicts)
        shown = ("quantity", "published_text", "computed_text")
        records = [contradiction_record(*item, codelists) for item in found]
        return pd.DataFrame(records, columns=[*COLUMNS, *shown])

    def failing(self) -> list[str]:
        """One line for the command line per check that fails and per contradiction in a table."""
        wrong = [
            describe(item, numbers=not self._tells(item))
            for item in self.verdicts
            if item.verdict == "inconsistent"
        ]
        found = contradictions(self.evaluations, self.verdicts)
        return [*wrong, *(describe_contradiction(*item) for item in found)]

    def targets(self) -> pd.DataFrame:
        """Every target with a result of its period, as finished cells with their evaluation."""
        frames = []
        for evaluation in filter(analysis_named(_TARGETS).possible, self.evaluations):
            frame = cleared(AnalysisInputs(evaluation, self.library), _TARGETS).frame
            judged = frame[["result", "target"]].notna().all(axis=1) & ~frame["early"]
            cells = target_cells(frame[judged])
            frames.append(cells.assign(evaluation=str(evaluation.key)))
        none = pd.DataFrame(columns=[*TARGET_COLUMNS, "evaluation"])
        return pd.concat(frames or [none], ignore_index=True)

    def key_figures(self, documents: pd.DataFrame) -> KeyFigures:
        """The numbers of `documents` for key_figures.csv; audit.csv has each check."""
        figures = audit_figures(documents, self._rows(), self.library)
        # By their keys: a title may hold the sign that parts the places of a figure.
        keys = {key: key for key in self.titles}
        return across_figures([Publishable(documents, figures, bool(self.secret))], keys)

    def _rows(self) -> dict[tuple[str, str], list[str]]:
        """Per document and number of `documents` the rows of the claims that it counts."""
        counted, protected = counted_under(self.verdicts), self.protected
        found = defaultdict[tuple[str, str], list[str]](list)
        for claim in self.claims:
            if claim.evaluation not in protected:
                row = of_evaluation(f"{CLAIMS}:{claim.row}", claim.evaluation)
                for name in (CLAIMS, *counted.get((claim.source, claim.name), ())):
                    found[claim.source, name].append(row)
        return found

    def records(self) -> AuditRecords:
        """Every check, for audit.csv."""
        parts = [frame[list(COLUMNS)] for frame in (self.table(), self.contradictions())]
        return AuditRecords(pd.concat([part for part in parts if len(part)] or parts[:1]))

    def table(self) -> pd.DataFrame:
        """Every verdict as a row of audit.csv, with quantity, unit and check for the page.

        Figures of protected evaluations are left out, and what was computed of them for a figure
        of another; the verdict stays. That a whole number was asked for stays out too where there
        is one: it says that the base is small.
        """
        records = [
            verdict_record(item, self._tells(item))
            for item in self.verdicts
            if not self._tells(item) or item.kind != WHOLE_NUMBER or item.verdict != "consistent"
        ]
        extra = ("quantity", "unit", "decimals", "qualifier", "words", "accepted", "anchor")
        return pd.DataFrame(records, columns=[*COLUMNS, *extra])


def audit_evaluations(data: DataSet) -> Audited:
    """Check every claim of the selected evaluations.

    Claims of other evaluations of the same documents take part in the formulas.

    Raises
    ------
    DataError
        When a claim names something unknown, goes in a circle, mixes units, divides by zero or
        has no place in its document.
    """
    claims: list[Claim] = []
    figures: FigureValues = {}
    for mine, computed, asked in data.each("figures", partial(_figures, library=data.library)):
        claims += mine
        figures |= computed
        for name in asked:
            tell(name)
    faults = FaultList(data.shown)
    add_claim_faults(check_claims(claims, figures), faults)
    faults.stop()
    selected = {str(evaluation.key) for evaluation in data.evaluations}
    return Audited(
        data.evaluations,
        data.library,
        tuple(claim for claim in claims if claim.evaluation in selected),
        tuple(item for item in audit(claims, figures) if item.claim.evaluation in selected),
        frozenset(
            str(item.key)
            for item in (*data.evaluations, *data.related)
            if item.disclosure == "protected"
        ),
    )


def _figures(
    evaluation: Evaluation, library: Library
) -> tuple[list[Claim], FigureValues, frozenset[str]]:
    """The claims of an evaluation, our figures to hold them against, and what both rest on."""
    with overheard() as asked:
        evaluation = told(evaluation)
        claims = claims_of(evaluation)
        figures = figure_values(evaluation, told_library(library), indicators_of(claims))
    return claims, figures, frozenset(asked)


def add_claim_faults(found: Iterable[tuple[Claim, str, str]], faults: FaultList) -> None:
    """Record what is wrong with claims beside what is wrong with the data."""
    for claim, column, problem in found:
        faults.add(f"{claim.evaluation}/claims.csv", problem, row=claim.row, column=column)
