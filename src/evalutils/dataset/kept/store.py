"""Where kept values are, by name and by what they were made from.

A value is found again when its name, the data and the code are the same; what its data were is part
of the name of its file, so that whatever is of other data can be dropped without reading it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from evalutils.dataset.kept.code_digest import code_of, is_still
from evalutils.dataset.kept.contents import digest_of
from evalutils.dataset.kept.pickled import dumped, loaded
from evalutils.errors import InputError
from evalutils.project import Project
from evalutils.system.build_folder import CACHE
from evalutils.system.private import PrivateFolder

VARIABLE = "EVALUTILS_KEPT"
"""Tells the notebooks of a run where to look; they only read there."""

_ROOMS = Path(CACHE, "data")
_ORIGIN = "origin"
_KEY = 64


class Store:
    """The kept values of one data folder; without a folder nothing is kept.

    Parameters
    ----------
    place
        A folder for this data folder alone.
    origin
        The data folder; None for who only reads what is kept.
    claim
        Makes the folders above it.
    """

    def __init__(
        self,
        place: Path | None = None,
        origin: Path | None = None,
        claim: Callable[[], None] | None = None,
    ) -> None:
        self._folder = PrivateFolder(place, claim) if place else None
        self._origin = origin
        self._sound: dict[str, bool] = {}
        self.missed: Callable[[], None] = lambda: None
        """Called when a value is not there."""

    @property
    def writes(self) -> bool:
        """Whether anything can be put into it."""
        return self._folder is not None and self._origin is not None

    def get(self, what: str, data: str, made_from: str, code: str) -> Any:
        """A value; None when it is not there as it was put.

        Parameters
        ----------
        what, data
            Its name, and the digest of the data that it goes with.
        made_from
            Digest of all else that it depends on.
        code
            The module that makes it.
        """
        if self._folder is None or not data:
            return None
        content = self._folder.read(_name(what, data))
        if content is not None and content[:_KEY] == _key(what, data, made_from, code):
            with suppress(ValueError):
                return loaded(content, _KEY)
        self.missed()
        return None

    def put(self, what: str, data: str, made_from: str, code: str, value: object) -> None:
        """Keep a value."""
        if self._folder is None or not self.writes or not data or not self._is_sound(code):
            return
        content = _key(what, data, made_from, code) + dumped(value)
        self._folder.write(_name(what, data), content)

    def tidy(self, current: Iterable[tuple[str, str]]) -> None:
        """Drop what is kept of anything but these names with these data."""
        if self._folder is not None and self.writes:
            names = {_name(what, data) for what, data in current if data}
            self._folder.drop_all_but({_ORIGIN, *names})

    @contextmanager
    def unless_refused(self) -> Iterator[None]:
        """Keep what is put meanwhile; refused data leave no new folder behind."""
        try:
            yield
        except InputError:
            if self._folder is not None:
                self._folder.take_back()
            raise

    @contextmanager
    def offered(self) -> Iterator[None]:
        """Let the processes that are started meanwhile read what is kept."""
        before = os.environ.pop(VARIABLE, None)
        if self._folder is not None:
            os.environ[VARIABLE] = str(self._folder.place.resolve())
        try:
            yield
        finally:
            os.environ.pop(VARIABLE, None)
            if before is not None:
                os.environ[VARIABLE] = before

    def _is_sound(self, code: str) -> bool:
        if code not in self._sound:
            self._sound[code] = is_still(code)
            if self._folder is not None:
                self._folder.write(_ORIGIN, str(self._origin).encode(errors="surrogateescape"))
        return self._sound[code]


def offered_store() -> Store:
    """What the run of a notebook offers it; nothing elsewhere."""
    place = os.environ.get(VARIABLE)
    return Store(Path(place) if place else None)


def store_of(project: Project) -> Store:
    """The store of the data folder of a project; what is of folders that are gone is dropped."""
    origin, rooms = project.data_dir.resolve(), project.build_dir / _ROOMS
    with suppress(OSError):  # there are none, or they are of another user
        for room in rooms.iterdir():
            other = PrivateFolder(room)
            known = other.read(_ORIGIN)
            if known is None or not Path(os.fsdecode(known)).is_dir():
                other.remove()
    return Store(rooms / digest_of(str(origin))[:16], origin, project.claim_cache)


def _name(what: str, data: str) -> str:
    """No word of the data: anyone may see the name of a file in a list of open files."""
    return f"{digest_of(what)[:24]}.{data[:24]}"


def _key(what: str, data: str, made_from: str, code: str) -> bytes:
    return digest_of(what, data, made_from, code_of(code)).encode()
