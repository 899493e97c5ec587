"""Disclosure control: what of a result may reach a page."""

from evalutils.disclosure.ledger import Choice, Clears, Ledger
from evalutils.disclosure.publishable import Hidden, Publishable, cleared, exact_values
from evalutils.disclosure.rule import Rule
from evalutils.result import Result
from evalutils.seal import refuse_by_hand

__all__ = [
    "Choice",
    "Clears",
    "Hidden",
    "Ledger",
    "Publishable",
    "Rule",
    "cleared",
    "exact_values",
    "publish",
]


def publish(result: Result, rule: Rule | None) -> Publishable:
    """Clear a result that no other is published beside.

    Parameters
    ----------
    result
        The result of an analysis.
    rule
        The disclosure rule; None when the figures are public already.

    Raises
    ------
    InputError
        When a notebook about protected data clears a result so, beside its own ledger.
    """
    refuse_by_hand("disclosure.publish")
    return Ledger({"": result}, rule).publish("")
