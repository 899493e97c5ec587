"""What a release published, kept as one file: pages and data, without scripts and pictures."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from evalutils.dataset.editions import COUNTS_FILE
from evalutils.errors import InputError
from evalutils.system.folders import replace_file

_KEPT = (".html", ".csv", ".json")
# The earliest that a zip file can tell: the same book gives the same bytes.
_THEN = (1980, 1, 1, 0, 0, 0)


def keep_edition(html: Path, target: Path, counts: bytes) -> None:
    """Write the pages and data of a published book in a zip file, with what each count is there.

    The next edition is protected beside these counts; see `evalutils.dataset.editions`.
    """
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        _write(file, COUNTS_FILE, counts)
        for path in sorted(html.rglob("*")):
            name = path.relative_to(html)
            if path.suffix in _KEPT and not any(part.startswith((".", "_")) for part in name.parts):
                _write(file, name.as_posix(), path.read_bytes())
    replace_file(target, held.getvalue())


def _write(file: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _THEN)
    file.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)


@contextmanager
def opened(edition: Path | None) -> Iterator[Path | None]:
    """A published book as a folder, also when a zip file holds it; an InputError for neither."""
    if edition is None or edition.is_dir():
        yield edition
        return
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(edition) as file:
                file.extractall(folder)  # which leaves no file outside it
        except (OSError, zipfile.BadZipFile):
            raise InputError(
                f"'{edition}' is no published book: name its folder, or the zip file that "
                "'evalutils release' keeps of it."
            ) from None
        yield Path(folder)
