"""Chapters about what was reached with the programme beside what was reached without it."""

from __future__ import annotations

from evalutils.chapters.chapter import Chapter, asked
from evalutils.contracts.evidence import COMPARED
from evalutils.dataset.evaluation import Outlined


def _has_comparison(evaluation: Outlined) -> bool:
    """Whether clients are compared: then the spells have two arms."""
    return evaluation.evidence in COMPARED


EFFECT = Chapter(
    name="effect",
    title="Effect",
    question="bereikten mensen met het programma meer dan mensen zonder?",
    analyses=(
        asked(
            "effect.arm_effects",
            "arms",
            "groups",
            gives=tuple(
                f"effect.{name}"
                for name in (
                    *("reached_share", "difference", "ratio", "p_adjusted", "smallest_difference"),
                    *("take_up", "participants_difference", "joined_share"),
                    *("arms_differ_p", "groups_differ_p"),
                )
            ),
        ),
        asked(
            "effect.panel_effects",
            "panel",
            gives=(
                "effect.share_in_period",
                "effect.difference_in_differences",
                "effect.difference_before",
                "effect.before_differs_p",
            ),
        ),
    ),
)

_BALANCE = ("effect.imbalance_before", "effect.imbalance_after")
_EFFECT = (
    *(f"effect.{kind}_difference" for kind in ("unadjusted", "weighted", "adjusted")),
    *("effect.adjusted_ratio", "effect.expected_share", "effect.reached_by_clients"),
    *("effect.e_value", "effect.gamma", "effect.tipping_share"),
)

EFFECT_CLIENTS = Chapter(
    name="effect_clients",
    title="Effect voor gevolgde cliënten",
    question="vertrokken cliënten vaker naar werk dan vergelijkbare mensen zonder het programma?",
    figures="effect",
    asked=_has_comparison,
    analyses=(
        asked(
            "effect.compared_clients", "compared", needs="spells", gives="effect.followed_clients"
        ),
        asked("effect.client_balance", "compared", needs="spells", gives=_BALANCE),
        asked("effect.client_overlap", "compared", needs="spells", means="vergelijkbaar-maken"),
        asked(
            "effect.weighted_clients", "compared", needs="spells", gives="effect.effective_clients"
        ),
        asked("effect.adjusted_effect", "compared", needs="spells", gives=_EFFECT),
        asked("effect.arm_curves", "compared", needs="spells", gives="effect.weighted_share"),
        asked(
            "effect.restricted_months", "compared", needs="spells", gives="effect.restricted_months"
        ),
    ),
)
