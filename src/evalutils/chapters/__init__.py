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
from evalutils.chapters.chapter import Analysis, Chapter, Failed
from evalutils.chapters.clearing import cleared, ledger_of, reach

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
    "cleared",
    "ledger_of",
    "reach",
]
