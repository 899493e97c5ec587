"""Where the attack takes place: a small project among files that are nobody's business."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from evalutils.dataset.new_evaluation import write_new_evaluation
from evalutils.keys import EvaluationKey
from evalutils.synthetic.write import Order, synthesise
from filled_in import fill_in

ROOT = Path(__file__).resolve().parents[2]
PROTECTED, PUBLISHED = "almelo/werkfit/2025", "almelo/werkfit/2024"
# The same clients, so of another programme: in two periods that overlap they would count twice.
CLIENTS, PROTECTED_CLIENTS = "synthetisch/werkfit/2023-2024", "synthetisch/beschermd/2023-2024"
TAG = "EVALUTILS_ATTACK"  # in the environment of all that we start, which children inherit

# Numbers with decimals, letters that every encoding has somewhere else, and days.
_PUBLISHED_ROWS = {
    "exits.csv": (
        "destination,group,count,share,base,overlapping,source,locator,note\n"
        "total,,912,,,,{0},één tabel,coördinatie\n"
        "paid_work,,429,47.04,outflow,,{0},één tabel,\n"
        "total,België,155,,outflow,true,{0},één tabel,ruïne\n"
        "paid_work,België,128,82.58,outflow,true,{0},één tabel,\n"
    ),
    "caseload.csv": (
        "measure,date,count,qualifier,source,locator,note\n"
        "stock_start,2024-01-01,1432,,{0},één tabel,stand in Fryslân\n"
        "inflow,2024-12-31,1744,circa,{0},één tabel,\n"
        "outflow,2024-12-31,912,,{0},één tabel,\n"
        "stock_end,2024-12-31,2264,circa,{0},één tabel,\n"
    ),
}


class Setting:
    """A folder with a project, a home, a folder for temporary files and a neighbour."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.template = root / "template"
        self.project = root / "project"
        self.data = self.project / "data"
        self.build = self.project / "_build"
        self.elsewhere = root / "elsewhere"

    def make(self) -> None:
        """Write everything; the data folder comes with `fresh_data`."""
        for name in ("home", "tmp", "elsewhere/folder"):
            (self.root / name).mkdir(parents=True)
            (self.root / name / "mine.txt").write_text("mine", encoding="utf-8")
        for name in ("notebooks", "book"):
            shutil.copytree(ROOT / name, self.project / name)
        for name in ("_config.yml", "requirements.txt"):
            shutil.copy(ROOT / name, self.project)
        write_data(self.template)

    def fresh_data(self) -> None:
        """Put the data folder back as it was."""
        if self.data.exists():
            for path in walk(self.data):
                if path.is_dir() and not path.is_symlink():
                    path.chmod(0o700)  # before what is in it is walked through
            shutil.rmtree(self.data)
        shutil.copytree(self.template, self.data)
        for path in self.elsewhere.iterdir():
            if path.name not in ("mine.txt", "folder"):
                path.unlink() if not path.is_dir() else shutil.rmtree(path)

    def environment(self, tag: str) -> dict[str, str]:
        """The environment of a process that the attack starts."""
        own = {TAG: tag, "HOME": str(self.root / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
        own["SOURCE_DATE_EPOCH"] = "0"  # the same command gives the same bytes
        temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self.root / "tmp"))
        return os.environ | own | temporary

    def state(self, *, data: bool = True) -> dict[str, tuple[int, ...]]:
        """Every file outside the build folder, with what changes when somebody writes to it."""
        away = {self.build, self.template} | (set() if data else {self.data})
        return {
            str(path): (
                (found.st_mode, found.st_ino)  # what is in it counts by itself
                if S_ISDIR(found.st_mode)
                else (found.st_mode, found.st_size, found.st_mtime_ns, found.st_ino)
            )
            for path in walk(self.root, away)
            if (found := path.lstat())
        }


def walk(folder: Path, away: Iterable[Path] = ()) -> Iterable[Path]:
    """Everything in a folder, links not followed."""
    for current, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if Path(current, name) not in away]
        yield from (Path(current, name) for name in (*folders, *names))


def write_data(folder: Path) -> None:
    """Four evaluations: counts and clients, both published and protected."""
    synthesise(Order(None, clients=60, seed=3), ROOT / "data", folder)
    (folder / "synthetic.yaml").unlink()  # the folder is not to be replaced by the command
    shutil.copy(ROOT / "data" / "sources.yaml", folder)
    for key in (PROTECTED, PUBLISHED):
        fill_in(write_new_evaluation(folder, EvaluationKey(*key.split("/"))))
    published = folder / PUBLISHED
    for name, text in _PUBLISHED_ROWS.items():
        (published / name).write_text(text.format("almelo-werkfit-2024"), encoding="utf-8")
    _replace(published / "evaluation.yaml", "disclosure: protected", "disclosure: published")
    _replace(published / "evaluation.yaml", '"2024"', "heel 2024")
    with (published / "assumptions.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "horizon_months: {value: 24, source: almelo-werkfit-2024, locator: keuze}\n"
            "counterfactual_exit_share:\n"
            "  value: {low: 0.1, central: 0.23, high: 0.4}\n"
            "  source: almelo-werkfit-2024\n"
            "  locator: Tabel één\n"
        )
    shutil.copytree(folder / CLIENTS, folder / PROTECTED_CLIENTS)
    protected = folder / PROTECTED_CLIENTS / "evaluation.yaml"
    _replace(protected, "disclosure: published", "disclosure: protected")


def _replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
