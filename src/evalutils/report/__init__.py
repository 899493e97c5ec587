"""What a notebook opens: one evaluation, evaluations side by side, or the audit of their claims.

Each door is loaded when it is asked for, so that a page of one evaluation loads no audit.
"""

from typing import TYPE_CHECKING, Any

from evalutils.trace import late

if TYPE_CHECKING:
    from evalutils.report.audit_report import open_audit
    from evalutils.report.compared_shares import open_comparison
    from evalutils.report.evaluation_report import open_evaluation, open_report

__all__ = ["open_audit", "open_comparison", "open_evaluation", "open_report"]

_WHERE = {
    "open_audit": "audit_report",
    "open_comparison": "compared_shares",
    "open_evaluation": "evaluation_report",
    "open_report": "evaluation_report",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"evalutils.report has no door {name!r}")
    return late(f"report.{_WHERE[name]}.{name}")
