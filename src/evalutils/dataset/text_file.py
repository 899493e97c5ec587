"""Reads a file as text, in the encodings that Dutch computers write."""

from __future__ import annotations

from pathlib import Path

from evalutils.dataset.faults import FaultList

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_bytes(path: Path, name: str, faults: FaultList) -> bytes | None:
    """Read the content of a file.

    Parameters
    ----------
    path
        The file.
    name
        How messages name it.
    faults
        Receives what is wrong.

    Returns
    -------
    bytes or None
        None when there is no file or it cannot be read.
    """
    try:
        if path.is_file():
            return path.read_bytes()
        problem = _why_no_file(path)
    except OSError as error:
        problem = (
            f"the file cannot be read ({error.strerror}). Close the program that has it open, or "
            "give yourself permission to read it."
        )
    faults.add(name, problem)
    return None


def _why_no_file(path: Path) -> str:
    if path.is_symlink():
        return "this is a link to a file that does not exist. Replace it by the file itself."
    if path.is_dir():
        return "this is a folder, but a file is expected here. Rename or move the folder."
    if path.exists():
        return "this is not an ordinary file. Replace it by one."
    return "the file is missing. Put it there."


def read_text(path: Path, name: str, faults: FaultList) -> str | None:
    """Read a text file: UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252.

    Returns
    -------
    str or None
        None when it is not a text file or cannot be read; `faults` then says why.
    """
    content = read_bytes(path, name, faults)
    if content is None:
        return None
    text = decode(content)
    if text is None:
        faults.add(name, _why_no_text(content, path.suffix.lower()))
    return text


def decode(content: bytes) -> str | None:
    """The text of a file, None when it holds something else.

    Bytes that are not UTF-8 are read as Windows-1252, the encoding of "CSV" in Dutch Excel.
    Control characters that no text holds betray a binary file.
    """
    encodings = ("utf-16",) if content.startswith(_UTF_16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if all(map(_is_text, set(text))) else None
    return None


def _is_text(char: str) -> bool:
    return char >= " " or char in "\t\n\r\v\f"


def _why_no_text(content: bytes, suffix: str) -> str:
    if content.startswith(_EXCEL):
        return "this is an Excel workbook with another extension. Save it as .xlsx in Excel."
    nul = " (it holds NUL bytes)" if b"\x00" in content else ""
    again = "as CSV UTF-8 or as .xlsx" if suffix == ".csv" else "as text in UTF-8"
    return f"this is not a text file{nul}: it is damaged or of another kind. Save it again {again}."
