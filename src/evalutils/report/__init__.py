"""What a notebook opens: an evaluation, a programme over time, a comparison, or the audit.

Each door is loaded when it is asked for, so that a page of one evaluation loads no audit.
"""

from typing import TYPE_CHECKING, Any

from evalutils.trace import late

if TYPE_CHECKING:
    from evalutils.report.audit_report import open_audit
    from evalutils.report.compared_shares import open_comparison
    from evalutils.report.evaluation_report import open_evaluation, open_report
    from evalutils.report.programme_years import open_years

__all__ = ["open_audit", "open_comparison", "open_evaluation", "open_report", "open_years"]

_WHERE = {
    "open_audit": "audit_report",
    "open_comparison": "compared_shares",
    "open_evaluation": "evaluation_report",
    "open_report": "evaluation_report",
    "open_years": "programme_years",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"evalutils.report has no door {name!r}")
    return late(f"report.{_WHERE[name]}.{name}")
