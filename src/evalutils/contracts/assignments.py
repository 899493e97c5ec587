"""How people came into the groups of a comparison, and what must hold for each way."""

from __future__ import annotations

from typing import NamedTuple


class Assignment(NamedTuple):
    """One way in which a group to compare with came about."""

    label: str  # its short Dutch name
    who: str  # Dutch: who was compared
    must_hold: str  # Dutch: what must hold before the difference is that of the programme
    by_lot: bool = False


ASSIGNMENTS = {
    "randomised": Assignment(
        "loting",
        "Een loting bepaalde wie in welke groep kwam.",
        "Door de loting zijn de groepen vooraf gemiddeld gelijk, op toeval na. Wel moet iedereen "
        "in zijn groep zijn meegeteld, ook wie niet meedeed of wegviel, en mag de ene groep niets "
        "van de andere merken.",
        by_lot=True,
    ),
    "waiting_list": Assignment(
        "wachtlijst",
        "Wie later aan de beurt was, is de vergelijkingsgroep.",
        "De volgorde van de lijst mag niets met de kans op de uitkomst te maken hebben, en wachten "
        "mag het gedrag niet veranderen.",
    ),
    "earlier_cohort": Assignment(
        "eerdere lichting",
        "Mensen van vóór het programma zijn de vergelijkingsgroep.",
        "Tussen beide lichtingen mag verder niets zijn veranderd: niet de arbeidsmarkt, niet de "
        "regels, niet wie er instroomt en niet hoe is geteld.",
    ),
    "other_people": Assignment(
        "andere mensen",
        "Mensen die om een andere reden niet meededen, zijn de vergelijkingsgroep.",
        "Wie meedeed, mag niet al een andere kans op de uitkomst hebben gehad, zoals door "
        "motivatie, gezondheid of opleiding.",
    ),
}  # fmt: skip
