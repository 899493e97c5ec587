"""What the design of an evaluation allows its figures to prove."""

from __future__ import annotations

from typing import Literal, NamedTuple

Evidence = Literal["none", "before_after", "comparison", "randomised"]

# Those with a group to compare with.
COMPARED: tuple[Evidence, ...] = ("comparison", "randomised")


class EvidenceLevel(NamedTuple):
    """One level of evidence."""

    label: str  # its short Dutch name
    proves: str  # what all figures of such an evaluation do and do not prove
    caution: str  # what a change among its clients says about the programme
    worked: str  # the shortest answer to whether the programme worked
    lacks: str  # what would give a better answer, after "ontbreekt"
    # With people who did without the programme beside them: what the figures prove, what stays
    # uncertain (after "niet zeker is"), and what would give a better answer (empty for nothing).
    compared: str
    unsure: str
    lacks_compared: str


EVIDENCE: dict[Evidence, EvidenceLevel] = {
    "none": EvidenceLevel(
        "alleen uitkomsten",
        "Er is geen vergelijkingsgroep en geen meting vooraf. De cijfers laten zien wat er "
        "gebeurde, niet of dat door het programma komt.",
        "Dit beschrijft wat er gebeurde. Er is geen vergelijkingsgroep, dus of het programma "
        "eraan bijdroeg, is hieruit niet op te maken.",
        "Dat is niet te zeggen: er is geen vergelijkingsgroep.",
        "een vergelijkingsgroep",
        "Deze cijfers zetten groepen naast elkaar. De opzet zegt niet waarom iemand in welke "
        "groep zat, dus of een verschil door het programma komt, laten zij niet zien.",
        "of een verschil tussen groepen door het programma komt: waarom iemand in welke groep "
        "zat, is niet bekend.",
        "een loting",
    ),
    "before_after": EvidenceLevel(
        "meting vooraf en achteraf",
        "Er is vooraf en achteraf gemeten, zonder vergelijkingsgroep. De cijfers laten een "
        "verandering zien, niet of die door het programma komt.",
        "Dit is een verandering tussen twee metingen van dezelfde mensen. Zonder "
        "vergelijkingsgroep is niet te zeggen welk deel ook zonder het programma was gebeurd.",
        "Dat is niet te zeggen: er is vooraf en achteraf gemeten, zonder vergelijkingsgroep.",
        "een vergelijkingsgroep",
        "Er is vooraf en achteraf gemeten, en er staan groepen naast elkaar. De opzet zegt niet "
        "waarom iemand in welke groep zat, dus of een verschil door het programma komt, laten "
        "deze cijfers niet zien.",
        "of een verschil tussen groepen door het programma komt: waarom iemand in welke groep "
        "zat, is niet bekend.",
        "een loting",
    ),
    "comparison": EvidenceLevel(
        "vergelijkingsgroep",
        "Er is een vergelijkingsgroep, niet door loting bepaald. Het verschil met die groep is in "
        "dit boek niet berekend, dus of de uitkomst door het programma komt, laten deze cijfers "
        "niet zien. Ook een verschil kan deels komen doordat de groepen anders waren.",
        "Wat het programma hieraan bijdroeg, is hieruit niet op te maken: het verschil met de "
        "vergelijkingsgroep is hier niet berekend, en die groep is niet door loting bepaald.",
        "Dat is hier niet berekend: het verschil met de vergelijkingsgroep ontbreekt.",
        "het verschil met de vergelijkingsgroep",
        "Er is een vergelijkingsgroep, niet door loting bepaald. Het verschil met die groep "
        "staat in dit boek, met de marge. Het kan deels komen doordat de groepen al anders "
        "waren: het is samenhang, en laat niet zien of het programma werkt.",
        "of het verschil door het programma komt: een loting bepaalde de groepen niet.",
        "een loting",
    ),
    "randomised": EvidenceLevel(
        "loting",
        "Deelname is door loting bepaald. Wat het programma deed, is dan het verschil met wie door "
        "loting niet meedeed, met de marge ervan. Dat verschil is in dit boek niet berekend, dus "
        "of de uitkomst door het programma komt, laten deze cijfers niet zien.",
        "Wat het programma hieraan bijdroeg, is hieruit niet op te maken: het verschil met wie "
        "door loting niet meedeed, is hier niet berekend.",
        "Dat is hier niet berekend: het verschil met wie niet meedeed, ontbreekt.",
        "het verschil met wie door loting niet meedeed",
        "Deelname is door loting bepaald. Het verschil met wie door loting niet meedeed, staat "
        "in dit boek, met de marge als de bron aantallen geeft. Of het elders ook zo zou gaan, "
        "laten deze cijfers niet zien.",
        "of het elders ook zo zou gaan: de loting ging over wie aan het onderzoek meedeed.",
        "",
    ),
}
