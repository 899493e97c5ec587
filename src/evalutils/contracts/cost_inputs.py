"""The inputs of the cost-benefit model: their Dutch names, and what is said when one is missing."""

from __future__ import annotations

from typing import NamedTuple

from evalutils.sentence_case import capital, within


class CostInput(NamedTuple):
    """One input of the model."""

    label: str  # its Dutch name
    # What is missing without it, as it reads after "er ontbreekt"; empty when nothing is.
    gap: str = ""
    share: bool = False  # True for a number from 0 to 1 that is shown in percent


INPUTS = {
    "horizon_months": CostInput("Aantal maanden dat telt", "over hoeveel maanden gerekend wordt"),
    "participants": CostInput("Aantal deelnemers", "het aantal deelnemers"),
    "exits": CostInput("Aantal mensen dat uitstroomde", "het aantal mensen dat uitstroomde"),
    "exits_within_participants": CostInput("Of wie uitstroomde bij de deelnemers hoort"),
    "exit_share": CostInput("Uitstroom per deelnemer", share=True),
    "counterfactual_exit_share": CostInput(
        "Aandeel dat ook zonder programma was uitgestroomd",
        "hoeveel mensen ook zonder het programma waren uitgestroomd",
        share=True,
    ),
    "effect_months": CostInput("Maand na het begin waarvan het verschil komt"),
    "displacement_share": CostInput(
        "Verdringing: aandeel banen ten koste van een ander",
        "hoeveel van de banen anders naar een ander waren gegaan",
        share=True,
    ),
    "lock_in_months": CostInput(
        "Maanden van de start tot de uitstroom", "na hoeveel maanden iemand uitstroomt"
    ),
    "part_time_exit_share": CostInput(
        "Aandeel van de uitstroom dat parttime is",
        "hoeveel van de uitstroom parttime is en dus maar een deel van de uitkering scheelt",
        share=True,
    ),
    "part_time_saving_share": CostInput(
        "Deel van de uitkering dat parttime uitstroom scheelt", share=True
    ),
    "stayers_cost_share": CostInput(
        "Kosten van wie niet uitstroomde, als deel van de kosten van wie uitstroomde", share=True
    ),
    "natural_exit_rate": CostInput(
        "Deel dat per jaar ook zonder het programma de uitkering verlaat", share=True
    ),
    "lost_share": CostInput(
        "Deel van de uitstroom dat er ook zonder het programma was", share=True
    ),
    "durability": CostInput(
        "Duurzaamheid: aandeel nog uit de uitkering", "hoe lang iemand wegblijft", share=True
    ),
    "optimism_correction": CostInput(
        "Correctie van de baten voor optimisme, naar de graad van bewijs", share=True
    ),
    "discount_rate": CostInput("Discontovoet per jaar", "de discontovoet", share=True),
    "discount_date": CostInput("Dag waarvan de discontovoet geldt"),
    "price_year": CostInput("Prijspeil waar alle bedragen naar zijn omgerekend"),
    "months": CostInput(
        "Hoeveel maanden een maandbedrag loopt", "hoeveel maanden een maandbedrag loopt"
    ),
    "price_index": CostInput(
        "Prijsindex om bedragen van verschillende jaren te vergelijken",
        "een prijsindex: de bedragen staan in het prijspeil van hun eigen jaar",
    ),
    "saving": CostInput("Bespaarde uitkering per maand", "wat de gemeente aan uitkering bespaart"),
    "income": CostInput("Wat de cliënt gaat verdienen", "wat de cliënt gaat verdienen"),
    "production": CostInput(
        "Opbrengst van het werk voor de samenleving", "wat het werk de samenleving oplevert"
    ),
    "amount": CostInput(
        "Een bedrag dat is weggelaten",
        "een bedrag dat is weggelaten om wie het kreeg",
    ),
    "costs": CostInput("Kosten van het programma", "wat het programma kost"),
    "wage_subsidy": CostInput(
        "Loonkosten en begeleiding na de uitstroom",
        "of er na de uitstroom loonkostensubsidie of begeleiding wordt betaald, en hoe lang",
    ),
    "everything": CostInput("Alles tegelijk"),
}


def lacking_gains(income: bool, production: bool) -> str:
    """Which gains of client and society are not known, in words; empty when both are."""
    missing = {"income": income, "production": production}
    return " en ".join(INPUTS[name].gap for name, lacks in missing.items() if lacks)


def label_of(name: str, words: str) -> str:
    """The name of an input; an amount has the words of the source."""
    return INPUTS[name].label if name in INPUTS else capital(words)


def label_within(name: str, words: str) -> str:
    """The same within a sentence; the words of the source stay as they are."""
    return within(INPUTS[name].label) if name in INPUTS else words
