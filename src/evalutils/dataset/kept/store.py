"""Where kept values are, by name and by what they were made from.

A value is found again when its name, the data and the code are the same; what its data were is part
of the name of its file, so that whatever is of other data can be dropped without reading it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from evalutils.dataset.kept.contents import digest_of
from evalutils.dataset.kept.pickled import dumped, loaded
from evalutils.errors import InputError
from evalutils.own_code.imports import EVERYTHING
from evalutils.own_code.package_code import FOLDER, loaded_code
from evalutils.project import Project
from evalutils.system.build_folder import CACHE
from evalutils.system.lock import hold
from evalutils.system.private import PrivateFolder

VARIABLE = "EVALUTILS_KEPT"
"""Tells the jobs of a run where to look; their notebooks only read there."""
CODE = "EVALUTILS_KEPT_CODE"
"""Tells them the digests of the code, which would take each of them longer than its work."""

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
    codes
        Digests of code that are known, by the module.
    adds
        Whether who has no data folder keeps more there, too.
    """

    def __init__(
        self,
        place: Path | None = None,
        origin: Path | None = None,
        claim: Callable[[], None] | None = None,
        codes: Mapping[str, str] | None = None,
        *,
        adds: bool = False,
    ) -> None:
        self._folder = PrivateFolder(place, claim) if place else None
        self._named = PrivateFolder(place.parents[1] / FOLDER, claim) if place and origin else None
        self._origin = origin
        self._adds = adds
        self._codes = dict(codes or {})
        self._sound: bool | None = None
        if self._named is not None:
            loaded_code(self._named)  # before anything is made by it
        self.missed: Callable[[], None] = lambda: None
        """Called when a value is not there."""

    @property
    def writes(self) -> bool:
        """Whether anything can be put into it."""
        return self._folder is not None and (self.owns or self._adds)

    @property
    def owns(self) -> bool:
        """Whether it may drop what is of no use any more."""
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
        if content is not None and content[:_KEY] == self._key(what, data, made_from, code):
            with suppress(ValueError):
                return loaded(content, _KEY)
        self.missed()
        return None

    def put(self, what: str, data: str, made_from: str, code: str, value: object) -> None:
        """Keep a value."""
        if self._folder is None or not self.writes or not data:
            return
        key = self._key(what, data, made_from, code)
        if self._is_sound():
            self._folder.write(_name(what, data), key + dumped(value))

    def tidy(self, current: Iterable[tuple[str, str]]) -> None:
        """Drop what is kept of anything but these names with these data."""
        if self._folder is not None and self.owns:
            names = {_name(what, data) for what, data in current if data}
            self._folder.drop_all_but({_ORIGIN, *names})

    @contextmanager
    def unless_refused(self) -> Iterator[None]:
        """Keep what is put meanwhile; refused data leave no new folder behind."""
        try:
            yield
        except InputError:
            for folder in filter(None, (self._folder, self._named)):
                folder.take_back()
            raise

    @contextmanager
    def offered(self) -> Iterator[None]:
        """Let the processes that are started meanwhile read what is kept."""
        before = {name: os.environ.pop(name, None) for name in (VARIABLE, CODE)}
        if self._folder is not None:
            os.environ[VARIABLE] = str(self._folder.place.resolve())
            self._digest(EVERYTHING)  # a page on all evaluations asks for it
            os.environ[CODE] = json.dumps(self._codes)
        try:
            yield
        finally:
            for name, text in before.items():
                os.environ.pop(name, None)
                if text is not None:
                    os.environ[name] = text

    @contextmanager
    def alone(self, what: str, wait_s: float) -> Iterator[None]:
        """No other process makes the same meanwhile; BusyError when one does after `wait_s`."""
        if self._folder is None or not self._folder.is_trusted():
            yield
            return
        with hold(self._folder.place / f"{digest_of(what)[:16]}.lock", "run", wait_s=wait_s):
            yield

    def is_of_this_code(self) -> bool:
        """Whether it writes, and the files hold the code yet that this process runs."""
        if not self.writes:
            return False
        code = loaded_code(self._named)
        if not self.owns:  # this process was told of what code the data folder is kept
            return code.digest(EVERYTHING) == self._codes.get(EVERYTHING)
        return not code.changed()

    def _is_sound(self) -> bool:
        if self._sound is None:
            self._sound = self.is_of_this_code()
            if self._folder is not None and self.owns:
                self._folder.write(_ORIGIN, str(self._origin).encode(errors="surrogateescape"))
        return self._sound

    def _key(self, what: str, data: str, made_from: str, code: str) -> bytes:
        return digest_of(what, data, made_from, self._digest(code)).encode()

    def _digest(self, code: str) -> str:
        if code not in self._codes:
            self._codes[code] = loaded_code(self._named).digest(code)
        return self._codes[code]


def offered_store(*, adds: bool = False) -> Store:
    """What a run offers to its jobs; nothing elsewhere."""
    place, codes = os.environ.get(VARIABLE), json.loads(os.environ.get(CODE, "{}"))
    return Store(Path(place), codes=codes, adds=adds) if place else Store()


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
