"""A project as a user has it, and its pages as a reader sees them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("notebooks", "book", "data", "_config.yml", "requirements.txt")
SELECTION = (
    "zwolle/ontwikkelroute",
    "zwolle/startbaan",
    "fryslan-west/pastiel",
    "enschede/arbeidsmarktaanpak",
    "groningen",
    "nederland/cycloon",
    "isd-bol",
    "almelo",
)


@dataclass(frozen=True)
class Project:
    """A copy of the project, with the command line at hand."""

    root: Path

    @property
    def html(self) -> Path:
        return self.root / "_build" / "html"

    def evalutils(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "evalutils.cli", *arguments],
            cwd=self.root,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            capture_output=True,
            text=True,
            check=False,
        )

    def text(self, page: str) -> str:
        """The text of a page's article as a reader sees it, white space folded."""
        reader = _ArticleText()
        reader.feed((self.html / page).read_text(encoding="utf-8"))
        return re.sub(r"\s+", " ", "".join(reader.parts))


class _ArticleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self._inside |= tag == "article"
        self._hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "article"
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._hidden:
            self.parts.append(data)


def copy_project(target: Path) -> Project:
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy(source, target / part)
    return Project(target)
