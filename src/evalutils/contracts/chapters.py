"""What the chapters of the book are called, and how a notebook marks an empty section."""

from __future__ import annotations

CHAPTER_TITLES = {
    "ladder": "Participatieladder",
    "ladder_clients": "Participatieladder van gevolgde cliënten",
    "outflow": "Uitstroom",
    "outflow_clients": "Uitstroom van gevolgde cliënten",
    "cost_benefit": "Kosten en baten",
    "cost_benefit_uncertainty": "Onzekerheid van kosten en baten",
}

# Two chapters may hold figures of one analysis; key_figures.csv names the analysis.
_ANALYSIS_OF_CHAPTER = {
    "ladder_clients": "ladder",
    "outflow_clients": "outflow",
    "cost_benefit_uncertainty": "cost_benefit",
}

# Chapters across evaluations, in the order of the book.
ACROSS_TITLES = {
    "comparison": "Vergelijking van de evaluaties",
    "audit": "Controle van gepubliceerde cijfers",
}

# These read the evaluations of the same documents too: a formula may use their figures.
READS_RELATED = frozenset({"audit"})

# The output type of a cell for which the source has no figures.
NOTHING_MIME = "application/vnd.evalutils.nothing+json"


def analysis_of(chapter: str) -> str:
    """The name in key_figures.csv of the analysis that a chapter belongs to."""
    return _ANALYSIS_OF_CHAPTER.get(chapter, chapter)
