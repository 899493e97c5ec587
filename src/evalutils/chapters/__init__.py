"""The one catalogue: which chapters there are, what each asks, and what answers it."""

from evalutils.chapters.analysis_inputs import AnalysisInputs
from evalutils.chapters.catalogue import (
    ACROSS,
    CHAPTERS,
    OWN,
    across_named,
    analyses_of,
    analysis_named,
    chapters_of,
)
from evalutils.chapters.chapter import Analysis, Chapter
from evalutils.chapters.clearing import ledger_of, reach
from evalutils.chapters.failed_chapter import Failed

__all__ = [
    "ACROSS",
    "CHAPTERS",
    "OWN",
    "Analysis",
    "AnalysisInputs",
    "Chapter",
    "Failed",
    "across_named",
    "analyses_of",
    "analysis_named",
    "chapters_of",
    "ledger_of",
    "reach",
]
