"""Of protected data only cleared outputs reach a page; a published evaluation is free."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from evalutils.errors import UnclearedError
from evalutils.running.execute import kind_of
from evalutils.running.gate import check_cleared
from evalutils.running.notebook_cells import numbered
from evalutils.running.summary import RunSummary
from evalutils.seal import TOKEN, is_sealed, sealed, without_seal

from .workshop import Workshop, open_workshop, outputs

SHOWN_RAW = {
    "prints": "print('geheim 7')",
    "warns": "import warnings\nwarnings.warn('geheim 7')",
    "frame": "import pandas as pd\npd.DataFrame({'geheim': [5, 8]})",
    "html": "from IPython.display import HTML\nHTML('<b>geheim 7</b>')",
    "figure": "import matplotlib.pyplot as plt\nplt.plot([5, 8])\nplt.show()",
    "by-hand": "from evalutils.display import Prose\nProse('geheim 7')",
    "number": "7",
    "stream-of-error": "import sys\nsys.stderr.write('geheim 7')",
}
REFUSED = {
    "saves": "from pathlib import Path\nPath('geheim 7.txt').write_text('geheim 7')",
    "raises": "raise ValueError('geheim 7')",
    "names": "class Geheim7(Exception): ...\nraise Geheim7",
}
# Each is to be refused at once, in one notebook that goes on.
TRIED = {
    "moves": "import os, shutil, tempfile; shutil.move(tempfile.mkdtemp(), 'geheim 7')",
    "links": "import os; os.symlink('geheim', 'geheim 7')",
    "makes a folder": "import os; os.mkdir('geheim 7')",
    "keeps a database": "import sqlite3; sqlite3.connect('geheim 7.db')",
    "starts a program": "import subprocess; subprocess.run(['touch', 'geheim 7'])",
    "starts a shell": "import os; os.system('touch geheim-7')",
    "starts a line": "get_ipython().system('touch geheim-7')",
    "clears by hand": "from evalutils.disclosure import publish\n"
    "from evalutils.result import Result\nimport pandas as pd\n"
    "publish(Result(pd.DataFrame({'geheim': [7]})), None)",
    "makes by hand": "from evalutils.disclosure import Publishable\nimport pandas as pd\n"
    "Publishable(pd.DataFrame({'geheim': [7]}), pd.DataFrame(), True)",
    "says by hand": "from evalutils.show import own_content\nown_content.sentence('{n}', {'n': 7})",
}
TRY = f"""\
# TRY
from evalutils.errors import InputError
for name, source in {TRIED!r}.items():
    try:
        exec(source)
    except (PermissionError, RuntimeError, InputError):
        continue
    raise ValueError(name)
import platform, sqlite3
platform.processor(); sqlite3.connect(":memory:");"""
DATA = Path(__file__).parents[2] / "data"
CLEARED = f"""\
from evalutils.report import open_evaluation
report = open_evaluation("groningen", "kansen-in-kaart", "2021", {str(DATA)!r})
report.say("Dit is bekend.")"""
LETTERS = "from matplotlib.figure import Figure\nFigure().text(0, 0, '薪').get_window_extent();"
FREE = "from pathlib import Path\nPath('vrij.txt').write_text('x')\nprint('vrij')"


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, RunSummary]:
    workshop = open_workshop(tmp_path_factory.mktemp("gate"))
    jobs = [
        workshop.job(name, "1;", *sources, protected=True)
        for name, *sources in (("shows", *SHOWN_RAW.values()), *REFUSED.items())
    ]
    jobs.append(workshop.job("free", FREE))
    jobs.append(workshop.job("letters", LETTERS, protected=True))
    jobs.append(workshop.job("tries", TRY, protected=True))
    jobs.append(workshop.job("cleared", CLEARED, protected=True))
    return workshop, workshop.run(*jobs)


@pytest.fixture(scope="module")
def shown(gate: tuple[Workshop, RunSummary]) -> Mapping[int, Any]:
    """The cells that showed something, as far as the job came, by their number."""
    kept = gate[0].build / "failed" / "zwolle" / "shows.ipynb"
    return dict(numbered(json.loads(kept.read_text(encoding="utf-8"))["cells"]))


def reasons(summary: RunSummary) -> Mapping[str, str]:
    return {failure.name.removeprefix("zwolle/"): failure.reason for failure in summary.failed}


def test_what_was_not_cleared_fails_the_job_and_names_the_first_cell(
    gate: tuple[Workshop, RunSummary],
) -> None:
    told = reasons(gate[1])["shows"]
    assert told.startswith("cell 4 ")
    assert "report.publish" in told


@pytest.mark.parametrize("number", range(4, 4 + len(SHOWN_RAW)), ids=list(SHOWN_RAW))
def test_each_kind_of_output_that_was_not_cleared_is_refused(
    number: int, shown: Mapping[int, Any]
) -> None:
    assert shown[number]["outputs"]
    with pytest.raises(UnclearedError, match=f"cell {number} .*report.publish"):
        check_cleared([(number, shown[number])], "this run")


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_notebook_saves_or_raises_fails_it_too(
    name: str, gate: tuple[Workshop, RunSummary]
) -> None:
    assert reasons(gate[1])[name].startswith("cell 4")


def test_nothing_of_it_is_told_or_kept_for_a_page(gate: tuple[Workshop, RunSummary]) -> None:
    workshop, summary = gate
    told = workshop.heard + summary.describe()
    assert "eheim" not in told
    assert not list((workshop.root / "notebooks").glob("geheim*"))
    kept = [path.read_text("utf-8") for path in (workshop.build / "runs").rglob("*.ipynb")]
    assert len(kept) == 4
    assert not any("eheim" in text for text in kept if "TRY" not in text)


def test_cleared_outputs_get_through_without_their_mark(
    gate: tuple[Workshop, RunSummary],
) -> None:
    workshop, summary = gate
    assert {f"zwolle/{name}" for name in ("cleared", "free", "letters", "tries")} == set(
        summary.ran
    )
    (shown,) = outputs(workshop.build / "runs" / "zwolle" / "cleared.ipynb")
    assert "".join(shown["data"]["text/markdown"]) == "Dit is bekend."
    assert shown["metadata"] == {}


def test_a_published_evaluation_may_print_and_save(gate: tuple[Workshop, RunSummary]) -> None:
    assert (gate[0].root / "notebooks" / "vrij.txt").exists()


def output(text: str, mark: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"text/plain": text}, "metadata": mark}


def test_a_mark_is_of_one_content_and_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "this run")
    data, mark = sealed({"text/plain": "Bijna 10."}, {"name": "x"})
    assert is_sealed(output(data["text/plain"], mark), "this run")
    assert not is_sealed(output("7", mark), "this run")
    assert not is_sealed(output(data["text/plain"], mark), "another run")
    assert without_seal(mark) == {"evalutils": {"name": "x"}}


@pytest.mark.parametrize(
    "mark", [{}, {"evalutils": {"seal": ""}}, {"evalutils": {"seal": "cleared"}}, {"evalutils": {}}]
)
def test_a_word_is_no_mark(mark: dict[str, Any]) -> None:
    with pytest.raises(UnclearedError, match="cell 3 shows what was not cleared"):
        check_cleared([(3, {"outputs": [output("7", mark)]})], "this run")


def test_only_well_known_errors_are_named() -> None:
    assert [kind_of(name) for name in ("KeyError", "DataError", "Geheim7", "print")] == [
        "KeyError", "DataError", "", "",
    ]  # fmt: skip
