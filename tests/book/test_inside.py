"""Whatever a key is, nothing is written outside the folder of the book."""

from dataclasses import replace
from pathlib import Path

import pytest

from evalutils.book.book_input import BookInput
from evalutils.book.compose import compose
from evalutils.book.versions import read_versions
from evalutils.dataset.sources_file import Source
from evalutils.errors import BuildError

from .sample import LIBRARY, ROOT, evaluation, write_run


@pytest.mark.parametrize("key", ["../../../../README", "../../README", "a/../../../README"])
def test_a_source_that_leads_out_of_the_book_stops_it(key: str, tmp_path: Path) -> None:
    # `check` refuses such a key; this is what stands behind it.
    source = Source(key, "Titel", "Uitgever", "2025", "Tekst.")
    book = BookInput(
        (evaluation(sources=(key,)),),
        ("comparison",),
        replace(LIBRARY, sources={key: source}),
        read_versions(ROOT),
        {},
        ROOT / "book",
        tmp_path / "runs",
    )
    for name in ("fryslan-west/pastiel/2017/outflow", "comparison"):
        write_run(tmp_path / "runs", name, "Titel")
    readme = tmp_path / "README.md"
    readme.write_text("van een ander", encoding="utf-8")
    with pytest.raises(BuildError, match="would be written outside boek/"):
        compose(book, tmp_path / "a" / "b" / "boek")
    assert readme.read_text(encoding="utf-8") == "van een ander"
