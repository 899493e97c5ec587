"""Chapters about who came, who left, where to, and whether it lasted."""

from __future__ import annotations

from collections.abc import Callable

from evalutils import outflow
from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.chapter import Analysis, Chapter
from evalutils.result import Result

_ACCOUNT = ("outflow.net_change", "outflow.flow_residual", "outflow.implied_stock_start")


def _durable(inputs: AnalysisInputs) -> Result:
    return outflow.durable_shares(inputs.table("durability"), followed=inputs.followed)


def _staying(name: str, indicator: str, analyse: Callable[..., Result]) -> Analysis:
    """Who is still there: of spells, and of benefits when they are there."""

    def compute(inputs: AnalysisInputs) -> Result:
        return analyse(inputs.table("spells"), inputs.table("benefits"), inputs.window)

    return Analysis(name, compute, (indicator,), needs=("spells",), also=("benefits",))


def _leaving(name: str, indicator: str, analyse: Callable[..., Result]) -> Analysis:
    """Who left for where: of spells."""

    def compute(inputs: AnalysisInputs) -> Result:
        return analyse(inputs.table("spells"), inputs.library.destinations, inputs.window)

    return Analysis(name, compute, (indicator,), needs=("spells",))


def _lasting(name: str, indicator: str, analyse: Callable[..., Result]) -> Analysis:
    """Who stayed away: of spells and benefits."""

    def compute(inputs: AnalysisInputs) -> Result:
        spells, benefits = inputs.table("spells"), inputs.table("benefits")
        return analyse(spells, benefits, inputs.library.destinations, inputs.window)

    return Analysis(name, compute, (indicator,), needs=("spells",), also=("benefits",))


OUTFLOW = Chapter(
    name="outflow",
    title="Uitstroom",
    question="wie kwam erbij, wie vertrok, en waarheen?",
    missing="de uitstroom",
    analyses=(
        Analysis(
            "caseload_figures",
            lambda inputs: outflow.caseload_figures(inputs.table("caseload")),
            needs=("caseload",),
        ),
        Analysis(
            "caseload_account",
            lambda inputs: outflow.caseload_account(inputs.table("caseload")),
            _ACCOUNT,
            needs=("caseload",),
        ),
        Analysis(
            "destinations",
            lambda inputs: outflow.destinations(inputs.table("exits"), inputs.table("caseload")),
            ("outflow.count", "outflow.share"),
            needs=("exits",),
            also=("caseload",),
        ),
        Analysis(
            "like_for_like",
            lambda inputs: outflow.like_for_like(inputs.table("exits"), inputs.table("caseload")),
            ("outflow.share",),
            needs=("exits",),
            also=("caseload",),
        ),
        Analysis(
            "funnel_shares",
            lambda inputs: outflow.funnel_shares(inputs.table("funnel")),
            ("outflow.funnel_share",),
            needs=("funnel",),
        ),
        Analysis(
            "target_results",
            lambda inputs: outflow.target_results(inputs.table("targets")),
            ("outflow.target_ratio", "outflow.target_pro_rata"),
            needs=("targets",),
        ),
        Analysis(
            "instrument_shares",
            lambda inputs: outflow.instrument_shares(inputs.table("instruments")),
            ("outflow.instrument_share",),
            needs=("instruments",),
        ),
        Analysis(
            "durable_shares",
            _durable,
            ("outflow.durable_share",),
            needs=("durability",),
        ),
    ),
)

OUTFLOW_CLIENTS = Chapter(
    name="outflow_clients",
    title="Uitstroom van gevolgde cliënten",
    question="hoe snel vertrokken cliënten, waarheen, en kwamen zij terug?",
    figures="outflow",
    analyses=(
        _staying("staying", "outflow.survival", outflow.staying),
        _staying("median_months", "outflow.median_months", outflow.median_months),
        _leaving(
            "destination_incidence", "outflow.cumulative_incidence", outflow.destination_incidence
        ),
        _leaving("group_differences", "outflow.group_share", outflow.group_differences),
        _leaving("cohorts", "outflow.cohort_share", outflow.cohorts),
        _lasting("followed_exits", "outflow.durable_share", outflow.followed_exits),
        _lasting("durable_incidence", "outflow.durable_incidence", outflow.durable_incidence),
        _lasting("reentry", "outflow.reentry", outflow.reentry),
        _lasting("mean_reentries", "outflow.mean_reentries", outflow.mean_reentries),
    ),
)
