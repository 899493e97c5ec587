"""Reads the rows that a query on the municipality's own database gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from evalutils.dataset.faults import FileFaults
from evalutils.errors import InputError
from evalutils.intake.row_parts import ROWS, RowPart, find_heading, parts_of

INSTALL = 'python -m pip install "evalutils[sql]"'


def is_address(place: str) -> bool:
    """Whether this is the address of a database and no path."""
    return "://" in place


def read_query(
    address: str, query: str, wanted: Sequence[str], faults: FileFaults
) -> Iterator[RowPart]:
    """The wanted columns of what a query gives, some rows at a time; row 2 is the first.

    Of what a database answers when it refuses only the kind is told: it may hold a password, or
    the value that it could not read.
    """
    if not query:
        raise InputError("A database needs a query. Write it in mapping.yaml: query: SELECT ...")
    if find_spec("sqlalchemy") is None:
        raise InputError(f"A database needs SQLAlchemy. Install it with: {INSTALL}")
    from sqlalchemy import create_engine, event, text
    from sqlalchemy.exc import SQLAlchemyError

    engine, connected = None, False
    try:
        engine = create_engine(_checked(address))
        event.listen(engine, "handle_error", _close)
        options: dict[str, Any] = {"stream_results": True}
        if engine.dialect.name == "postgresql":
            options["postgresql_readonly"] = True
        with engine.connect() as connection:
            connected = True
            asked = connection.execution_options(**options)
            with closing(asked.execute(text(query))) as answer:
                yield from _parts(answer, wanted, faults)
    except (SQLAlchemyError, ModuleNotFoundError, ValueError, OSError) as error:
        faults.add(_why(error, connected))
    finally:
        if engine is not None:
            engine.dispose()


def _close(failure: Any) -> None:
    """Close the cursor of a query that was refused, which nobody else does."""
    with suppress(Exception):
        failure.cursor.close()


def _parts(answer: Any, wanted: Sequence[str], faults: FileFaults) -> Iterator[RowPart]:
    names = [str(name) for name in answer.keys()]  # noqa: SIM118 - a result is no mapping
    heading = find_heading([(1, names)], wanted, faults)
    if heading is None:
        return
    number = 1
    for rows in answer.partitions(ROWS):
        numbered = enumerate(([_as_text(value) for value in row] for row in rows), number + 1)
        yield from parts_of(numbered, heading, faults)
        number += len(rows)


def _checked(address: str) -> Any:
    from sqlalchemy import make_url

    url = make_url(address)
    # SQLite makes a file that is not there.
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise InputError(f"There is no file '{url.database}'. Check the address.")
    return url


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | float) and value == int(value):
        return str(int(value))
    return str(value)


def _why(error: Exception, connected: bool) -> str:
    """What to do; nothing of what the database says."""
    from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    code = f" (code {state})" if state else ""
    if isinstance(error, NoSuchModuleError | ModuleNotFoundError):
        return f"the driver of this database is not installed. Install it, e.g. with: {INSTALL}"
    if isinstance(error, ArgumentError):
        return "this is no address of a database. Write postgresql+psycopg://user@host/name."
    if isinstance(error, DBAPIError) and not connected:
        return (
            f"the database does not answer, or refuses the user{code}. Check the address, the name "
            "of the user and the password (PGPASSWORD or ~/.pgpass for PostgreSQL), and whether "
            "the server is on and lets this machine in."
        )
    if isinstance(error, DBAPIError):
        return (
            f"the database refuses the query{code}, or stopped. Try the query in the database "
            "itself: the names of its tables and columns, and whether this user may read them."
        )
    return f"the database gives an error ({type(error).__name__}). Ask who manages it."
