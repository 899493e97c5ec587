"""Chapters about the participation ladder."""

from __future__ import annotations

from evalutils.chapters.chapter import Analysis, Chapter, asked

_WAYS = ("ladder.share_up", "ladder.share_same", "ladder.share_down")
_BOUNDS = tuple(f"ladder.share_{way}_{end}" for way in ("up", "down") for end in ("min", "max"))
_CROSSWALK = ("ladder.crosswalk_share_min", "ladder.crosswalk_share_max")


_GUARDED = "rungs fewest"
_JOINED = f"{_GUARDED} rung_groups"


def _of_clients(analyse: str, *gives: str, also: str = "rungs") -> Analysis:
    """An analysis of the measured clients, and of what `also` names."""
    return asked(analyse, "clients", *also.split(), gives=gives, needs="measurements")


LADDER = Chapter(
    name="ladder",
    title="Participatieladder",
    question="waar staan cliënten op de ladder, en wat verandert er?",
    missing="de participatieladder",
    analyses=(
        asked("ladder.coverage", "coverage", gives="ladder.coverage"),
        asked("ladder.distribution", "ladder", "rungs", "rung_groups", gives="ladder.share"),
        asked("ladder.group_distribution", "ladder", *_JOINED.split(), gives="ladder.group_share"),
        asked("ladder.totals", "ladder", "rungs", gives="ladder.total_share"),
        asked(
            "ladder.mean_rungs", "ladder", "rungs", gives=("ladder.mean_rung", "ladder.net_change")
        ),
        asked(
            "ladder.movement_bounds", "ladder", "rungs", gives=(*_BOUNDS, "ladder.share_moved_min")
        ),
        asked("ladder.moves", "ladder_moves", "ladder", means="ladder"),
        asked("ladder.step_shares", "ladder_moves", "ladder", gives=_WAYS),
        asked("ladder.can_rise", "ladder_moves", gives=("ladder.can_rise", *_WAYS[:2])),
        asked("ladder.crosswalk", "ladder", "rungs", "crosswalk", gives=_CROSSWALK),
    ),
)

LADDER_CLIENTS = Chapter(
    name="ladder_clients",
    title="Participatieladder van gevolgde cliënten",
    question="wie steeg, wie bleef staan en wie daalde, van meting tot meting?",
    figures="ladder",
    analyses=(
        _of_clients("ladder.client_coverage", "ladder.coverage", also=""),
        _of_clients("ladder.client_change", "ladder.paired_change", also=""),
        _of_clients("ladder.client_ways", *_WAYS, also=""),
        asked(
            "ladder.measured_again",
            *("clients", "spells", "codelist", "period", "fewest"),
            gives=("ladder.work_share", "ladder.step_share_min", "ladder.step_share_max"),
            needs="measurements",
        ),
        _of_clients("ladder.client_transitions", "ladder.transition", also=_JOINED),
        _of_clients("ladder.group_transitions", "ladder.group_transition", also=_JOINED),
        _of_clients("ladder.client_tests", "ladder.test_p"),
        _of_clients("ladder.months_between", "ladder.months_between", also="fewest"),
        _of_clients(
            "ladder.expectations",
            *("ladder.expected_reached", "ladder.expectation_error"),
            also=_GUARDED,
        ),
        _of_clients("ladder.arrivals", "ladder.arrival", also=_JOINED),
        _of_clients("ladder.group_arrivals", "ladder.group_arrival", also=_JOINED),
        _of_clients("ladder.client_groups", *_WAYS, "ladder.coverage", also=""),
        _of_clients("ladder.projection", "ladder.projected_share"),
    ),
)
