"""Bad input is told in one clear message, without a value of a person; what stood there stays."""

import csv
import errno
import io
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO
from unittest.mock import patch

import openpyxl
import pytest
from exports import CSV, KEY, MAPPING, ROOT, ROWS, SECRET, bring_in, csv_text

from evalutils.dataset.faults import FaultList
from evalutils.errors import DataError
from evalutils.intake import unchanged
from evalutils.intake.pseudonym_key import PSEUDONYM_KEY
from in_process import evalutils

# An old Excel file and one with a password are both compound files of Microsoft.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in csv.reader(io.StringIO(CSV), delimiter=";"):
        book.active.append(row)
    book.save(out)
    return out.getvalue()


FRENCH = "5;Jansé;PW;02-01-2023;;;Zuid\n".encode("cp1252")
TYPO = MAPPING.replace("start:", "stat:")
ASKED = MAPPING.replace("spells:\n", "spells:\n  query: SELECT * FROM trajecten\n")
# name, content, mapping, what is told
BAD: dict[str, tuple[str, bytes, str, str]] = {
    "a truncated workbook": ("x.xlsx", workbook()[:-300], MAPPING, "is damaged or incomplete"),
    "a workbook with a password": ("x.xlsx", COMPOUND, MAPPING, "one with a password. Save it as"),
    "an old workbook": ("x.xls", COMPOUND, MAPPING, "Open it in Excel and save it as .xlsx"),
    "an OpenDocument sheet": ("x.ods", b"PK", MAPPING, "Open it in Excel and save it as .xlsx"),
    "a file cut off in a row": (
        "x.csv", CSV.encode()[:-20], MAPPING, "row 4: the last row stops half way",
    ),
    "a file cut off in a quote": (
        "x.csv", csv_text([*ROWS, '9;"Jan']).encode().rstrip(), MAPPING, "quot",
    ),
    "two encodings": ("x.csv", CSV.encode() + FRENCH, MAPPING, "is not in UTF-8, while other"),
    "a picture": ("x.csv", b"\x89PNG\r\n\x1a\n\0\0", MAPPING, "is not a text file"),
    "no rows": ("x.csv", CSV.splitlines()[0].encode(), MAPPING, "no rows below the column names"),
    "a group of signs only": (
        "x.csv", CSV.replace("Noord", "++").encode(), MAPPING, ": this name has no letter or digit",
    ),
    "another table": ("x.csv", b"a;b\n1;2\n", MAPPING, "names a column of the mapping"),
    "a typing error in the mapping": ("x.csv", CSV.encode(), TYPO, "Did you mean 'start'?"),
    "a mapping that is no YAML": ("x.csv", CSV.encode(), "spells: [", "mapping.yaml"),
    "a mapping in another form": ("x.csv", CSV.encode(), "- a\n- b\n", "mapping.yaml"),
    "a file as database": ("x.csv", CSV.encode(), ASKED + "  sheet: 7\n", "quotes"),
}  # fmt: skip


@pytest.fixture
def stood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place with an evaluation that was imported before, which stays as it is."""
    bring_in(tmp_path)
    monkeypatch.setenv(PSEUDONYM_KEY.variable, SECRET.hex())
    before = contents(tmp_path)
    yield tmp_path
    assert contents(tmp_path) == before


def contents(place: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (place / "data").rglob("*") if path.is_file()}


def told(place: Path, export: str, mapping: str = MAPPING) -> str:
    """What the command says, that ends with exit code 2."""
    (place / "mapping.yaml").write_text(mapping, encoding="utf-8")
    done = evalutils(
        ROOT, "--data", str(place / "data"), "import", export, "--replace",
        "--mapping", str(place / "mapping.yaml"), "--to", str(KEY),
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert not any(word in done.stderr for word in ("Jans", "111222333", "Traceback", "geheim"))
    return done.stderr


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_export_is_told_and_what_stood_there_stays(kind: str, stood: Path) -> None:
    name, content, mapping, problem = BAD[kind]
    (stood / name).write_bytes(content)
    assert problem in told(stood, str(stood / name), mapping)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("postgresql+psycopg://a:geheim@127.0.0.1:1/c", "does not answer, or refuses the user"),
        ("sqlite:///nergens.db", "There is no file 'nergens.db'"),
        ("niets://a", "driver of this database is not installed"),
    ],
)
def test_a_database_that_refuses_is_told_and_what_stood_there_stays(
    address: str, problem: str, stood: Path
) -> None:
    pytest.importorskip("sqlalchemy")
    assert problem in told(stood, address, ASKED)


def test_a_name_that_is_not_there_is_told_with_the_one_that_is(stood: Path) -> None:
    assert "Did you mean 'export.csv'?" in told(stood, str(stood / "exprt.csv"))


def test_a_file_that_changes_meanwhile_is_told(stood: Path) -> None:
    states = iter(range(3))
    with patch.object(unchanged, "state_of", lambda _: (next(states),)):
        assert "changed while it was read" in told(stood, str(stood / "export.csv"))


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_text(CSV, "utf-8")])
def test_a_file_that_is_removed_or_written_again_meanwhile_is_told(
    change: Callable[[Path], object], tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(CSV, encoding="utf-8")
    before = path.stat()
    faults = FaultList()

    def read(file: IO[bytes]) -> Iterator[bytes]:
        yield file.read()
        change(path)
        if path.exists():  # as a copy that keeps the times does
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert list(unchanged.read_unchanged(path, faults.of("x.csv"), read)) == [CSV.encode()]
    with pytest.raises(DataError, match=r"changed while it was read\. Wait until it is"):
        faults.stop()


def test_a_disk_that_is_full_leaves_what_stood_there(stood: Path) -> None:
    # 6,000 rows of 60 bytes are more than a file may hold here: the system refuses to write on.
    rows = [f"{n};X;PW;02-01-2023;31-03-2023;34;Noord" for n in range(100_000, 106_000)]
    (stood / "large.csv").write_text(csv_text(rows), encoding="utf-8")
    command = [
        sys.executable, "-m", "evalutils.cli", "--project", str(ROOT),
        "--data", str(stood / "data"), "import", str(stood / "large.csv"), "--replace",
        "--mapping", str(stood / "mapping.yaml"), "--to", str(KEY),
    ]  # fmt: skip
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (2**18, 2**18)),
    )
    assert done.returncode == 1 and "Make room there" in done.stderr


def test_without_a_key_all_else_that_is_wrong_is_told_as_well(
    stood: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(PSEUDONYM_KEY.variable)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    (stood / "x.csv").write_text(CSV.replace("15-02-2023", "15/02/2023"), encoding="utf-8")
    said = told(stood, str(stood / "x.csv"))
    assert "evalutils key new" in said and "x.csv row 3" in said
    assert "Did you mean 'start'?" in told(stood, str(stood / "x.csv"), TYPO)


def test_a_key_in_the_folder_of_the_project_is_refused_with_where_it_may_stand(
    tmp_path: Path,
) -> None:
    done = evalutils(ROOT, "key", "new", "--to", str(ROOT / "my.key"))
    assert done.returncode == 2 and not (ROOT / "my.key").exists()
    assert f"'{ROOT}'" in done.stderr and "leave --to out" in done.stderr


def test_errors_of_the_system_while_reading_are_faults(tmp_path: Path) -> None:
    def broken(_: object) -> Iterator[str]:
        yield "a line"
        raise OSError(errno.EIO, "Input/output error")

    faults = FaultList()
    (tmp_path / "x.csv").write_text("x")
    read = unchanged.read_unchanged(tmp_path / "x.csv", faults.of("x.csv"), broken)
    assert list(read) == ["a line"]
    assert "Input/output error" in faults.faults[0].problem
