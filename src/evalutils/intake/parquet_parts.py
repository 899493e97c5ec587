"""Reads an export in Parquet, of any size, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

from evalutils.dataset.faults import FileFaults
from evalutils.dataset.reading.parquet_file import NO_TABLE, as_texts, can_read
from evalutils.dataset.reading.plain_text import tidy
from evalutils.intake.row_parts import ROWS, RowPart, find_heading
from evalutils.intake.unchanged import read_unchanged


def read_parquet_parts(path: Path, wanted: Sequence[str], faults: FileFaults) -> Iterator[RowPart]:
    """The wanted columns of a Parquet file, some rows at a time; row 2 is the first."""
    if not can_read(faults):
        return
    yield from read_unchanged(path, faults, partial(_parts, wanted, faults))


def first_parquet_rows(path: Path, rows: int, faults: FileFaults) -> list[Sequence[str]]:
    """The names of the columns of a Parquet file, and its first rows."""

    def read(file: IO[bytes]) -> Iterator[tuple[list[str], list[Sequence[str]]]]:
        return _batches((), faults, file)

    if not can_read(faults):
        return []
    found: list[Sequence[str]] = []
    for names, columns in read_unchanged(path, faults, read):
        found = found or [names]
        found += islice(zip(*columns, strict=True), rows)
        if len(found) >= rows:
            break
    return found


def _parts(wanted: Sequence[str], faults: FileFaults, file: IO[bytes]) -> Iterator[RowPart]:
    number = 2
    for names, columns in _batches(wanted, faults, file):
        texts = dict(zip(names, columns, strict=True))
        size = len(columns[0])
        yield RowPart(range(number, number + size), {name: texts[name] for name in wanted})
        number += size


def _batches(
    wanted: Sequence[str], faults: FileFaults, file: IO[bytes]
) -> Iterator[tuple[list[str], list[Sequence[str]]]]:
    """The names of the wanted columns, or of all, with the texts of some rows of each."""
    import pyarrow
    import pyarrow.parquet

    try:
        content = pyarrow.parquet.ParquetFile(file)
        written = {tidy(name): name for name in content.schema_arrow.names}
        if wanted and find_heading([(1, list(written))], wanted, faults) is None:
            return
        names = list(dict.fromkeys(wanted or written))
        chosen = [written[name] for name in names]
        for batch in content.iter_batches(batch_size=ROWS, columns=chosen):
            table = pyarrow.Table.from_batches([batch])
            yield names, [as_texts(table[name]).to_pylist() for name in chosen]
    except (pyarrow.ArrowException, KeyError):
        faults.add(NO_TABLE)
