"""Effect analysis: what was reached with the programme beside what was reached without it.

Tables are those of the contract; `two` are the clients of two arms, as `compared` gives them.
"""

from evalutils.effect.arms import arm_effects
from evalutils.effect.clients.adjusted import about_a_year, adjusted_effect
from evalutils.effect.clients.arm_curves import arm_curves, restricted_months
from evalutils.effect.clients.arms_alike import (
    client_balance,
    client_overlap,
    compared_clients,
    weighted_clients,
)
from evalutils.effect.clients.compared import BothArms, compared
from evalutils.effect.panel import panel_effects

__all__ = [
    "BothArms",
    "about_a_year",
    "adjusted_effect",
    "arm_curves",
    "arm_effects",
    "client_balance",
    "client_overlap",
    "compared",
    "compared_clients",
    "panel_effects",
    "restricted_months",
    "weighted_clients",
]
