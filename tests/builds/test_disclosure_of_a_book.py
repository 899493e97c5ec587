"""A whole protected book under attack: with the protection, and with a part of it taken out."""

from pathlib import Path
from unittest.mock import patch

import pytest
from invented_folder import plain, shared_files
from light_book import light_book

from evalutils.attack.findings import PROBLEMS, Leak
from evalutils.attack.whole_book import attack, look
from evalutils.disclosure.suppression import Suppression


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Twelve people left, of whom ten to work: two went elsewhere."""
    folder = tmp_path / "data"
    folder.mkdir()
    shared_files(folder)
    draft = plain("protected")
    draft.tables["exits"] = [
        {"destination": code, "count": count}
        for code, count in (("total", 12), ("paid_work", 10), ("education", 2))
    ]
    draft.write(folder)
    return folder


def found_in(data_dir: Path, place: Path) -> list[Leak]:
    only = ["almelo/werkfit/2023/outflow"]
    return attack(look(light_book(data_dir, place, only)))


def test_a_protected_book_gives_nothing_away(data_dir: Path, tmp_path: Path) -> None:
    assert found_in(data_dir, tmp_path / "book") == []


def test_without_secondary_suppression_the_attack_finds_the_cell(
    data_dir: Path, tmp_path: Path
) -> None:
    # 10 to 12 people less 10 to 12 people leaves two at most: three values.
    with patch.object(Suppression, "protect", lambda self, lines: None):
        found = found_in(data_dir, tmp_path / "book")
    assert ("Opleiding", PROBLEMS["pinned"]) in [(leak.place.row, leak.problem) for leak in found]
