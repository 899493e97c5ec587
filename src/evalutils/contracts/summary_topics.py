"""What a chapter found, in a sentence each, for the summaries of the book.

They travel with the executed notebook, as its key figures do: the pages above it compute nothing.
"""

from __future__ import annotations

from typing import TypedDict

MIME_TYPE = "application/vnd.evalutils.findings+json"
# Where they stand in the metadata of an executed notebook.
FINDINGS = "findings"

# What came of it, the most telling first, with the name above the number alone.
OUTCOMES = {
    "effect": "verschil met de vergelijkingsgroep",
    "effect_over_time": "zoveel meer verandering dan in de vergelijkingsgroep",
    "lasting": "bleef weg",
    "work": "naar betaald werk",
    "risen": "steeg op de ladder",
    "targets": "doelen gehaald",
    "mean_rung": "gemiddelde trede",
    "expected": "kan stijgen volgens begeleiders",
    "funnel": "bereikte de laatste stap",
    "other": "andere uitkomst",
    "change": "verandering van het bestand",
    "people": "mensen",
}
# Of these there are people who did without the programme beside those of the programme.
BESIDE_OTHERS = ("effect", "effect_over_time")
COSTS = {
    "per_participant": "kosten per deelnemer",
    "per_exit": "kosten per uitstroom",
    "spent": "uitgegeven",
    "amounts": "losse bedragen",
    "needed": "terug te verdienen met extra uitstroom",
}


class Finding(TypedDict):
    """One finding.

    Attributes
    ----------
    topic
        Of `OUTCOMES` or `COSTS`.
    value
        The number alone as readers write it, such as ``47,0%``.
    text
        A sentence in Markdown with its base and interval, where they are known.
    people
        How many people it rests on; None where that is not known or not shown.
    """

    topic: str
    value: str
    text: str
    people: float | None
