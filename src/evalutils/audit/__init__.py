"""Audit: every published figure that others determine is recomputed and compared."""

from evalutils.audit.claim_faults import check_claims
from evalutils.audit.claims import Claim, claims_of
from evalutils.audit.verdicts import WHOLE_NUMBER, Verdict, audit, count_verdicts, indicators_of

__all__ = [
    "WHOLE_NUMBER",
    "Claim",
    "Verdict",
    "audit",
    "check_claims",
    "claims_of",
    "count_verdicts",
    "indicators_of",
]
