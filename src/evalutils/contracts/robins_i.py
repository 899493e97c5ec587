"""The domains of ROBINS-I, in short: what may be wrong with a comparison that is no lot.

Sterne, J. A. C. et al. (2016). ROBINS-I: a tool for assessing risk of bias in non-randomised
studies of interventions. BMJ 355, i4919.
"""

from __future__ import annotations

DOMAINS = {
    "confounding": "Waren de groepen vooraf al anders?",
    "selection": "Hing het meetellen van mensen af van wat na het begin gebeurde?",
    "classification": "Is zeker wie in welke groep zat?",
    "deviations": "Kreeg iedereen wat bij zijn groep hoorde, en niets van de andere?",
    "missing_data": "Ontbreken er uitkomsten, en in de ene groep meer dan in de andere?",
    "measurement": "Is de uitkomst in beide groepen op dezelfde manier gemeten?",
    "reporting": "Is alles gemeld wat is gemeten, ook wat niets opleverde?",
}
RISKS = {
    "low": "laag",
    "moderate": "matig",
    "serious": "ernstig",
    "critical": "zeer ernstig",
    "no_information": "niet te zeggen",
}
