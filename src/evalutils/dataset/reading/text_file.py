"""Reads a file as text, in the encodings that Dutch computers write."""

from __future__ import annotations

import codecs
import errno
import os
import re
from pathlib import Path

from evalutils.dataset.faults import MOST_LISTED, FileFaults
from evalutils.dataset.reading.plain_text import garbled, misread

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
# Control characters that no text holds betray a binary file.
_CONTROL = bytes({*range(32)} - set(b"\t\n\r\v\f"))
_OUTSIDE_ASCII = re.compile(rb"[\x80-\xff]+")
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def content_of(path: Path) -> bytes:
    """The bytes of a file; an OSError when it cannot be read or somebody wrote to it meanwhile."""
    with path.open("rb") as file:
        before = state_of(os.fstat(file.fileno()))
        content = file.read()
        if before != state_of(os.fstat(file.fileno())):
            raise OSError(errno.EBUSY, "somebody wrote to it meanwhile")
    return content


def state_of(found: os.stat_result) -> tuple[int, ...]:
    """What the system says of a file that changes when somebody writes to it."""
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def read_bytes(path: Path, faults: FileFaults) -> bytes | None:
    """The content of a file; None when there is no file or it cannot be read."""
    try:
        if path.is_file():
            return content_of(path)
        problem = _why_no_file(path)
    except OSError as error:
        problem = (
            f"the file cannot be read ({error.strerror}). Close the program that has it open, or "
            "give yourself permission to read it."
        )
    faults.add(problem)
    return None


def _why_no_file(path: Path) -> str:
    if path.is_symlink():
        return "this is a link to a file that does not exist. Replace it by the file itself."
    if path.is_dir():
        return "this is a folder, but a file is expected here. Rename or move the folder."
    if path.exists():
        return "this is not an ordinary file. Replace it by one."
    return "the file is missing. Put it there."


def read_text(path: Path, faults: FileFaults) -> str | None:
    """A text file in UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252.

    None when it is not a text file or cannot be read; `faults` then says why.
    """
    content = read_bytes(path, faults)
    if content is None:
        return None
    try:
        return decoded(content)
    except NoTextError as error:
        again = "as CSV UTF-8 or as .xlsx" if path.suffix.lower() == ".csv" else "as text in UTF-8"
        faults.add(f"{error} {error.remedy or f'Save it again {again}.'}")
    return None


def decode(content: bytes) -> str | None:
    """The text of a file; None when it holds something else or is in several encodings."""
    try:
        return decoded(content)
    except NoTextError:
        return None


class NoTextError(ValueError):
    """The bytes are not text in one of the known encodings.

    `remedy` is what to do when that is not to save the file again.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(problem)
        self.remedy = remedy


def encoding_of(content: bytes) -> str:
    """In which encoding a part of a file is; empty when every encoding reads it alike."""
    if content.isascii():
        return ""
    return "utf-8" if _is_utf_8(content) else "cp1252"


def decoded(content: bytes) -> str:
    """Decode as UTF-8, or else as Windows-1252, the encoding of "CSV" in Dutch Excel.

    Raises
    ------
    NoTextError
        When it is neither.
    """
    if content.startswith(_EXCEL):
        raise NoTextError(
            "this is an Excel workbook with another extension.", "Save it as .xlsx in Excel."
        )
    if content.startswith(_UTF_32):
        raise NoTextError("this is text in UTF-32.")
    if content.startswith(_UTF_16):
        text = _utf_16(content)
    elif len(content.translate(None, _CONTROL)) < len(content):
        raise _no_text(content)
    else:
        text = content.decode("utf-8-sig") if _is_utf_8(content) else _eight_bits(content)
    found = garbled(text)
    if found:
        raise NoTextError(
            f"line {_line(text, found[0])} {found[1]}: the file was read in a wrong encoding and "
            "then saved.",
            "Take the file from before that and save it as UTF-8, or correct the text.",
        )
    return text


def _no_text(content: bytes) -> NoTextError:
    nul = " (it holds NUL bytes)" if b"\x00" in content else ""
    return NoTextError(f"this is not a text file{nul}: it is damaged or of another kind.")


def _utf_16(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError:
        raise _no_text(content) from None


def _eight_bits(content: bytes) -> str:
    """Text in Windows-1252."""
    _check_one_encoding(content)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NoTextError(
            f"line {line} is neither in UTF-8 nor in Windows-1252 but in another encoding, such as "
            "Mac Roman or CP850."
        ) from None
    found = misread(text)
    if found:
        raise NoTextError(f"line {_line(text, found[0])} {found[1]}.")
    return text


def _check_one_encoding(content: bytes) -> None:
    """Some lines in UTF-8 and some not: two files were pasted together, or one was damaged."""
    if len({_is_utf_8(part) for part in set(_OUTSIDE_ASCII.findall(content))}) < 2:
        return
    fine: list[int] = []
    other: list[int] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.isascii():
            (fine if _is_utf_8(line) else other).append(number)
    if fine and len(other) <= len(fine):
        raise NoTextError(f"{_lines(other)} not in UTF-8, while other lines are.")
    if fine:
        raise NoTextError(f"{_lines(fine)} in UTF-8, while other lines are not.")


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _lines(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]} is"
    listed = ", ".join(map(str, numbers[:MOST_LISTED]))
    more = len(numbers) - MOST_LISTED
    return f"lines {listed}{f' and {more} more' if more > 0 else ''} are"


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
