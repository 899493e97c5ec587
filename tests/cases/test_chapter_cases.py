"""Inputs that passed the check and then broke a chapter, so that nobody had a book; by case."""

import subprocess
import sys
from pathlib import Path

from laid_out import EVALUATION, ROOT, lay_out

EXITS = "destination,group,count,share,base,overlapping\n"
CASELOAD = "measure,date,count,qualifier\n"
KINDS = ("paid_work", "unemployment_benefit", "other_income", "education", "unknown")
LADDER = "moment,rung,count,share\n" + "".join(
    f"{moment},{rung},{first + rung},\n"
    for moment, first in (("current", 10), ("realised", 20))
    for rung in range(1, 7)
)


def clients(number: int) -> dict[str, str | bytes]:
    """Case 50: some leave to an income that is no work."""
    spells, benefits = "client_id,start,end,destination\n", "client_id,start,end\n"
    for client in range(number):
        month = 1 + client % 6
        kind = KINDS[client % len(KINDS)]
        spells += f"c{client:03d},2023-01-02,2023-{month:02d}-15,{kind}\n"
        benefits += f"c{client:03d},2022-01-01,2023-{month:02d}-15\n"
    return {"spells.csv": spells, "benefits.csv": benefits}


def text(**changes: str) -> str:
    found = EVALUATION
    for before, after in changes.items():
        found = found.replace(before, after)
    return found


def test_50_51_and_57_run_all_their_chapters(tmp_path: Path) -> None:
    lay_out(tmp_path, clients(60), "almelo/inkomen/2023")
    # 51: few whose rung is not known, beside counts that may be shown.
    rows = f"{LADDER}current,unknown,7,\nrealised,unknown,7,\n"
    ladder = {"evaluation.yaml": text(null="participatieladder"), "ladder.csv": rows}
    lay_out(tmp_path, ladder, "almelo/trede/2023")
    # 57: nobody left.
    nobody = {
        "evaluation.yaml": text(protected="published"),
        "caseload.csv": f"{CASELOAD}inflow,2023-12-31,118,\noutflow,2023-12-31,0,\n",
        "exits.csv": f"{EXITS}total,,0,,,\npaid_work,,0,,outflow,\n",
    }
    data = lay_out(tmp_path, nobody, "almelo/niemand/2023")
    command = ["--project", ROOT, "--data", data, "--build-dir", tmp_path / "_build", "run"]
    ran = subprocess.run(
        [sys.executable, "-m", "evalutils.cli", *map(str, command)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
