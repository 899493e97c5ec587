"""The audit of evaluations as commands and notebooks ask for it.

What a command tells of it is kept: with the same data and code nothing is audited twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from evalutils.dataset.load import DataPlace, DataSet, load_data_set, read_data_set
from evalutils.dataset.told import told_data
from evalutils.errors import GateError
from evalutils.trace import late, loading

if TYPE_CHECKING:
    from evalutils.report.audited import Audited, audit_evaluations

__all__ = [
    "AuditOutcome",
    "Audited",
    "audit_evaluations",
    "audit_outcome",
    "load_and_audit",
    "load_checked",
    "open_audit",
    "stop_contradictions",
]


@dataclass(frozen=True)
class AuditOutcome:
    """What the command line tells of an audit.

    Attributes
    ----------
    claims
        How many published figures there are.
    failing
        A line per check that fails and per contradiction in a table.
    stopping
        A line for each of these that must be corrected or accepted first.
    """

    claims: int
    failing: tuple[str, ...]
    stopping: tuple[str, ...]


def audit_outcome(data: DataSet) -> AuditOutcome:
    """Audit a data set, as `audit_evaluations` does, or tell again what came of it."""
    return AuditOutcome(*data.once("audit", _outcome))


def _outcome(data: DataSet) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    from evalutils.report.audited import audit_evaluations

    audited = audit_evaluations(data)
    return len(audited.claims), tuple(audited.failing()), tuple(audited.stopping)


def load_and_audit(data_dir: Path, patterns: Sequence[str] = ()) -> Audited:
    """Load evaluations and check every claim of them; errors are those of `load_checked`."""
    from evalutils.report.audited import audit_evaluations

    return audit_evaluations(load_checked(DataPlace(data_dir), patterns))


def load_checked(place: DataPlace, patterns: Sequence[str] = ()) -> DataSet:
    """Load evaluations as `load_data_set` does; faults of formulas stand beside those of the data.

    Raises
    ------
    DataError
        With all faults of the data, and those of formulas beside them.
    InputError
        When a pattern matches nothing or there are no evaluations at all.
    """
    faults = place.faults()
    data = read_data_set(place, patterns, faults)
    if faults.faults:
        from evalutils.audit import check_claims, claims_of
        from evalutils.report.audited import add_claim_faults

        # No key figure can be computed, and what is missing may have been in a cell with a fault.
        evaluations = [*data.evaluations, *data.related]
        claims = [claim for evaluation in evaluations for claim in claims_of(evaluation)]
        files = {PurePosixPath(fault.file).stem for fault in faults.faults}
        complete = not files & {"claims", "evaluation", "sources"}
        add_claim_faults(check_claims(claims, _Everything(), complete=complete), faults)
    faults.stop()
    return data


class _Everything:
    def __contains__(self, _: object) -> bool:
        return True


def open_audit(data_dir: str, selection: str) -> Audited:
    """Audit the evaluations that a notebook's parameters name; see `open_comparison`."""
    from evalutils.report.audited import audit_evaluations

    with loading():
        data = load_data_set(Path(data_dir), selection.split())
    return audit_evaluations(told_data(data))


def stop_contradictions(audit: Audited | AuditOutcome) -> None:
    """Refuse to publish a new evaluation whose figures contradict each other.

    Raises
    ------
    GateError
        When a claim of a protected evaluation is inconsistent and its row has no `accepted`.
    """
    if audit.stopping:
        lines = "\n".join(f"  {line}" for line in audit.stopping)
        raise GateError(
            "These figures contradict each other and are not published yet. Correct them, or "
            f"say in column 'accepted' of claims.csv why they stay:\n{lines}"
        )


def __getattr__(name: str) -> Any:
    """The audit itself loads every analysis, and who reads what came of it does without."""
    if name in __all__:
        return late(f"report.audited.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
