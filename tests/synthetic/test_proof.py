"""Clients are shown in full only when what `synthesise` wrote proves that nobody is among them.

Without that proof a book stays a draft until two people put their names to it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from evalutils.book.pages.evaluation_pages import _disclosure
from evalutils.dataset.evaluation import Evaluation
from evalutils.dataset.load import load_evaluations, load_selected
from evalutils.release.checklist import ToRelease, checklist
from evalutils.release.releasing import vouched_for
from evalutils.synthetic.write import Order, synthesise

DATA = Path(__file__).parents[2] / "data"
NOTHING = pd.Series([], dtype="str")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The evaluation of an invented municipality, of which every number is shown."""
    (key,) = synthesise(Order(None, clients=40, seed=5), DATA, tmp_path / "data")
    return tmp_path / "data" / str(key)


def read(folder: Path) -> Evaluation:
    (found,) = load_evaluations(folder.parents[2])
    return found


def test_what_synthesise_wrote_needs_nobody_to_vouch_for_it(folder: Path) -> None:
    assert read(folder).disclosure == "published"
    assert not read(folder).unproven
    assert not read(folder).needs_release


def test_one_changed_cell_is_no_proof_and_the_book_is_a_draft(folder: Path) -> None:
    spells = folder / "spells.csv"
    text = spells.read_text(encoding="utf-8")
    spells.write_text(text.replace("syn0000001", "syn7654321"), encoding="utf-8")
    assert read(folder).unproven == ("spells",)
    assert read(folder).needs_release


def test_a_table_that_stands_in_the_place_of_another_or_was_never_made_is_no_proof(
    folder: Path,
) -> None:
    path = folder / "evaluation.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^synthesised:\n(  .*\n)+", "", text), encoding="utf-8")
    assert set(read(folder).unproven) == {"spells", "benefits", "measurements"}


def test_protected_clients_need_a_release_and_no_proof(folder: Path) -> None:
    path = folder / "evaluation.yaml"
    text = path.read_text(encoding="utf-8").replace("published", "protected")
    path.write_text(re.sub("sha256: '.", "sha256: 'x", text), encoding="utf-8")
    assert not read(folder).unproven
    assert read(folder).needs_release


def test_who_releases_is_asked_to_vouch_for_it_and_the_page_says_who_says_so(folder: Path) -> None:
    (folder / "spells.csv").write_bytes(
        (folder / "spells.csv").read_bytes().replace(b"\n", b"\r\n")
    )
    one, library = read(folder), load_selected(folder.parents[2]).library
    assert vouched_for([one]) == (str(one.key),)
    text = checklist(ToRelease([], vouched_for([one])), None, NOTHING, NOTHING, "release")
    assert f"- [ ] Van `{one.key}` worden alle aantallen getoond" in text
    assert "zegt dat de cliënten verzonnen zijn" in _disclosure(one, library)
