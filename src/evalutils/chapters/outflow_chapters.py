"""Chapters about who came, who left, where to, and whether it lasted."""

from __future__ import annotations

from evalutils.chapters.chapter import Chapter, asked

_ACCOUNT = ("outflow.net_change", "outflow.flow_residual", "outflow.implied_stock_start")
_EXITS = ("outflow.count", "outflow.share", "outflow.ratio")
_INFLOW = ("outflow.inflow_count", "outflow.inflow_share", "outflow.inflow_ratio")
_OTHER = tuple(f"outflow.other_outcome_{kind}" for kind in ("count", "share", "ratio"))
_FUNNEL = ("outflow.funnel_share", "outflow.funnel_ratio")
_INSTRUMENTS = ("outflow.instrument_share", "outflow.instrument_ratio")
_TARGETS = ("outflow.target_ratio", "outflow.target_pro_rata", "outflow.budget_difference")
# Who is still there: of spells, and of benefits when they are there.
_STAYING = ("spells", "benefits", "window")
# Who left for where: of spells.
_LEAVING = ("spells", "codelist", "window")
# Who stayed away: of spells and benefits.
_LASTING = ("spells", "benefits", "codelist", "window")

OUTFLOW = Chapter(
    name="outflow",
    title="Uitstroom",
    question="wie kwam erbij, wie vertrok, en waarheen?",
    missing="de uitstroom",
    analyses=(
        asked("outflow.caseload_figures", "caseload", "groups", means="bestandsrekening"),
        asked("outflow.caseload_account", "caseload", "groups", gives=_ACCOUNT),
        asked("outflow.inflow_reasons", "inflow", "caseload", "groups", gives=_INFLOW),
        asked("outflow.destinations", "exits", "caseload", "groups", "codelist", gives=_EXITS),
        asked(
            "outflow.exit_sums",
            *("exits", "caseload", "groups", "codelist", "fewest"),
            gives=("outflow.kind_count", "outflow.kind_share"),
        ),
        asked("outflow.other_outcomes", "other_outcomes", "caseload", gives=_OTHER),
        asked("outflow.like_for_like", "exits", "caseload", gives=_EXITS[1:]),
        asked("outflow.funnel_shares", "funnel", "groups", gives=_FUNNEL),
        asked("outflow.target_results", "targets", "groups", gives=_TARGETS),
        asked("outflow.instrument_shares", "instruments", gives=_INSTRUMENTS),
        asked(
            "outflow.durable_shares",
            "durability",
            "followed",
            "groups",
            gives=("outflow.durable_share", "outflow.durable_ratio"),
        ),
    ),
)

OUTFLOW_CLIENTS = Chapter(
    name="outflow_clients",
    title="Uitstroom van gevolgde cliënten",
    question="hoe snel vertrokken cliënten, waarheen, en kwamen zij terug?",
    figures="outflow",
    analyses=(
        asked(
            "outflow.starters",
            "spells",
            "window",
            gives=("outflow.followed_people", "outflow.repeat_starters"),
        ),
        asked("outflow.staying", *_STAYING, gives="outflow.survival"),
        asked("outflow.median_months", *_STAYING, gives="outflow.median_months"),
        asked("outflow.destination_incidence", *_LEAVING, gives="outflow.cumulative_incidence"),
        asked("outflow.group_differences", *_LEAVING, gives="outflow.group_share"),
        asked("outflow.cohorts", *_LEAVING, gives="outflow.cohort_share"),
        asked(
            "outflow.followed_exits",
            *_LASTING,
            gives=("outflow.durable_share", "outflow.never_on_benefit"),
        ),
        asked("outflow.durable_incidence", *_LASTING, gives="outflow.durable_incidence"),
        asked("outflow.reentry", *_LASTING, gives="outflow.reentry"),
        asked("outflow.mean_reentries", *_LASTING, gives="outflow.mean_reentries"),
    ),
)
