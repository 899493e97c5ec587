"""Chapters about the participation ladder."""

from __future__ import annotations

from evalutils import ladder
from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.chapter import Analysis, Chapter
from evalutils.result import Result

_WAYS = ("ladder.share_up", "ladder.share_same", "ladder.share_down")
_BOUNDS = tuple(f"ladder.share_{way}_{end}" for way in ("up", "down") for end in ("min", "max"))


def _crosswalk(inputs: AnalysisInputs) -> Result:
    return ladder.crosswalk(inputs.table("ladder"), inputs.rungs, inputs.scheme.crosswalk)


def _months_between(inputs: AnalysisInputs) -> Result:
    return ladder.months_between(inputs.clients, inputs.window.fewest)


LADDER = Chapter(
    name="ladder",
    title="Participatieladder",
    question="waar staan cliënten op de ladder, en wat verandert er?",
    missing="de participatieladder",
    analyses=(
        Analysis(
            "coverage",
            lambda inputs: ladder.coverage(inputs.evaluation.coverage),
            ("ladder.coverage",),
        ),
        Analysis(
            "distribution",
            lambda inputs: ladder.distribution(inputs.table("ladder"), inputs.rungs),
            ("ladder.share",),
            needs=("ladder",),
        ),
        Analysis(
            "totals",
            lambda inputs: ladder.totals(inputs.table("ladder"), inputs.rungs),
            ("ladder.total_share",),
            needs=("ladder",),
        ),
        Analysis(
            "mean_rungs",
            lambda inputs: ladder.mean_rungs(inputs.table("ladder"), inputs.rungs),
            ("ladder.mean_rung", "ladder.net_change"),
            needs=("ladder",),
        ),
        Analysis(
            "movement_bounds",
            lambda inputs: ladder.movement_bounds(inputs.table("ladder"), inputs.rungs),
            (*_BOUNDS, "ladder.share_moved_min"),
            needs=("ladder",),
        ),
        Analysis(
            "moves",
            lambda inputs: ladder.moves(inputs.table("ladder_moves"), inputs.table("ladder")),
            needs=("ladder_moves",),
            also=("ladder",),
        ),
        Analysis(
            "step_shares",
            lambda inputs: ladder.step_shares(inputs.table("ladder_moves"), inputs.table("ladder")),
            _WAYS,
            needs=("ladder_moves",),
            also=("ladder",),
        ),
        Analysis(
            "can_rise",
            lambda inputs: ladder.can_rise(inputs.table("ladder_moves")),
            ("ladder.can_rise", "ladder.share_up", "ladder.share_same"),
            needs=("ladder_moves",),
        ),
        Analysis(
            "crosswalk",
            _crosswalk,
            ("ladder.crosswalk_share_min", "ladder.crosswalk_share_max"),
            needs=("ladder",),
        ),
    ),
)

LADDER_CLIENTS = Chapter(
    name="ladder_clients",
    title="Participatieladder van gevolgde cliënten",
    question="wie steeg, wie bleef staan en wie daalde, van meting tot meting?",
    figures="ladder",
    analyses=(
        Analysis(
            "client_coverage",
            lambda inputs: ladder.client_coverage(inputs.clients),
            ("ladder.coverage",),
            needs=("measurements",),
        ),
        Analysis(
            "client_ways",
            lambda inputs: ladder.client_ways(inputs.clients),
            _WAYS,
            needs=("measurements",),
        ),
        Analysis(
            "client_transitions",
            lambda inputs: ladder.client_transitions(inputs.clients, inputs.rungs),
            ("ladder.transition",),
            needs=("measurements",),
        ),
        Analysis(
            "client_tests",
            lambda inputs: ladder.client_tests(inputs.clients, inputs.rungs),
            ("ladder.test_p",),
            needs=("measurements",),
        ),
        Analysis(
            "months_between",
            _months_between,
            ("ladder.months_between",),
            needs=("measurements",),
        ),
        Analysis(
            "expectations",
            lambda inputs: ladder.expectations(inputs.clients, inputs.rungs),
            ("ladder.expected_reached", "ladder.expectation_error"),
            needs=("measurements",),
        ),
        Analysis(
            "arrivals",
            lambda inputs: ladder.arrivals(inputs.clients, inputs.rungs),
            ("ladder.arrival",),
            needs=("measurements",),
        ),
        Analysis(
            "client_groups",
            lambda inputs: ladder.client_groups(inputs.clients),
            (*_WAYS, "ladder.coverage"),
            needs=("measurements",),
        ),
        Analysis(
            "projection",
            lambda inputs: ladder.projection(inputs.clients, inputs.rungs),
            ("ladder.projected_share",),
            needs=("measurements",),
        ),
    ),
)
