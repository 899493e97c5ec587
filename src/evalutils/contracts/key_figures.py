"""The columns of key_figures.csv, one row per number in the book."""

from __future__ import annotations

from evalutils.contracts.qualifiers import INEXACT
from evalutils.contracts.vocabulary import QUALIFIERS

MIME_TYPE = "application/vnd.evalutils.key-figures+json"

STATUSES = {
    "computed": "berekend",
    "published": "overgenomen",
    "suppressed": "weggelaten",
    # Of a figure that rests on a number which the source gives in this way.
    **{code: QUALIFIERS[code].label for code in INEXACT},
}

COLUMNS = {
    "municipality": "Gemeente of regio, als mapnaam.",
    "programme": "Programma, als mapnaam.",
    "period": "Periode, als mapnaam.",
    "analysis": "Analyse: ladder, outflow of cost_benefit; own bij een eigen notebook.",
    "indicator": "Naam van het kengetal.",
    "group": "Waar het kengetal over gaat, zoals een bestemming of een trede.",
    "value": "De waarde; leeg als zij is onderdrukt.",
    "lower": "Ondergrens van het 95%-betrouwbaarheidsinterval.",
    "upper": "Bovengrens van het 95%-betrouwbaarheidsinterval.",
    "unit": "Eenheid.",
    "n": "Aantal waarnemingen waar het kengetal op rust.",
    "method": "Rekenwijze.",
    "status": "; ".join(f"{code}: {label}" for code, label in STATUSES.items())
    + ". Ongeveer of een grens: het rust op een getal dat de bron zo geeft; een grens heeft geen "
    "interval.",
    "source": "Sleutel van het document in sources.yaml.",
}

# The method of a figure that a source prints as it is.
AS_PUBLISHED = "as published"

NUMERIC = ("value", "lower", "upper", "n")
