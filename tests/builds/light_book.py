"""A book as it is published, without Sphinx: the same tables, sentences and open data.

What a check of the published folder reads is all there; the look is not.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from chapters import NOTHING, build, check
from markdown_it import MarkdownIt

from evalutils.dataset.editions import Beforehand

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
SHOWN = ("text/html", "image/svg+xml", "text/markdown")


def light_book(
    data_dir: Path, place: Path, only: Sequence[str] = (), standing: Beforehand = NOTHING
) -> Path:
    """Run chapters of a data folder in this process, and give the folder of its book."""
    build(check(data_dir, standing), place / "build", only)
    html = rendered(place / "build" / "book", place / "html")
    _name_inputs(html / "data" / "provenance.json", data_dir)
    return html


def _name_inputs(provenance: Path, data_dir: Path) -> None:
    """Name the files of each evaluation, as the record of a run does; of protected ones no hash."""
    told = json.loads(provenance.read_text(encoding="utf-8"))
    for page in told["pages"]:
        folder = data_dir.joinpath(*page["page"].split("/")[:3])
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        page["inputs"] = {f"data/{path.relative_to(data_dir).as_posix()}": None for path in paths}
    provenance.write_text(json.dumps(told), encoding="utf-8")


def rendered(composed: Path, html: Path) -> Path:
    """The pages of a composed book as HTML."""
    for path in composed.rglob("*"):
        if path.suffix in (".md", ".ipynb"):
            page = html / path.relative_to(composed).with_suffix(".html")
            page.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8")
            body = MARKDOWN.render(text) if path.suffix == ".md" else _notebook(text)
            page.write_text(f"<article>{body}</article>", encoding="utf-8")
    shutil.copytree(composed / "_data", html / "data")
    return html


def _notebook(text: str) -> str:
    parts = []
    for cell in json.loads(text)["cells"]:
        if cell["cell_type"] == "markdown":
            parts.append(MARKDOWN.render("".join(cell["source"])))
        for output in cell.get("outputs", ()):
            kind = next((kind for kind in SHOWN if kind in output.get("data", {})), None)
            if kind is not None:
                shown = "".join(output["data"][kind])
                parts.append(MARKDOWN.render(shown) if kind == "text/markdown" else shown)
    return "\n".join(parts)
