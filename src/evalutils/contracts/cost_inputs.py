"""Dutch names of the inputs of the cost-benefit model and of what can be missing."""

from __future__ import annotations

INPUTS = {
    "horizon_months": "Aantal maanden dat telt",
    "participants": "Aantal deelnemers",
    "exits": "Aantal mensen dat uitstroomde",
    "exit_share": "Aandeel deelnemers dat uitstroomt",
    "counterfactual_exit_share": "Aandeel dat ook zonder programma was uitgestroomd",
    "displacement_share": "Verdringing: aandeel banen ten koste van een ander",
    "lock_in_months": "Maanden tot de uitstroom",
    "durability": "Duurzaamheid: aandeel nog uit de uitkering",
    "discount_rate": "Discontovoet per jaar",
    "months": "Hoeveel maanden een maandbedrag loopt",
    "price_index": "Prijsindex om bedragen van verschillende jaren te vergelijken",
    "saving": "Bespaarde uitkering per maand",
    "income": "Wat de cliënt gaat verdienen",
    "production": "Opbrengst van het werk voor de samenleving",
    "costs": "Kosten van het programma",
    "everything": "Alles tegelijk",
}


def label_of(name: str, words: str) -> str:
    """The name of an input; an amount has the words of the source."""
    return INPUTS.get(name) or words[:1].upper() + words[1:]
