"""`evalutils synthesise`: a data folder that every command accepts, and never over other data."""

import shutil
import sys
from pathlib import Path

import pandas as pd
import pytest

from evalutils import cli
from evalutils.dataset.load import load_evaluations
from evalutils.errors import InputError, RefusedError
from evalutils.synthetic.ownership import MARKER
from evalutils.synthetic.write import Order, synthesise
from evalutils.system.folders import claim

DATA = Path(__file__).parents[2] / "data"
EXAMPLE = Order(None, programmes=1, clients=3000, seed=20)
ARMS = Order(None, clients=3000, seed=20, arms=True)
YEARLY = Order(None, clients=3000, seed=20, yearly=True)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    line = ["evalutils", "--data", str(DATA), "synthesise", *map(str, arguments)]
    monkeypatch.setattr(sys, "argv", line)
    try:
        cli.main()
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0


def test_the_data_load_without_faults_and_all_clients_are_there(tmp_path: Path) -> None:
    keys = synthesise(Order(4, programmes=3, clients=400, seed=2), DATA, tmp_path / "data")
    evaluations = load_evaluations(tmp_path / "data")
    assert [item.key for item in evaluations] == sorted(keys)
    assert len(keys) == 12
    assert all(item.synthetic and item.disclosure == "protected" for item in evaluations)
    spells = pd.concat([item.tables["spells"] for item in evaluations])
    assert spells["client_id"].nunique() == 400
    assert len({item.municipality_code for item in evaluations}) == 4


def test_every_page_can_tell_that_the_data_are_invented(tmp_path: Path) -> None:
    synthesise(Order(1, programmes=2, clients=20, seed=2), DATA, tmp_path / "data")
    for item in load_evaluations(tmp_path / "data"):
        assert "synthetisch" in item.title
        assert item.sources == ("synthetic",)
        assert "Verzonnen" in item.description


def test_a_table_without_clients_is_left_out_and_check_finds_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # 18 evaluations of about one client each, of whom some were never measured.
    folder = tmp_path / "data"
    keys = synthesise(Order(6, programmes=3, clients=20, seed=1), DATA, folder)
    written = [[path.stem for path in (folder / str(key)).glob("*.csv")] for key in keys]
    assert all("spells" in names for names in written)
    assert 0 < sum("measurements" in names for names in written) < len(keys) == 18
    monkeypatch.setattr(sys, "argv", ["evalutils", "--data", str(folder), "check"])
    cli.main()  # a fault would end it with an exit code
    assert "Evaluations: 18." in capsys.readouterr().out


def test_the_same_order_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for folder, seed in (("one", 3), ("two", 3), ("three", 4)):
        synthesise(Order(2, programmes=2, clients=300, seed=seed), DATA, tmp_path / folder)
    one = contents(tmp_path / "one")
    assert one == contents(tmp_path / "two")
    three = contents(tmp_path / "three")
    shared = [name for name in one if name in three and name.count("/") < 2]
    assert all(one[name] == three[name] for name in shared if name != MARKER)
    assert not {one[name] for name in one if name.endswith("spells.csv")} & set(three.values())


def test_the_example_of_the_book_is_what_its_command_makes(tmp_path: Path) -> None:
    for order, programme, last in (
        (EXAMPLE, "werkfit", "2023-2024"),
        (ARMS, "werkfit-vergeleken", "2023-2024"),
        (YEARLY, "werkfit-jaren", "2024"),
    ):
        synthesise(order, DATA, tmp_path / programme)
        made = contents(tmp_path / programme / "synthetisch")
        shipped = DATA / "synthetisch" / programme
        assert made == {f"{programme}/{name}": text for name, text in contents(shipped).items()}
        evaluation = shipped / last / "evaluation.yaml"
        assert order.command in evaluation.read_text(encoding="utf-8")


def test_parquet_holds_the_same_clients_as_csv(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    order = Order(None, programmes=1, clients=200, seed=2)
    synthesise(order, DATA, tmp_path / "csv")
    synthesise(Order(None, 1, 200, 2, file_format="parquet"), DATA, tmp_path / "parquet")
    (one,), (two,) = load_evaluations(tmp_path / "csv"), load_evaluations(tmp_path / "parquet")
    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(
            table.reset_index(drop=True), two.tables[name].reset_index(drop=True)
        )


def test_parquet_without_pyarrow_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match="pyarrow"):
        synthesise(Order(1, 1, 9, 1, file_format="parquet"), DATA, tmp_path / "data")


def test_synthetic_data_are_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    synthesise(Order(3, programmes=1, clients=30, seed=1), DATA, folder)
    synthesise(Order(None, programmes=1, clients=30, seed=1), DATA, folder)
    (example,) = load_evaluations(folder)
    assert str(example.key) == "synthetisch/werkfit/2023-2024"
    assert example.disclosure == "published"  # nobody to protect: readers see all there is
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_folder_of_others_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "spells.csv").write_text("mine", encoding="utf-8")
    assert run(monkeypatch, "--clients", "9", "--to", tmp_path) == 2
    assert "was not made by evalutils synthesise" in capsys.readouterr().err
    assert contents(tmp_path) == {"spells.csv": b"mine"}


def test_real_data_put_into_a_synthetic_folder_are_safe(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    order = Order(None, programmes=1, clients=10, seed=1)
    synthesise(order, DATA, folder)
    real = folder / "almelo" / "werkfit" / "2025"
    real.mkdir(parents=True)
    (real / "evaluation.yaml").write_text("title: Echt\n", encoding="utf-8")
    before = contents(folder)
    with pytest.raises(InputError, match="almelo/werkfit/2025"):
        synthesise(order, DATA, folder)
    assert contents(folder) == before


def test_a_file_put_into_a_synthetic_folder_is_safe(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    order = Order(None, programmes=1, clients=10, seed=1)
    synthesise(order, DATA, folder)
    (folder / ".DS_Store").write_bytes(b"left by a system")
    synthesise(order, DATA, folder)
    (folder / "synthetisch" / "notes.txt").write_text("mine", encoding="utf-8")
    before = contents(folder)
    with pytest.raises(InputError, match=r"not made by it \(synthetisch/notes\.txt\)"):
        synthesise(order, DATA, folder)
    assert contents(folder) == before


def test_what_a_killed_command_left_is_removed_by_the_next(tmp_path: Path) -> None:
    folder, order = tmp_path / "data", Order(None, programmes=1, clients=10, seed=1)
    synthesise(order, DATA, folder)
    folder.rename(tmp_path / ".data-old")  # killed while the new folder took the old one's place
    claim(tmp_path / ".data-new")
    (tmp_path / ".data-new" / "half.csv").write_text("client_id", encoding="utf-8")
    synthesise(order, DATA, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_hidden_folder_of_others_beside_it_is_left_as_it_was(tmp_path: Path) -> None:
    for name in (".data-old", ".data-new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(InputError, match=f"{name}'"):
            synthesise(Order(1, 1, 10, 1), DATA, tmp_path / "data")
        assert contents(tmp_path) == {f"{name}/mine.txt": b"mine"}
        shutil.rmtree(tmp_path / name)


def test_nothing_is_left_when_the_disk_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "spells.csv")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(RefusedError, match=r"Nothing was written\. .*No space left.*Make room"):
        synthesise(Order(1, 1, 10, 1), DATA, tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--municipalities", "343", "--clients", "9000"], "342 municipalities"),
        (["--programmes", "7"], "--programmes"),
        (["--municipalities", "5", "--clients", "4"], "at least 5"),
        (["--municipalities", "2", "--example"], "not both"),
        (["--arms", "--example"], "--arms makes one programme of its own"),
        (["--yearly", "--arms"], "makes one programme of its own"),
        (["--yearly", "--format", "parquet"], "Tables of counts are no Parquet"),
        (["--clients", "0"], "--clients"),
        (["--seed", "-1"], "--seed"),
        (["--format", "xlsx"], "--format"),
    ],
)
def test_an_impossible_order_is_an_error_of_usage(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    assert run(monkeypatch, *arguments, "--to", tmp_path / "data") == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err
    assert not (tmp_path / "data").exists()


def test_more_programmes_than_there_are_kinds_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="6 kinds of programme"):
        synthesise(Order(1, 7, 10, 1), DATA, tmp_path / "data")


def test_a_folder_inside_the_data_folder_is_refused() -> None:
    with pytest.raises(InputError, match="out of place"):
        synthesise(Order(1, 1, 10, 1), DATA, DATA / "oefenen")
    assert not (DATA / "oefenen").exists()


def test_without_shared_files_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    with pytest.raises(InputError, match="parameters"):
        synthesise(Order(1, 1, 10, 1), tmp_path / "data", tmp_path / "new")


def test_the_command_says_where_the_data_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--clients", "50", "--to", tmp_path / "data") == 0
    assert "3 evaluations, 50 invented clients" in capsys.readouterr().out
