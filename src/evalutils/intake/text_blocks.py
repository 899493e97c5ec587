"""The lines of a text file of any size, a part at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from evalutils.dataset.faults import FileFaults
from evalutils.dataset.reading.text_file import NoTextError, decoded, encoding_of
from evalutils.intake.unchanged import read_unchanged

BLOCK = 16_000_000
# A line longer than this is no line of a table.
_LONGEST = 10 * BLOCK


def lines_of(path: Path, faults: FileFaults) -> Iterator[str]:
    """Every line with its end; what is wrong with the file is heard when it is met."""
    yield from read_unchanged(path, faults, lambda file: _lines(file, faults))


def _lines(file: IO[bytes], faults: FileFaults) -> Iterator[str]:
    encodings: set[str] = set()
    passed = 0
    blocks = _blocks(file)
    while True:
        try:
            block = next(blocks, b"")
            text = decoded(block)
        except NoTextError as error:
            where = f"(counted from line {passed + 1}) " if passed else ""
            faults.add(
                f"{where}{error} {error.remedy or 'Export it again as CSV UTF-8 or as .xlsx.'}"
            )
            return
        if not block:
            return
        if encoding := encoding_of(block):
            encodings.add(encoding)
        if len(encodings) > 1:
            faults.add("some lines are in UTF-8 and others are not. Export the file again.")
            return
        passed += text.count("\n")
        yield from io.StringIO(text, newline="")


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    """Parts of whole lines; a file in UTF-16 as a whole."""
    start = file.read(2)
    if start in (b"\xff\xfe", b"\xfe\xff"):
        yield start + file.read()
        return
    rest = start
    while chunk := file.read(BLOCK):
        rest += chunk
        end = rest.rfind(b"\n") + 1
        if end:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > _LONGEST:
            raise NoTextError("no line ends in the first hundreds of megabytes: this is no table.")
    if rest:
        yield rest
