"""Generated pages: pure functions from evaluations and contracts to Markdown."""

from evalutils.book.pages.data_dictionary import data_dictionary_page as data_dictionary_page
from evalutils.book.pages.evaluation_pages import about_evaluation as about_evaluation
from evalutils.book.pages.evaluation_pages import chapter_context as chapter_context
from evalutils.book.pages.evaluation_pages import evaluation_page as evaluation_page
from evalutils.book.pages.evaluation_pages import municipality_page as municipality_page
from evalutils.book.pages.evaluation_pages import programme_page as programme_page
from evalutils.book.pages.evaluation_pages import published_figures as published_figures
from evalutils.book.pages.failed import Failures as Failures
from evalutils.book.pages.failed import failures_notice as failures_notice
from evalutils.book.pages.open_data import commit_sentence as commit_sentence
from evalutils.book.pages.open_data import open_data_page as open_data_page
from evalutils.book.pages.open_data import versions_section as versions_section
from evalutils.book.pages.opening import across_opening as across_opening
from evalutils.book.pages.opening import chapter_opening as chapter_opening
from evalutils.book.pages.opening import failed_opening as failed_opening
from evalutils.book.pages.opening import with_banner as with_banner
from evalutils.book.pages.opening import with_note as with_note
from evalutils.book.pages.opening import with_release as with_release
from evalutils.book.pages.overview import overview_sections as overview_sections
from evalutils.book.pages.overview import overview_table as overview_table
from evalutils.book.pages.release_marks import release_mark as release_mark
from evalutils.book.pages.sources_pages import about_source as about_source
from evalutils.book.pages.sources_pages import shared_sources as shared_sources
from evalutils.book.pages.sources_pages import source_page as source_page
from evalutils.book.pages.sources_pages import sources_page as sources_page
from evalutils.book.pages.sources_pages import used_sources as used_sources
