"""What may be wrong with a comparison, in short: RoB 2 where a lot decided, ROBINS-I elsewhere.

Sterne, J. A. C. et al. (2019). RoB 2: a revised tool for assessing risk of bias in randomised
trials. BMJ 366, l4898.
Sterne, J. A. C. et al. (2016). ROBINS-I: a tool for assessing risk of bias in non-randomised
studies of interventions. BMJ 355, i4919.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from evalutils.contracts.evidence import Evidence


class Checklist(NamedTuple):
    """The questions that a researcher answers about a comparison."""

    key: str  # in evaluation.yaml
    title: str  # how readers know it
    of: str  # Dutch: of which comparisons
    domains: Mapping[str, str]  # Dutch questions
    risks: Mapping[str, str]  # Dutch answers


_ALIKE = {
    "deviations": "Kreeg iedereen wat bij zijn groep hoorde, en niets van de andere?",
    "missing_data": "Ontbreken er uitkomsten, en in de ene groep meer dan in de andere?",
    "measurement": "Is de uitkomst in beide groepen op dezelfde manier gemeten?",
    "reporting": "Is alles gemeld wat is gemeten, ook wat niets opleverde?",
}
ROB_2 = Checklist(
    "rob_2",
    "RoB 2",
    "als een loting de groepen bepaalde",
    {
        "randomisation": "Bepaalde alleen de loting wie in welke groep kwam, en wist niemand de "
        "uitslag vooraf?",
        **_ALIKE,
    },
    {"low": "laag", "some_concerns": "twijfel", "high": "hoog"},
)
ROBINS_I = Checklist(
    "robins_i",
    "ROBINS-I",
    "als er geen loting was",
    {
        "confounding": "Waren de groepen vooraf al anders?",
        "selection": "Hing het meetellen van mensen af van wat na het begin gebeurde?",
        "classification": "Is zeker wie in welke groep zat?",
        **_ALIKE,
    },
    {
        "low": "laag",
        "moderate": "matig",
        "serious": "ernstig",
        "critical": "zeer ernstig",
        "no_information": "niet te zeggen",
    },
)
CHECKLISTS = (ROB_2, ROBINS_I)


def checklist_of(evidence: Evidence) -> Checklist:
    """The checklist of a design."""
    return ROB_2 if evidence == "randomised" else ROBINS_I
