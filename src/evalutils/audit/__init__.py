"""Audit: every published figure that others determine is recomputed and compared."""

from evalutils.audit.claim_faults import check_claims
from evalutils.audit.claims import Claim, claims_of
from evalutils.audit.verdicts import (
    CHECKED,
    WHOLE_NUMBER,
    Verdict,
    audit,
    count_verdicts,
    counted_under,
    indicators_of,
)

__all__ = [
    "CHECKED",
    "WHOLE_NUMBER",
    "Claim",
    "Verdict",
    "audit",
    "check_claims",
    "claims_of",
    "count_verdicts",
    "counted_under",
    "indicators_of",
]
