"""What the chapters of the book are called, and how a notebook marks an empty section."""

from __future__ import annotations

CHAPTER_TITLES = {
    "ladder": "Participatieladder",
    "outflow": "Uitstroom",
    "cost_benefit": "Kosten en baten",
}

# Chapters across evaluations, in the order of the book.
ACROSS_TITLES = {
    "comparison": "Vergelijking van de evaluaties",
    "audit": "Controle van gepubliceerde cijfers",
}

# The output type of a cell for which the source has no figures.
NOTHING_MIME = "application/vnd.evalutils.nothing+json"
