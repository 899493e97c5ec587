"""What a release published, kept as one file: pages and data, without scripts and pictures."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from evalutils.errors import InputError
from evalutils.system.folders import replace_file

_KEPT = (".html", ".csv", ".json")
# The earliest that a zip file can tell: the same book gives the same bytes.
_THEN = (1980, 1, 1, 0, 0, 0)


def keep_edition(html: Path, target: Path) -> None:
    """Write the pages and data of a published book in a zip file."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for path in sorted(html.rglob("*")):
            name = path.relative_to(html)
            if path.suffix in _KEPT and not any(part.startswith((".", "_")) for part in name.parts):
                entry = zipfile.ZipInfo(name.as_posix(), _THEN)
                file.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=9)
    replace_file(target, held.getvalue())


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
