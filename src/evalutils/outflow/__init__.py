"""Outflow analysis: who left, where to, whether it lasted, and against which target."""

from evalutils.outflow.caseload import caseload_account, caseload_figures
from evalutils.outflow.destinations import destinations
from evalutils.outflow.durability import durable_shares
from evalutils.outflow.funnels import funnel_shares
from evalutils.outflow.instruments import instrument_shares
from evalutils.outflow.like_for_like import like_for_like, moments
from evalutils.outflow.national import national_durability
from evalutils.outflow.targets import target_results

__all__ = [
    "caseload_account",
    "caseload_figures",
    "destinations",
    "durable_shares",
    "funnel_shares",
    "instrument_shares",
    "like_for_like",
    "moments",
    "national_durability",
    "target_results",
]
