"""The book that stands, before another takes its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.find import find_evaluations
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey, is_key_part

# Pages that Sphinx makes beside those of the book; others are in folders that begin with "_".
_NOT_OURS = {"genindex.html", "search.html"}


def require_no_loss(
    html: Path, chosen: Sequence[Evaluation], data_dir: Path, *, within: str = ""
) -> None:
    """Refuse a selection in the place of a book with other evaluations; nothing is touched.

    All evaluations of the data folder, or of the municipality that a book stays `within`, may
    always take the place of what stands there.

    Raises
    ------
    InputError
        With how many evaluations and pages there are, and how many evaluations would go.
    """
    keys = {evaluation.key for evaluation in chosen}
    standing = _evaluations(html)
    gone = sorted(standing - keys)
    there = {key for key in find_evaluations(data_dir) if within in ("", key.municipality)}
    if not gone or keys >= there:
        return
    paths = (path.relative_to(html) for path in html.rglob("*.html"))
    pages = sum(path.parts[0][0] != "_" and path.name not in _NOT_OURS for path in paths)
    held = f"{len(standing)} evaluation{'s' if len(standing) > 1 else ''} on {pages} pages"
    raise InputError(
        f"The book in '{html}' has {held}. This selection has {len(keys)}; of the others "
        f"{len(gone)} would go, such as {gone[0]}. Give a folder for the smaller book before the "
        "command (--build-dir FOLDER), or replace this one with --replace."
    )


def _evaluations(html: Path) -> set[EvaluationKey]:
    """The evaluations that have a page there."""
    found = (path.parent.relative_to(html).parts for path in html.glob("*/*/*/index.html"))
    return {EvaluationKey(*parts) for parts in found if all(map(is_key_part, parts))}
