"""Disclosure control: what of a result may reach a page."""

from evalutils.disclosure.ledger import Ledger
from evalutils.disclosure.publishable import Publishable, exact_values
from evalutils.disclosure.rule import Rule
from evalutils.result import Result

__all__ = ["Ledger", "Publishable", "Rule", "exact_values", "publish"]


def publish(result: Result, rule: Rule | None) -> Publishable:
    """Clear a result that no other is published beside.

    Parameters
    ----------
    result
        The result of an analysis.
    rule
        The disclosure rule; None when the figures are public already.
    """
    return Ledger({"": result}, rule).publish("")
