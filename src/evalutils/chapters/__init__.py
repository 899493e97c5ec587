"""The one catalogue: which chapters there are, what each asks, and what answers it."""

from evalutils.chapters.across import ACROSS, across_named, across_of
from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import (
    CHAPTERS,
    OWN,
    analyses_of,
    analysis_named,
    chapters_of,
    compares,
)
from evalutils.chapters.chapter import Analysis, Chapter, Failed

__all__ = [
    "ACROSS",
    "CHAPTERS",
    "OWN",
    "Analysis",
    "AnalysisInputs",
    "Chapter",
    "Failed",
    "across_named",
    "across_of",
    "analyses_of",
    "analysis_named",
    "chapters_of",
    "compares",
]
