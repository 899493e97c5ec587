"""Effect analysis: what groups with the programme reached beside a group without it.

Tables are those of the contract.
"""

from evalutils.effect.arms import arm_effects

__all__ = ["arm_effects"]
