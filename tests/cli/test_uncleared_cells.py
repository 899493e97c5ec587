"""A cell of a researcher's own under the real notebook of a protected evaluation."""

import json
from pathlib import Path

from small_project import COLD_RUN, ROOT, evalutils, make_project

OWN = 'report.table("ladder").groupby("rung")["count"].sum()'


def test_a_raw_cross_table_reaches_no_page(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    notebook = json.loads((ROOT / "notebooks" / "ladder.ipynb").read_text(encoding="utf-8"))
    own = {"cell_type": "code", "id": "eigen", "execution_count": None, "metadata": {}}
    notebook["cells"].append({**own, "outputs": [], "source": OWN})
    path = project / "notebooks" / "ladder.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")

    ended = evalutils(project, *COLD_RUN)

    assert ended.returncode == 1
    number = len(notebook["cells"])
    assert f"ladder: cell {number} shows what was not cleared." in ended.stdout
    assert "report.publish" in ended.stdout
    runs = project / "_build" / "runs"
    assert not (runs / "almelo" / "werkfit" / "2025" / "ladder.ipynb").exists()
