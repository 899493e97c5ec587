"""Figures of one evaluation that cannot all be true: one rule per kind, for every table.

In a new (``protected``) evaluation each is a fault. In a published one the source may contradict
itself: then it is a finding, with what the source prints. What would make the project itself
count wrongly is a fault in both.
"""

from evalutils.dataset.contradictions.all_rules import RULES, check_contradictions

__all__ = ["RULES", "check_contradictions"]
