"""What the design of an evaluation allows its figures to prove."""

from __future__ import annotations

from typing import Literal, NamedTuple

Evidence = Literal["none", "before_after", "comparison", "randomised"]


class EvidenceLevel(NamedTuple):
    """One level of evidence."""

    label: str  # its short Dutch name
    proves: str  # what all figures of such an evaluation do and do not prove
    caution: str  # what a change among its clients says about the programme
    compared: bool = False  # True when there is a group without the programme beside the clients


EVIDENCE: dict[Evidence, EvidenceLevel] = {
    "none": EvidenceLevel(
        "alleen uitkomsten",
        "Er is geen vergelijkingsgroep en geen meting vooraf. De cijfers laten zien wat er "
        "gebeurde, niet of dat door het programma komt.",
        "Dit beschrijft wat er gebeurde. Er is geen vergelijkingsgroep, dus of het programma "
        "eraan bijdroeg, is hieruit niet op te maken.",
    ),
    "before_after": EvidenceLevel(
        "meting vooraf en achteraf",
        "Er is vooraf en achteraf gemeten, zonder vergelijkingsgroep. De cijfers laten een "
        "verandering zien, niet of die door het programma komt.",
        "Dit is een verandering tussen twee metingen van dezelfde mensen. Zonder "
        "vergelijkingsgroep is niet te zeggen welk deel ook zonder het programma was gebeurd.",
    ),
    "comparison": EvidenceLevel(
        "vergelijkingsgroep",
        "Er is een vergelijkingsgroep, niet door loting bepaald. Verschillen tussen de groepen "
        "kunnen het verschil in uitkomst deels verklaren.",
        "Deze cijfers gaan alleen over de deelnemers. Wat het programma eraan bijdroeg, blijkt "
        "pas naast de vergelijkingsgroep, en die is niet door loting bepaald.",
        compared=True,
    ),
    "randomised": EvidenceLevel(
        "loting",
        "Deelname is door loting bepaald. Een verschil in uitkomst tussen de groepen kan daarom "
        "aan het programma worden toegeschreven, binnen de genoemde marge.",
        "Deze cijfers gaan alleen over de deelnemers. Wat het programma eraan bijdroeg, is het "
        "verschil met wie door loting niet meedeed.",
        compared=True,
    ),
}
