"""The columns of audit.csv, one row per check of a published figure."""

from __future__ import annotations

MIME_TYPE = "application/vnd.evalutils.audit+json"

VERDICTS = {
    "consistent": "klopt",
    "inconsistent": "klopt niet",
    "ambiguous": "niet eenduidig",
}

RECOMPUTED, BOUND, REPEATED, TRANSCRIBED = "recomputed", "bound", "repeated", "transcribed"
# From strong to weak: what a check holds a figure against.
STRENGTHS = {
    RECOMPUTED: "herberekend uit andere cijfers",
    BOUND: "alleen begrensd",
    REPEATED: "elders herhaald",
    TRANSCRIBED: "eigen overname",
}

COLUMNS = {
    "municipality": "Gemeente of regio, als mapnaam.",
    "programme": "Programma, als mapnaam.",
    "period": "Periode, als mapnaam.",
    "source": "Sleutel van het document in sources.yaml.",
    "locator": "Kop, tabel of regel in dat document.",
    "claim": "Sleutel van het gepubliceerde cijfer in claims.csv; bij table de tabel, de kolom en "
    "waar de regel over gaat, zoals exits.count[paid_work].",
    "kind": "formula: uit andere cijfers; indicator: uit onze eigen berekening; whole_number: of "
    "een heel aantal mensen het percentage kan geven; table: uit andere cijfers van dezelfde "
    "tabellen, alleen waar die elkaar tegenspreken.",
    "check": "De formule, het kengetal of, bij whole_number, de basis; leeg bij beschermde "
    "gegevens.",
    "strength": "Hoe sterk de controle is. "
    + "; ".join(f"{code}: {label}" for code, label in STRENGTHS.items())
    + ". Leeg bij table, en waar niets te berekenen is.",
    "published": "De gepubliceerde waarde; leeg bij beschermde gegevens, en waar de bron geen "
    "getal noemt.",
    "computed": "De herberekende waarde, bij whole_number het dichtstbijzijnde percentage dat "
    "kan; leeg als er niets te berekenen is.",
    "comparison": "Bij een grens hoe het cijfer zich daartoe hoort te verhouden, met het teken "
    "van een formule.",
    "bound": "De grens, volgens de andere cijfers. Gaat de formule niet over het cijfer zelf, dan "
    "is het de grens van computed.",
    "difference": "Gepubliceerd min herberekend; bij een grens hoe ver het cijfer erover gaat, 0 "
    "als het erbinnen blijft.",
    "tolerance": "Hoe groot het verschil door afronding mag zijn.",
    "verdict": "; ".join(f"{code}: {label}" for code, label in VERDICTS.items()) + ".",
    "explanation": "Eén zin uitleg.",
}

NUMERIC = ("published", "computed", "bound", "difference", "tolerance")
KINDS = ("formula", "indicator", "whole_number", "table")
