"""Dutch names of the inputs of the cost-benefit model and of what can be missing."""

from __future__ import annotations

INPUTS = {
    "horizon_months": "Aantal maanden dat telt",
    "participants": "Aantal deelnemers",
    "exits": "Aantal mensen dat uitstroomde",
    "exit_share": "Aandeel deelnemers dat uitstroomt",
    "counterfactual_exit_share": "Aandeel dat ook zonder programma was uitgestroomd",
    "displacement_share": "Verdringing: aandeel banen ten koste van een ander",
    "lock_in_months": "Maanden van de start tot de uitstroom",
    "durability": "Duurzaamheid: aandeel nog uit de uitkering",
    "optimism_correction": "Correctie van de baten voor optimisme, naar de graad van bewijs",
    "discount_rate": "Discontovoet per jaar",
    "price_year": "Prijspeil waar alle bedragen naar zijn omgerekend",
    "months": "Hoeveel maanden een maandbedrag loopt",
    "price_index": "Prijsindex om bedragen van verschillende jaren te vergelijken",
    "saving": "Bespaarde uitkering per maand",
    "income": "Wat de cliënt gaat verdienen",
    "production": "Opbrengst van het werk voor de samenleving",
    "costs": "Kosten van het programma",
    "everything": "Alles tegelijk",
}

# What is missing, as it reads after "er ontbreekt".
GAPS = {
    "horizon_months": "over hoeveel maanden gerekend wordt",
    "lock_in_months": "na hoeveel maanden iemand uitstroomt",
    "durability": "hoe lang iemand wegblijft",
    "discount_rate": "de discontovoet",
    "participants": "het aantal deelnemers",
    "exits": "het aantal mensen dat uitstroomde",
    "counterfactual_exit_share": "hoeveel mensen ook zonder het programma waren uitgestroomd",
    "displacement_share": "hoeveel van de banen anders naar een ander waren gegaan",
    "months": "hoeveel maanden een maandbedrag loopt",
    "price_index": "een prijsindex: de bedragen staan in het prijspeil van hun eigen jaar",
    "saving": "wat de gemeente aan uitkering bespaart",
    "income": "wat de cliënt gaat verdienen",
    "production": "wat het werk de samenleving oplevert",
    "costs": "wat het programma kost",
}
SHARES = (
    "counterfactual_exit_share",
    "displacement_share",
    "durability",
    "discount_rate",
    "exit_share",
    "optimism_correction",
)


def lacking_gains(income: bool, production: bool) -> str:
    """Which gains of client and society are not known, in words; empty when both are."""
    missing = {"income": income, "production": production}
    return " en ".join(GAPS[name] for name, lacks in missing.items() if lacks)


def label_of(name: str, words: str) -> str:
    """The name of an input; an amount has the words of the source."""
    return INPUTS.get(name) or words[:1].upper() + words[1:]
