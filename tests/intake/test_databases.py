"""Rows come from a query on a database: SQLite, and PostgreSQL where that is installed."""

import os
import shutil
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from exports import MAPPING, ROWS, bring_in, table

from evalutils.errors import DataError, InputError

MAPPED = MAPPING.replace(
    "spells:\n", "spells:\n  query: SELECT * FROM trajecten WHERE regeling = 'PW'\n"
).replace("Cliëntnummer", "client")
NAMES = ("client", "naam", "regeling", "Startdatum", "Einddatum", "Reden einde", "Wijk")
LEFT = [
    ["2023-01-02", "2023-03-31", "paid_work", "Noord"],
    ["2023-02-15", "", "", "Zuid"],
    ["2023-06-01", "2023-09-30", "education", "Noord"],
]


def cells() -> list[list[str | None]]:
    return [[cell or None for cell in row.split(";")] for row in ROWS]


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    place = tmp_path / "cliënten.db"
    with sqlite3.connect(place) as database:
        columns = ", ".join(f'"{name}" text' for name in NAMES)
        database.execute(f"create table trajecten ({columns})")
        database.executemany(f"insert into trajecten values ({','.join('?' * 7)})", cells())
    database.close()
    return f"sqlite:///{place}"


def from_database(tmp_path: Path, address: str, mapping: str = MAPPED) -> list[str]:
    return bring_in(tmp_path, address=address, mapping=mapping)


def test_rows_come_from_a_query_on_sqlite(sqlite: str, tmp_path: Path) -> None:
    from_database(tmp_path, sqlite)
    assert sorted(row[1:] for row in table(tmp_path)[1:]) == LEFT


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("trajecten", "trajekten", "the database refuses the query"),
        ("SELECT *", "SELEKT *", "the database refuses the query"),
        ("start: Startdatum", "start: Startdatm", "Did you mean 'Startdatum'?"),
    ],
)
def test_a_query_that_is_refused_is_told_without_what_the_database_says(
    before: str, after: str, told: str, sqlite: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError) as stopped:
        from_database(tmp_path, sqlite, MAPPED.replace(before, after))
    assert told in str(stopped.value)
    assert stopped.value.__cause__ is None and "trajekten" not in str(stopped.value)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("sqlite:///nergens.db", "There is no file"),
        ("postgresql+nergens://a:geheim@b/c", "driver of this database is not installed"),
        ("niets://", "driver of this database is not installed"),
        ("://", "no address"),
        ("postgresql+psycopg://a:geheim@127.0.0.1:1/c", "does not answer, or refuses the user"),
    ],
)
def test_a_database_that_is_not_there_is_told_without_its_password(
    address: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=told) as stopped:
        from_database(tmp_path, address)
    assert "geheim" not in str(stopped.value)


def test_a_query_that_gives_nothing_is_told(sqlite: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there are no rows below the column names"):
        from_database(tmp_path, sqlite, MAPPED.replace("'PW'", "'geen'"))
    assert not (tmp_path / "data" / "almelo").exists()


def test_a_database_needs_a_query(sqlite: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs a query"):
        from_database(tmp_path, sqlite, MAPPING)


def programs() -> Path | None:
    """Where the server of PostgreSQL is, as distributions install it."""
    places = [Path(found).parent for found in [shutil.which("initdb")] if found]
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "postgres").exists()), None)


PROGRAMS = programs()
needs_postgresql = pytest.mark.skipif(
    PROGRAMS is None or find_spec("psycopg") is None,
    reason="PostgreSQL (apt install postgresql) or its driver psycopg is not installed",
)


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own on loopback, with the rows and a user who may read them."""
    assert PROGRAMS is not None
    place = tmp_path_factory.mktemp("pg", numbered=True)
    user: dict[str, object] = {}
    if os.geteuid() == 0:  # the server refuses to run as root
        user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        for folder in (place, *place.parents[:3]):
            folder.chmod(folder.stat().st_mode | 0o755)
        shutil.chown(place, "nobody", "nogroup")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": place, **user}
    (place / "word").write_text("geheim\n")
    (place / "word").chmod(0o644)
    subprocess.run(
        [PROGRAMS / "initdb", "-D", place / "data", "-U", "beheer", "--pwfile", place / "word",
         "-A", "scram-sha-256", "--no-sync", "-E", "UTF8", "--locale=C"],
        check=True, **quiet,
    )  # fmt: skip
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = subprocess.Popen(
        [PROGRAMS / "postgres", "-D", place / "data", "-h", "127.0.0.1", "-p", str(port),
         "-k", "", "-F"],
        **quiet,  # type: ignore[call-overload]
    )  # fmt: skip
    try:
        address = f"postgresql+psycopg://beheer:geheim@127.0.0.1:{port}/postgres"
        _fill(address.replace("+psycopg", ""))
        yield address
    finally:
        server.terminate()
        server.wait(60)


def _fill(address: str) -> None:
    import psycopg

    for _ in range(600):
        try:
            connection = psycopg.connect(address)
            break
        except psycopg.OperationalError:
            time.sleep(0.1)
    kinds = ("bigint", "text", "text", "date", "timestamp", "text", "text")
    columns = ", ".join(f'"{name}" {kind}' for name, kind in zip(NAMES, kinds, strict=True))
    with connection as open_one:
        open_one.execute("set datestyle to 'ISO, DMY'")
        open_one.execute(f"create table trajecten ({columns})")
        for row in cells():
            open_one.execute(f"insert into trajecten values ({','.join(['%s'] * 7)})", row)


@needs_postgresql
def test_rows_come_from_a_query_on_postgresql(postgresql: str, tmp_path: Path) -> None:
    from_database(tmp_path, postgresql)
    assert sorted(row[1:] for row in table(tmp_path)[1:]) == LEFT
    # the same clients get the same pseudonyms as from a file
    (tmp_path / "file").mkdir()
    bring_in(tmp_path / "file")
    assert {row[0] for row in table(tmp_path)} == {row[0] for row in table(tmp_path / "file")}


@needs_postgresql
@pytest.mark.parametrize(
    ("change", "query", "problem"),
    [
        (("beheer:geheim", "beheer:verkeerd"), "SELECT 1", "refuses the user"),
        (("beheer:geheim", "niemand:geheim"), "SELECT 1", "refuses the user"),
        (("/postgres", "/nergens"), "SELECT 1", "does not answer"),
        (("", ""), "SELECT * FROM nergens", "refuses the query (code 42P01)"),
        (("", ""), "SELECT naam::int FROM trajecten", "refuses the query (code 22P02)"),
        (("", ""), "DELETE FROM trajecten", "refuses the query (code 42601)"),
    ],
)
def test_a_database_that_refuses_is_told_and_nothing_of_what_it_says(
    change: tuple[str, str], query: str, problem: str, postgresql: str, tmp_path: Path
) -> None:
    mapping = MAPPED.replace("SELECT * FROM trajecten WHERE regeling = 'PW'", query)
    with pytest.raises(DataError) as stopped:
        from_database(tmp_path, postgresql.replace(*change), mapping)
    told = str(stopped.value)
    assert problem in told and stopped.value.exit_code == 2
    assert not any(word in told for word in ("geheim", "verkeerd", "Jansen", "nergens", "niemand"))
