"""The exporter of nbconvert that turns the notebook of a report into one HTML file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.ansi import strip_ansi

from evalutils import literal
from evalutils.book.export.myst_html import SUMMARY, Myst, Outline, scrolling_open
from evalutils.book.publication import Publication

# The first that an output has is shown.
_SHOWN = (
    "text/html",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/markdown",
    "text/latex",
    "text/plain",
)
_ENDINGS = {"image/svg+xml": ".svg", "image/png": ".png", "image/jpeg": ".jpg"}
_IN_BASE64 = ("image/png", "image/jpeg")  # an SVG is text
_KINDS = {ending: kind for kind, ending in _ENDINGS.items()} | {".jpeg": "image/jpeg"}
_HERE = Path(__file__).parent
# In the head of each report: only a file that has it may be replaced.
GENERATOR = '<meta name="generator" content="evalutils export">'


class _Exporter(TemplateExporter):
    """Finds its template here only: what a user has installed for Jupyter changes no report."""

    def get_prefix_root_dirs(self) -> list[str]:
        return []


def report_html(
    notebook: Any,
    outline: Outline,
    *,
    title: str,
    extensions: list[str],
    house: Publication,
    logo: bytes,
) -> str:
    """One HTML file that needs no other.

    The notebook is as `evalutils.book.export.report_cells.notebook_of` gives it; the outline has no
    headings yet; the title is plain text; the logo is that of the house.
    """
    kind = _KINDS[Path(house.logo).suffix.lower()]
    shown = _within(base64.b64encode(logo).decode() if kind in _IN_BASE64 else logo.decode(), kind)
    more = {"title": title, "generator": GENERATOR, "folds": True, "house": house, "logo": shown}
    return _html("report.html.j2", notebook, outline, extensions, _within, more)


def content_html(notebook: Any, outline: Outline, *, extensions: list[str], pictures: Path) -> str:
    """What a report says, for another document around it; its pictures go to a folder."""

    def beside(content: str, kind: str) -> str:
        data = base64.b64decode(content) if kind in _IN_BASE64 else content.encode()
        name = hashlib.sha256(data).hexdigest()[:32] + _ENDINGS[kind]
        (pictures / name).write_bytes(data)
        return name

    said = _html("content.html.j2", notebook, outline, extensions, beside, {"folds": False})
    return SUMMARY.sub("", said)  # nothing is folded, and tables have their captions


def _html(
    template: str,
    notebook: Any,
    outline: Outline,
    extensions: list[str],
    image_address: Callable[[str, str], str],
    more: Mapping[str, object],
) -> str:
    myst = Myst(extensions, outline)
    exporter = _Exporter(  # type: ignore[no-untyped-call]
        extra_template_basedirs=[str(_HERE)],
        template_name="report",
        template_file=template,
        filters={
            "kind_shown": _kind_shown,
            "in_report": in_report,
            "image_address": image_address,
            "line": myst.line,
            "literal": literal.html,
            "plain": strip_ansi,
        },
    )
    _render_texts(notebook, myst)
    html, _ = exporter.from_notebook_node(
        notebook, resources={"headings": outline.headings, **more}
    )
    return str(html)


def _render_texts(notebook: Any, myst: Myst) -> None:
    """Turn all Markdown into HTML, in order, so that the table of contents can go before it."""
    for cell in notebook.cells:
        place = {name: cell.metadata[name] for name in ("anchor", "shift")}
        if cell.cell_type == "markdown":
            cell.source = myst.html(cell.source, **place)
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            for kind in [kind for kind in ("text/markdown", "text/latex") if kind in data]:
                data[kind] = myst.html(data[kind], **place)


def _kind_shown(data: Mapping[str, Any]) -> str:
    return next((kind for kind in _SHOWN if kind in data), "")


def _within(content: str, kind: str) -> str:
    """A picture as an address that holds it."""
    if kind not in _IN_BASE64:
        content = base64.b64encode(content.encode()).decode()
    return f"data:{kind};base64,{''.join(content.split())}"


# Attributes by which one element names others.
_REFERENCES = ("headers", "aria-labelledby", "aria-describedby", "for")


def in_report(html: str, prefix: str) -> str:
    """HTML that a cell showed, ready to stand beside that of other chapters.

    The tables of the package lose their style sheet (that of the report takes its place), and their
    title becomes a caption. Other HTML stays as it was made. The prefix goes before every
    identifier: chapters may use the same.
    """
    soup = BeautifulSoup(html, "html.parser")
    tables = soup.select("table.gt_table")
    if not tables:
        return f"{scrolling_open('Uitvoer van het notebook')}{html}</div>\n"
    for style in soup("style"):
        style.decompose()
    for element in soup.find_all(True):
        _rename(element, prefix)
    return "".join(_with_caption(table) for table in tables)


def _rename(element: Tag, prefix: str) -> None:
    if "id" in element.attrs:
        element["id"] = f"{prefix}-{element['id']}"
    for name in _REFERENCES:
        if name in element.attrs:
            value = element[name]
            words = value.split() if isinstance(value, str) else value
            element[name] = " ".join(f"{prefix}-{word}" for word in words)


def _with_caption(table: Tag) -> str:
    title = table.select_one("tr.gt_heading .gt_title")
    if title is not None:
        caption = BeautifulSoup("", "html.parser").new_tag("caption")
        for child in list(title.contents):
            caption.append(child.extract())
        for row in table.select("tr.gt_heading"):
            row.decompose()
        table.insert(0, caption)
        del table["aria-labelledby"]
    text = table.caption.decode_contents() if table.caption else "Tabel"
    return f"{scrolling_open(text)}{table.decode()}</div>\n"
