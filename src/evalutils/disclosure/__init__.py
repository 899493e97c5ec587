"""Disclosure control: what of a result may reach a page."""

from evalutils.disclosure.publish import Publishable, exact_values, publish
from evalutils.disclosure.rule import Rule

__all__ = ["Publishable", "Rule", "exact_values", "publish"]
