"""Which book was released: two people put their names to exactly this content.

The log is a folder with a file per release. The digest in it is made under a key that stays with
who publishes: without the key nobody can try out which content it belongs to.
"""

from __future__ import annotations

import datetime as dt
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from evalutils.contracts import fixed_names
from evalutils.dataset.editions import KEY, RELEASES
from evalutils.environment import files_in, tree_sha256
from evalutils.errors import InputError
from evalutils.keys import EvaluationKey
from evalutils.project import Project
from evalutils.system.folders import replace_file

MARK = "_templates/release-mark.html"
"""What stands above every page, in the composed source of a book."""
# What tells of the making, such as the commit, which is another one as soon as the release is in
# it; and the translation that Sphinx compiles beside its text.
_OF_THE_MAKING = (".json", ".mo")


@dataclass(frozen=True)
class Release:
    """One release, as the log has it.

    Attributes
    ----------
    number
        From 1, without a gap.
    made_by, checked_by
        Two people.
    commit
        Of the repository around the data; None when there is none.
    digest
        HMAC-SHA256 of the content of the book.
    evaluations
        That of the executed notebooks, per evaluation in the book.
    vouched_for
        Evaluations of which these two say that the clients are invented, where nothing proves it.
    """

    number: int
    date: dt.date
    made_by: str
    checked_by: str
    commit: str | None
    digest: str
    evaluations: Mapping[str, str]
    vouched_for: Sequence[str] = ()

    @property
    def name(self) -> str:
        """Of its file, and of that with what it published."""
        return f"{self.date:%Y-%m-%d}-{self.number}"


@dataclass(frozen=True)
class ReleaseLog:
    """The releases of a project, and the key under which their digests are made."""

    folder: Path
    key: bytes | None

    def releases(self) -> tuple[Release, ...]:
        """All releases, the first one first; an InputError names a file that is none."""
        found = [path for path in self.folder.glob("*.yaml") if not path.name.startswith(".")]
        return tuple(sorted((_read(path) for path in found), key=lambda item: item.number))

    def digest(self, folder: Path) -> str:
        """That of a composed book, or of executed notebooks, whoever made them and when."""
        if self.key is None:
            return ""
        left_out = {str(folder / name) for name in (fixed_names.COLOPHON, MARK)}
        files = (
            path
            for path in files_in(folder)
            if path not in left_out and not path.endswith(_OF_THE_MAKING)
        )
        content = tree_sha256(folder, files).encode()
        return hmac.digest(self.key, content, "sha256").hex()

    def release_of(self, digest: str) -> Release | None:
        """The last release of a book with this digest."""
        return self._last(digest, lambda item: item.digest)

    def release_with(self, key: EvaluationKey, digest: str) -> Release | None:
        """The last release in which the notebooks of an evaluation had this digest."""
        return self._last(digest, lambda item: item.evaluations.get(str(key), ""))

    def _last(self, digest: str, of: Callable[[Release], str]) -> Release | None:
        """The last release of which a digest is this one; without a key there is none."""
        found = (item for item in reversed(self.releases()) if digest)
        return next((item for item in found if hmac.compare_digest(of(item), digest)), None)

    def edition(self, release: Release) -> Path:
        """Where what a release published is kept."""
        return self.folder / f"{release.name}.zip"

    def add(self, release: Release) -> Path:
        """Write one more release, in a folder that is there."""
        path = self.folder / f"{release.name}.yaml"
        text = yaml.safe_dump(asdict(release), allow_unicode=True, sort_keys=False)
        replace_file(path, text.encode())
        return path


def release_log(project: Project) -> ReleaseLog:
    """The releases of a project; where there is no key, nothing counts as released."""
    key = KEY.read(never_in=(project.root,)) if KEY.exists() else None
    return ReleaseLog(project.root / RELEASES, key)


def _read(path: Path) -> Release:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _release(content, path.name)
    except (OSError, ValueError, TypeError, AttributeError, yaml.YAMLError):
        names = ", ".join(item.name for item in fields(Release))
        raise InputError(
            f"{path.parent.name}/{path.name} is not the file of a release as 'evalutils release' "
            f"writes it, with {names}. Put back the file as it was."
        ) from None


def _release(content: dict[str, Any], file: str) -> Release:
    found = Release(**{**content, "vouched_for": tuple(content.get("vouched_for", ()))})
    digests = (text for item in found.evaluations.items() for text in item)
    texts: Sequence[Any] = (
        *(found.made_by, found.checked_by, found.digest, *digests, *found.vouched_for),
    )
    right = type(found.number) is int and type(found.date) is dt.date
    right = right and all(isinstance(text, str) for text in texts)
    if not right or file != f"{found.name}.yaml":
        raise ValueError(file)
    return found
