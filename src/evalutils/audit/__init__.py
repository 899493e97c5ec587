"""Audit: every published figure that others determine is recomputed and compared."""

from evalutils.audit.check import check_claims
from evalutils.audit.claims import Claim
from evalutils.audit.verdicts import Verdict, audit, count_verdicts, indicators_of

__all__ = ["Claim", "Verdict", "audit", "check_claims", "count_verdicts", "indicators_of"]
