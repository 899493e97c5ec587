"""Which chapters an evaluation has, by the names of its files alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from client_data import MEASUREMENTS, SPELLS
from small_data import KEY, write_data

from evalutils.chapters import chapters_of
from evalutils.chapters.own_notebooks import with_own_notebooks
from evalutils.dataset.evaluation import Outlined
from evalutils.dataset.load import load_evaluations
from evalutils.dataset.outline import outlines
from evalutils.errors import DataError, InputError
from evalutils.synthetic.write import Order, synthesise

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"


def listed(found: list[Outlined]) -> list[tuple[str, list[str]]]:
    return [(str(item.key), [chapter.name for chapter in chapters_of(item)]) for item in found]


def both(data_dir: Path, notebooks: Path) -> tuple[list[object], list[object]]:
    """What names tell, and what the data tell."""
    by_name = with_own_notebooks(outlines(data_dir), notebooks, data_dir)
    by_data = with_own_notebooks(load_evaluations(data_dir), notebooks, data_dir)
    return list(listed(list(by_name))), list(listed(list(by_data)))


def test_the_shipped_data_are_listed_as_they_are_read() -> None:
    names, data = both(DATA, ROOT / "notebooks")
    assert names == data
    assert len(names) > 20


def test_invented_clients_are_listed_as_they_are_read(tmp_path: Path) -> None:
    synthesise(Order(2, programmes=2, clients=200), DATA, tmp_path / "data")
    names, data = both(tmp_path / "data", tmp_path / "notebooks")
    assert names == data
    assert len(names) == 4


def test_no_table_is_opened(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data", spells=SPELLS, measurements=MEASUREMENTS)
    for name in ("spells.csv", "measurements.csv"):
        (data / KEY / name).unlink()
        (data / KEY / name).mkdir()  # whoever opens it fails
    (data / KEY / "claims.csv").write_bytes(b"\x00\xff")
    # walked as folders, they are no names of files: put these beside them
    for name in ("exits.xlsx", "costs.csv"):
        (data / KEY / name).write_bytes(b"\x00 no table")
    assert listed(list(outlines(data))) == [(KEY, ["outflow", "cost_benefit"])]


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        ("horizon_months: 24\n", ["cost_benefit", "cost_benefit_uncertainty"]),
        ("participants: 24\n", ["cost_benefit"]),
        ("# horizon_months: 24\nparticipants: 1\n", ["cost_benefit"]),
        ("horizon_months: [\n", ["cost_benefit"]),
    ],
)
def test_a_horizon_makes_a_chapter(text: str, chapters: list[str], tmp_path: Path) -> None:
    data = write_data(tmp_path / "data")
    (data / KEY / "costs.csv").touch()
    (data / KEY / "assumptions.yaml").write_text(text, encoding="utf-8")
    assert listed(list(outlines(data))) == [(KEY, chapters)]


def test_notebooks_that_an_evaluation_names_are_listed(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data")
    path = data / KEY / "evaluation.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "notebooks: [eigen-blik]\n", "utf-8")
    with pytest.raises(InputError, match="names notebook 'eigen-blik'"):
        with_own_notebooks(outlines(data), tmp_path / "notebooks", data)


def test_what_names_show_to_be_wrong_is_told(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data")
    (data / KEY / "exit.csv").touch()
    (data / "Almelo" / "werkfit" / "2024").mkdir(parents=True)
    (data / "Almelo" / "werkfit" / "2024" / "exits.csv").touch()
    with pytest.raises(DataError) as caught:
        outlines(data)
    assert [fault.partition(": ")[0] for fault in caught.value.faults] == [
        "Almelo/werkfit/2024",
        f"{KEY}/exit.csv",
    ]


def test_a_folder_without_evaluations_says_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(InputError, match="There are no evaluations"):
        outlines(tmp_path / "data")
