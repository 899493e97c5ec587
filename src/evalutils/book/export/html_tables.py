"""Tables as the report wants them: a caption, names of their own, and no style of their own."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from evalutils.book.export.myst_html import scrolling_open

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
