"""Outflow analysis: who left, where to, whether it lasted, and against which target."""

from evalutils.outflow.caseload import caseload_account, caseload_figures
from evalutils.outflow.client_destinations import destination_incidence
from evalutils.outflow.client_groups import cohorts, group_differences
from evalutils.outflow.destinations import destinations
from evalutils.outflow.durability import durable_shares
from evalutils.outflow.durable_clients import followed_exits
from evalutils.outflow.durable_incidence import durable_incidence
from evalutils.outflow.followed import DURABLE_MONTHS, Window
from evalutils.outflow.funnels import funnel_shares
from evalutils.outflow.instruments import instrument_shares
from evalutils.outflow.like_for_like import like_for_like, moments
from evalutils.outflow.national import national_durability
from evalutils.outflow.reentry import mean_reentries, reentry
from evalutils.outflow.staying import median_months, staying
from evalutils.outflow.still_out import still_out
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
    "followed_exits",
    "funnel_shares",
    "group_differences",
    "instrument_shares",
    "like_for_like",
    "mean_reentries",
    "median_months",
    "moments",
    "national_durability",
    "reentry",
    "staying",
    "still_out",
    "target_results",
]
