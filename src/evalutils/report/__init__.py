"""What a notebook opens: one evaluation, evaluations side by side, or the audit of their claims."""

from evalutils.report.audit_report import open_audit
from evalutils.report.compared_shares import open_comparison
from evalutils.report.evaluation_report import open_evaluation, open_report

__all__ = ["open_audit", "open_comparison", "open_evaluation", "open_report"]
