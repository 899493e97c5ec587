"""Disclosure control: what of a result may reach a page."""

from evalutils.disclosure.publish import Publishable, publish
from evalutils.disclosure.rule import Rule

__all__ = ["Publishable", "Rule", "publish"]
