"""Outflow analysis: who left, where to, whether it lasted, and against which target.

Tables are those of the contract; `codelist` holds the destinations with the kind that each belongs
to, and `window` is the period in which clients were followed.
"""

from evalutils.outflow.caseload import caseload_figures
from evalutils.outflow.clients.durable_exits import followed_exits, still_out
from evalutils.outflow.clients.durable_incidence import durable_incidence
from evalutils.outflow.clients.followed import DURABLE_MONTHS, Window
from evalutils.outflow.clients.group_differences import cohorts, group_differences
from evalutils.outflow.clients.incidence import destination_incidence
from evalutils.outflow.clients.joint_groups import joint_groups
from evalutils.outflow.clients.reentry import mean_reentries, reentry
from evalutils.outflow.clients.starters import starters
from evalutils.outflow.clients.staying import median_months, staying
from evalutils.outflow.durability import durable_shares, national_durability
from evalutils.outflow.exit_counts import destinations, exit_sums
from evalutils.outflow.funnels import funnel_shares
from evalutils.outflow.inflow_counts import inflow_reasons
from evalutils.outflow.instruments import instrument_shares
from evalutils.outflow.matched_periods import like_for_like, moments
from evalutils.outflow.outcome_counts import other_outcomes
from evalutils.outflow.stock_accounts import caseload_account
from evalutils.outflow.targets import target_results

__all__ = [
    "DURABLE_MONTHS",
    "Window",
    "caseload_account",
    "caseload_figures",
    "cohorts",
    "destination_incidence",
    "destinations",
    "durable_incidence",
    "durable_shares",
    "exit_sums",
    "followed_exits",
    "funnel_shares",
    "group_differences",
    "inflow_reasons",
    "instrument_shares",
    "joint_groups",
    "like_for_like",
    "mean_reentries",
    "median_months",
    "moments",
    "national_durability",
    "other_outcomes",
    "reentry",
    "starters",
    "staying",
    "still_out",
    "target_results",
]
