"""Evaluations in the wrong folder, or in a folder with a wrong name."""

import shutil
from pathlib import Path

from bad_input.mistakes import Case, renamed


def moved_up(_: Path, folder: Path) -> None:
    """Leave the whole evaluation one folder too high."""
    for path in folder.iterdir():
        path.rename(folder.parent / path.name)
    folder.rmdir()


CASES = [
    Case(
        "a folder name with spaces",
        lambda _, folder: folder.rename(folder.with_name("1e helft 2025")),
        "/almelo/werkfit/1e helft 2025",
        "'1e helft 2025' is not a valid folder name",
        "e.g. to '1e-helft-2025'",
    ),
    Case(
        "a folder name with capitals",
        lambda data, _: (data / "almelo").rename(data / "Almelo"),
        "/Almelo/werkfit/2025",
        "'Almelo' is not a valid folder name",
        "e.g. to 'almelo'",
    ),
    Case(
        "a folder name with an accent",
        lambda data, _: (data / "almelo").rename(data / "fryslân"),
        "/fryslân/werkfit/2025",
        "'fryslân' is not a valid folder name",
        "lower case letters without accents",
    ),
    Case(
        "an evaluation one folder too high",
        moved_up,
        "/almelo/werkfit",
        "is 2 folders deep instead of three",
        "Move it to a folder municipality/programme/period",
    ),
    Case(
        "tables in the data folder itself",
        lambda data, folder: shutil.copy(folder / "exits.csv", data / "exits.csv"),
        "/exits.csv",
        "is 0 folders deep",
        "Move it to a folder municipality/programme/period",
    ),
    Case(
        "tables without an evaluation.yaml",
        lambda _, folder: (folder / "evaluation.yaml").unlink(),
        "/almelo/werkfit/2025",
        "there is no file evaluation.yaml in this folder",
        "Add one",
    ),
    Case(
        "evaluation.yml for evaluation.yaml",
        renamed("evaluation.yaml", "evaluation.yml"),
        "/almelo/werkfit/2025",
        "there is no file evaluation.yaml in this folder",
        "Rename evaluation.yml",
    ),
]
