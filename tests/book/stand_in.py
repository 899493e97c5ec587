"""Stands in for Jupyter Book where the pages do not matter."""

from __future__ import annotations

import json
from pathlib import Path

from evalutils.book.jupyter_book import BUILT, LEFT, Press


def pages(_: Press, source: Path, *, config: Path, toc: Path, output: Path, log: Path) -> Path:
    """A page for each source, or its name when it is as it was."""
    known, html = output / BUILT / "known.json", output / BUILT / "html"
    old = json.loads(known.read_text(encoding="utf-8")) if known.exists() else {}
    sources = [path for path in source.rglob("*") if path.suffix in (".md", ".ipynb")]
    new = {path.relative_to(source).as_posix(): path.read_text("utf-8") for path in sources}
    html.mkdir(parents=True)
    for name, text in new.items():
        if old.get(name) != text:
            (html / name).parent.mkdir(parents=True, exist_ok=True)
            (html / name).write_text(text, encoding="utf-8")
    left = [name for name in new if old.get(name) == new[name]]
    known.write_text(json.dumps(new), encoding="utf-8")
    (output / BUILT / LEFT).write_text(json.dumps(left), encoding="utf-8")
    return html
