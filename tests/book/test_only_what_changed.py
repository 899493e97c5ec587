"""A book of which a part was made again is byte for byte the one that is made from nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evalutils.book.kept import frame_of, keep, take_up

from .sample import figure, write_run
from .test_book import PASTIEL, ROOT, UTRECHT, Shop

CHART = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect/></svg>"
CHAPTER = f"{PASTIEL.key}/outflow"
PARENTS = {"index", "fryslan-west/index", f"{PASTIEL.key}/index"}  # Sphinx writes these along
Bytes = dict[str, bytes]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("boek"))
    (shop.root / "data").mkdir()
    shutil.copytree(ROOT / "book", shop.root / "book")
    shutil.copy(ROOT / "_config.yml", shop.root)
    write_run(shop.runs, f"{UTRECHT.key}/outflow", "Uitstroom", figures=[figure()])
    write_run(shop.runs, "comparison", "Vergelijking", text="Zie [](#uitstroom-van-pastiel).")
    return shop


def chapter(shop: Shop, heading: str, text: str, *, chart: bool = False) -> None:
    """Run the chapter of Pastiel with another outcome."""
    text = f"(uitstroom-van-pastiel)=\n## {heading}\n\n{text}"
    path = write_run(shop.runs, CHAPTER, "Uitstroom van Pastiel", text=text, figures=[figure()])
    if chart:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"][-1]["outputs"][0]["data"] = {"image/svg+xml": CHART}
        path.write_text(json.dumps(notebook), encoding="utf-8")


def built(shop: Shop) -> Bytes:
    """Build, and give every file of the book."""
    assert shop.build(PASTIEL, UTRECHT).rebuilt
    files = (path for path in shop.html.rglob("*") if path.is_file())
    return {path.relative_to(shop.html).as_posix(): path.read_bytes() for path in files}


def written(shop: Shop) -> set[str]:
    """The pages that Sphinx wrote in the last build."""
    log = (shop.root / "_build" / "book.log").read_text(encoding="utf-8")
    return set(re.findall(r"writing output.*\[.*%\] \x1b\[32m(\S+)\x1b", log))


def differing(one: Bytes, two: Bytes) -> set[str]:
    return {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)}


def test_a_part_that_is_made_again_gives_the_book_that_is_made_from_nothing(shop: Shop) -> None:
    chapter(shop, "Uitstroom", "Er vertrokken er tien.")
    first = built(shop)
    assert "comparison" in written(shop)

    # Another page shows the heading.
    chapter(shop, "Vertrek", "Er vertrokken er twintig.", chart=True)
    second = built(shop)
    assert b'<span class="std std-ref">Vertrek</span>' in second["comparison.html"]

    # Every page shows the title, beside it.
    chapter(shop, "Uitstroom", "Er vertrokken er twintig.", chart=True)
    methods = shop.root / "book" / "methods.md"
    text = methods.read_text(encoding="utf-8")
    methods.write_text(text.replace("# Rekenwijze", "# Rekenregels", 1), encoding="utf-8")
    third = built(shop)
    pages = {name for name in third if name.endswith(".html") and not name.startswith("_static")}
    assert {name for name in pages if b"Rekenregels</a>" in third[name]} == pages

    methods.write_text(text, encoding="utf-8")
    fourth = built(shop)
    chapter(shop, "Uitstroom", "Er vertrokken er tien.")
    fifth = built(shop)
    assert written(shop) <= {CHAPTER, *PARENTS}
    pages = {name for name in differing(fourth, fifth) if name.endswith(".html")}
    assert pages == {f"{CHAPTER}.html"}
    # The first was made from nothing; of the others only parts were, and the chart is gone again.
    assert differing(first, fifth) == set()


def test_what_was_kept_is_taken_up_for_its_own_book_only_whole_and_by_this_user(
    tmp_path: Path,
) -> None:
    kept, target = tmp_path / "kept", tmp_path / "target"
    changed(tmp_path / "made" / "doctrees" / "index.doctree", "een")
    keep(tmp_path / "made", "book", "frame", kept)
    assert kept.stat().st_mode & 0o077 == 0 or os.name != "posix"
    assert not take_up(kept, "another book", "frame", target)
    assert not take_up(kept, "book", "another frame", target)
    assert not target.exists()
    assert take_up(kept, "book", "frame", target)
    assert (target / "doctrees" / "index.doctree").read_text(encoding="utf-8") == "een"
    changed(kept / "doctrees" / "index.doctree", "damaged")
    assert not take_up(kept, "book", "frame", tmp_path / "not made")
    assert not take_up(tmp_path / "nothing kept", "book", "frame", tmp_path / "not made")
    assert not (tmp_path / "not made").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes and pipes are those of POSIX")
@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept.chmod(0o755),
        lambda kept: kept.chmod(0o770),
        lambda kept: os.mkfifo(kept / "pipe"),  # cannot be copied
        lambda kept: (kept / "kept.json").write_text("[" * 100_000, encoding="utf-8"),
        lambda kept: ((kept / "kept.json").unlink(), os.mkfifo(kept / "kept.json")),
        lambda kept: shutil.copytree(kept, kept.with_name("real")) and linked(kept),
    ],
    ids=[
        "others could enter",
        "a group could write",
        "a pipe in it",
        "no stamp",
        "a pipe as stamp",
        "a link",
    ],
)
def test_what_others_could_have_put_there_or_cannot_be_copied_is_as_good_as_none(
    damage: Callable[[Path], object], tmp_path: Path
) -> None:
    changed(tmp_path / "made" / "index.doctree", "een")
    keep(tmp_path / "made", "book", "frame", tmp_path / "kept")
    damage(tmp_path / "kept")
    assert not take_up(tmp_path / "kept", "book", "frame", tmp_path / "target")
    assert not (tmp_path / "target").exists()


def linked(kept: Path) -> None:
    shutil.rmtree(kept)
    kept.symlink_to(kept.with_name("real"))


def test_a_book_that_stands_is_no_failure_when_what_sphinx_knew_cannot_be_kept(
    tmp_path: Path,
) -> None:
    changed(tmp_path / "made" / "index.doctree", "een")
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    keep(tmp_path / "made", "book", "frame", tmp_path / "kept")
    assert not take_up(tmp_path / "kept", "book", "frame", tmp_path / "target")


def changed(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["_toc.yml", "_static/book.css", "_templates/layout.html", "zwolle/new.md"]
)
def test_what_concerns_every_page_makes_the_book_from_nothing(name: str, tmp_path: Path) -> None:
    config = tmp_path / "_config.yml"
    for path in ("_toc.yml", "_static/book.css", "_templates/layout.html", "zwolle/old.md"):
        changed(tmp_path / "book" / path, "een")
    changed(config, "title: een")
    before = frame_of(tmp_path / "book", config)
    changed(tmp_path / "book" / "zwolle" / "old.md", "twee")
    changed(tmp_path / "book" / "_data" / "audit.csv", "twee")
    assert frame_of(tmp_path / "book", config) == before
    changed(tmp_path / "book" / name, "twee")
    after = frame_of(tmp_path / "book", config)
    changed(config, "title: twee")
    assert len({before, after, frame_of(tmp_path / "book", config)}) == 3
