"""Names with a place of their own in the book or the data folder, which no key may take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from evalutils.keys import LONGEST_KEY, is_key_part

# Pages of the book, as source files.
START = "index.md"
METHODS = "methods.md"
DEFINITIONS = "definitions.md"
ACCESSIBILITY = "accessibility.md"
COLOPHON = "colophon.md"
HAND_WRITTEN = (START, METHODS, DEFINITIONS, ACCESSIBILITY, COLOPHON)
DATA_DICTIONARY = "data-dictionary.md"
OPEN_DATA = "open-data.md"
SOURCES_FOLDER = "sources"
SOURCES = f"{SOURCES_FOLDER}/index.md"
# A page of every evaluation, beside its chapters.
QUALITY, QUALITY_TITLE = "quality", "Kwaliteit van de gegevens"
# Chapters across evaluations.
COMPARISON, AUDIT = "comparison", "audit"
# Of a book with an earlier edition beside it.
CHANGES, CHANGES_TITLE = "changes.md", "Wat is er veranderd"
GENERATED = (DATA_DICTIONARY, OPEN_DATA, SOURCES, CHANGES)

# Folder of the data: what belongs to no single municipality.
NATIONWIDE = "nederland"

# Folder of the book: the published data.
PUBLISHED_DATA = "data"
WORKBOOK = "kerncijfers.xlsx"
# In what a notebook shows: the folder with the files of the page that it becomes.
PAGE_DATA = "page-data:"

# Before the name of a table: the name of its place on a page.
TABLE = "tabel-"
# The chapter and its table with all that a calculation of costs rests on, row by row.
COST_BENEFIT, ASSUMPTIONS = "cost_benefit", "aannames"
# What a figure follows from beside the rows of tables: `assumptions:participants`.
ASSUMED = "assumptions"
# From the page of a chapter, in the folder of its evaluation, to the root of the book.
CHAPTER_TO_ROOT = "../../../"
# The section with the dated values that are of no evaluation.
FIXED_VALUES = "vaste-waarden"
# The notes on the rows of a table begin so.
ROW_NOTES = '<details class="row-notes">'

# In a hand-written page: what is generated there. The other markers are the keys of parameters.
TITLE_MARKER = "title"
PUBLICATION_MARKER = "publication"
KEY_FIGURES_MARKER = "key_figures"
EVALUATIONS_MARKER = "evaluations"
VERSIONS_MARKER = "versions"

# Folders of the data folder that are no municipality.
SHARED_FOLDERS = ("parameters", "ladders", "codelists")

# What Sphinx makes beside the pages.
_SPHINX = ("genindex", "objects", "search", "searchindex", "_images", "_sources", "_static")
# Windows takes these for a device, with any extension.
_PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
_WINDOWS = {"con", "prn", "aux", "nul", *_PORTS}


def _names(page: str) -> set[str]:
    """The names in the path of a page, without extension."""
    return {PurePosixPath(part).stem for part in PurePosixPath(page).parts}


RESERVED = frozenset(
    {name for page in (*HAND_WRITTEN, *GENERATED) for name in _names(page)}
    | {COMPARISON, AUDIT, PUBLISHED_DATA, EVALUATIONS_MARKER, VERSIONS_MARKER}
    | {*SHARED_FOLDERS, *_SPHINX, *_WINDOWS}
)


def html_address(page: str, anchor: str = "", *, until: int | None = None) -> str:
    """The address in the book of a page, by its source file, and of a place on it.

    With `until` the page shows all rows from the one at the anchor to the one with this number.
    """
    address = str(PurePosixPath(page).with_suffix(".html"))
    if until is not None:
        address += f"?tot={until}"
    return f"{address}#{anchor}" if anchor else address


def assumptions_place(evaluation: str) -> tuple[str, str]:
    """Source file and place of the table with all that costs of an evaluation rest on."""
    return f"{evaluation}/{COST_BENEFIT}.ipynb", f"{TABLE}{ASSUMPTIONS}"


def assumption_anchor(name: str) -> str:
    """The place of an assumption in that table."""
    return f"aanname-{name.replace('_', '-')}"


def assumptions_address(evaluation: str, names: Sequence[str]) -> str:
    """The address of assumptions in the book: of the first, which shows the others beside it."""
    first, *others = map(assumption_anchor, names)
    beside = f"?met={'+'.join(others)}" if others else ""
    return f"{evaluation}/{COST_BENEFIT}.html{beside}#{first}"


def source_file(key: str) -> str:
    """Source file of the page of one source document."""
    return f"{SOURCES_FOLDER}/{key}.md"


def key_problem(name: str, joint: str = "-") -> str:
    """What is wrong with a key, as English sentences; empty when nothing is.

    For the sign between its words see `evalutils.keys.is_key_part`.
    """
    if name in RESERVED:
        return "this is the name of a page or folder of every book. Choose another name."
    if is_key_part(name, joint) and len(name) <= LONGEST_KEY:
        return ""
    sign, example = ("hyphens", "den-haag") if joint == "-" else ("underscores", "paid_work")
    return (
        f"this is not a key. Use lower case letters without accents, digits and single {sign}, "
        f"at most {LONGEST_KEY} signs, e.g. '{example}'."
    )
