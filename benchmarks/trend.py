"""The chapter *Jaren naast elkaar* at size: twelve periods, of a few figures and of a country.

Run: python benchmarks/trend.py

Each period has exits to work and to education, of the programme as a whole or of each of 342
municipalities (as many as the Netherlands had in 2023) as well; or it is the invented programme of
the book with 3,000 followed clients. Measured are the reading and checking of the twelve folders,
the figures of all periods and again of the one that changed, which its job keeps, and the notebook
of the chapter, its kernel warm.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "notebooks"))

from evalutils import show  # noqa: E402
from evalutils.dataset.kept.store import offered_store, store_of  # noqa: E402
from evalutils.dataset.load import DataPlace, load_data_set, load_selected  # noqa: E402
from evalutils.project import Project  # noqa: E402
from evalutils.report import open_years  # noqa: E402
from evalutils.report.programme_years import keep_periods  # noqa: E402

T = TypeVar("T")

PERIODS, MUNICIPALITIES = range(2014, 2026), 342
EVALUATION = """\
title: Werk voor iedereen
municipality: {{name: Almelo, code: GM0141}}
organisation: Gemeente Almelo
period: {{start: {year}-01-01, end: {year}-12-31, label: "{year}"}}
ladder: null
disclosure: published
evidence: none
sources: [cedris-sbcm-werkfit-2017]
{declared}"""
COMPARABLE = "comparable_with: {{'{before}': {{clients: other}}}}\n"


def folder(place: Path, municipalities: list[str]) -> None:
    """Twelve periods of a programme."""
    _shared(place)
    for year in PERIODS:
        inner = place / "almelo/werk" / str(year)
        inner.mkdir(parents=True)
        first = year == PERIODS[0]
        declared = "" if first else COMPARABLE.format(before=year - 1)
        (inner / "evaluation.yaml").write_text(
            EVALUATION.format(year=year, declared=declared), encoding="utf-8"
        )
        (inner / "exits.csv").write_text(_exits(year, municipalities), encoding="utf-8")


def followed(place: Path) -> None:
    """Twelve times as many followed clients, alike but for their names."""
    _shared(place)
    for year in PERIODS:
        inner = place / "almelo/werk" / str(year)
        shutil.copytree(ROOT / "data/synthetisch/werkfit/2023-2024", inner)
        about = inner / "evaluation.yaml"
        text = about.read_text(encoding="utf-8")
        for table in inner.glob("*.csv"):
            content = table.read_bytes()
            others = content.replace(b"syn000", f"syn{year - 1900}".encode())
            table.write_bytes(others)
            text = text.replace(*(sha256(one).hexdigest() for one in (content, others)))
        about.write_text(text, encoding="utf-8")


def _shared(place: Path) -> None:
    for shared in ("codelists", "parameters", "ladders", "sources.yaml", "exceptions.csv"):
        origin = ROOT / "data" / shared
        copy = shutil.copytree if origin.is_dir() else shutil.copy
        copy(origin, place / shared)


def _exits(year: int, municipalities: list[str]) -> str:
    step = year - PERIODS[0]
    counts = {"total": 200 + step, "paid_work": 40 + 3 * step, "education": 20}
    lines = ["destination,group,count,share,base,overlapping"]
    size = max(len(municipalities), 1)
    lines += [f"{code},,{number * size},,," for code, number in counts.items()]
    lines += [
        f"{code},{name},{number},,," for name in municipalities for code, number in counts.items()
    ]
    return "\n".join(lines) + "\n"


def measure(make: Callable[[Path], None]) -> None:
    """Print what one folder takes."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        data.mkdir()
        make(data)
        project = Project(ROOT, data, Path(place) / "build")
        _, read = _timed(lambda: load_data_set(DataPlace(data, store=store_of(project))))
        with store_of(project).offered():
            kept = partial(_keep, data)
            _, first = _timed(kept)
            figures = data / "almelo/werk" / str(PERIODS[0]) / "evaluation.yaml"
            figures.write_text(figures.read_text(encoding="utf-8") + "\n", encoding="utf-8")
            load_data_set(DataPlace(data, store=store_of(project)))
            _, again = _timed(kept)
            (found, shown), took = _timed(lambda: chapter(data))
    print(f"{len(PERIODS)} periods, {found:6,} figures, {shown:,} characters: ", end="")
    print(
        f"read {read:.1f} s, figures of all periods {first:.1f} s, of one {again:.1f} s, ", end=""
    )
    print(f"chapter {took:.1f} s")


def _keep(data: Path) -> None:
    """The figures of each period, as the job of the page keeps them."""
    store = offered_store(adds=True)
    keep_periods(load_selected(DataPlace(data, store=store), ["almelo/werk"]))


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.process_time()
    return work(), time.process_time() - began


def chapter(data: Path) -> tuple[int, int]:
    """All cells of the notebook; how many figures, and how many characters its output has."""
    years = open_years("almelo", "werk", str(PERIODS[-1]), str(data))
    figures = years.figures()
    shown = (
        years.introduction(),
        show.years.sentence(figures),
        show.years_drawn.chart(figures),
        show.years.verdicts(figures),
        show.years.breaks(figures, years.notes),
        show.years.national(figures, years.national),
        show.years.table(figures),
        years.key_figures(figures),
    )
    size = sum(len(str(one._repr_mimebundle_())) for one in shown)
    return len(figures.frame), size


if __name__ == "__main__":
    with (ROOT / "data/codelists/municipalities.csv").open(encoding="utf-8") as file:
        names = [row["name"] for row in csv.DictReader(file) if "," not in row["name"]]
    measure(partial(folder, municipalities=[]))  # a first time imports what a warm kernel has
    measure(partial(folder, municipalities=[]))
    measure(partial(folder, municipalities=names[:MUNICIPALITIES]))
    measure(followed)
