"""The chapter about what a programme did, beside people who did without it."""

from __future__ import annotations

from evalutils.chapters.chapter import Chapter, asked

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
    ),
)
