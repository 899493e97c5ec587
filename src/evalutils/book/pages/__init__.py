"""Generated pages: pure functions from evaluations and contracts to Markdown."""

from evalutils.book.markdown import page
from evalutils.book.pages.data_dictionary import data_dictionary_page
from evalutils.book.pages.evaluation_page import (
    about_evaluation,
    chapter_context,
    evaluation_page,
    municipality_page,
    programme_page,
    published_figures,
)
from evalutils.book.pages.failed import (
    NO_FAILURES,
    Failures,
    failed_page,
    failures_notice,
    meaning_across,
    meaning_of_chapter,
)
from evalutils.book.pages.open_data import commit_sentence, open_data_page, versions_section
from evalutils.book.pages.overview import overview_sections, overview_table
from evalutils.book.pages.sources_page import (
    about_source,
    shared_sources,
    source_page,
    sources_page,
    used_sources,
)
from evalutils.book.pages.synthetic import with_banner, with_note

__all__ = [
    "NO_FAILURES",
    "Failures",
    "about_evaluation",
    "about_source",
    "chapter_context",
    "commit_sentence",
    "data_dictionary_page",
    "evaluation_page",
    "failed_page",
    "failures_notice",
    "meaning_across",
    "meaning_of_chapter",
    "municipality_page",
    "open_data_page",
    "overview_sections",
    "overview_table",
    "page",
    "programme_page",
    "published_figures",
    "shared_sources",
    "source_page",
    "sources_page",
    "used_sources",
    "versions_section",
    "with_banner",
    "with_note",
]
