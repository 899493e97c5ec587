"""Whatever `check` accepts becomes a book: no chapter stops, and no page says nan or 0 of 0.

`benchmarks/builds.py` does the same with thousands of invented folders.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from chapters import build, check, fully_built, unsaid
from draft import Draft
from invented_folder import invent, plain, protect, rule, shared_files, write

from evalutils.contracts.vocabulary import EXIT_KINDS, GROUPINGS
from evalutils.dataset.library import Library
from evalutils.errors import DataError, GateError
from pseudonymised import pid
from thorough import some

# A letter that the font of the charts lacks is drawn as a box; the table beside it has the letter.
pytestmark = pytest.mark.filterwarnings("ignore:Glyph .* missing from font")
SEEDS = some(range(5), 2)
# Evaluations in a folder: more take too long here.
MOST = 2
# Some of these folders are refused by `check`; were it many more, then this would test nothing.
MOST_REFUSED = len(SEEDS) // 2
LEVELS = ("published", "protected")
Builder = Callable[[Sequence[Draft]], dict[str, Any]]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Library]:
    data = tmp_path_factory.mktemp("invented") / "data"
    data.mkdir()
    return data, shared_files(data)


@pytest.fixture
def library(shared: tuple[Path, Library]) -> Library:
    return shared[1]


@pytest.fixture
def built(shared: tuple[Path, Library], tmp_path: Path) -> Builder:
    """Checks and builds evaluations."""

    def built_of(drafts: Sequence[Draft]) -> dict[str, Any]:
        write(drafts, shared[0])
        return fully_built(shared[0], tmp_path / "build")

    return built_of


def told(notebook: Any) -> str:
    """All sentences of a chapter."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return " ".join(output["data"].get("text/markdown", "") for output in outputs)


def test_most_invented_folders_are_accepted_and_every_accepted_one_is_built(
    shared: tuple[Path, Library], built: Builder
) -> None:
    refused = []
    for seed in SEEDS:
        protect(shared[0], *rule(seed))
        try:
            built(invent(seed, shared[1], MOST))
        except (DataError, GateError) as error:
            refused.append(str(error))
        except Exception as error:
            error.add_note(f"invented with seed {seed}")
            raise
        finally:
            protect(shared[0])
    assert len(refused) <= MOST_REFUSED, "\n".join(refused)


def test_every_grouping_of_a_destination_has_a_name_and_a_kind_of_exit(library: Library) -> None:
    assert {item.grouping for item in library.destinations.values()} <= set(GROUPINGS)
    assert {grouping.kind for grouping in GROUPINGS.values()} == set(EXIT_KINDS)


@pytest.mark.parametrize("disclosure", LEVELS)
def test_clients_may_leave_to_every_destination(
    disclosure: str, library: Library, built: Builder
) -> None:
    draft = plain(disclosure)
    draft.about["observed_until"] = date(2023, 12, 31)
    codes = [code for code in library.destinations if code != "total"]
    draft.tables["spells"] = [
        {
            "client_id": pid(f"c{number}"),
            "start": date(2023, 1, 2),
            "end": date(2023, 3, 1 + number % 28),
            "destination": codes[number % len(codes)],
        }
        for number in range(len(codes) * 12)  # of each more than the threshold
    ]
    notebooks = built([draft])
    assert set(notebooks) == {f"{draft.key}/outflow", f"{draft.key}/outflow_clients"}


@pytest.mark.parametrize("unknown", [(7, 7), (40, 9)])
def test_a_protected_ladder_may_have_few_clients_on_an_unknown_rung(
    unknown: tuple[int, int], library: Library, built: Builder
) -> None:
    draft = plain("protected")
    counts = {"current": [20, 20, 60, 60, 60, 60], "realised": [40, 20, 60, 60, 60, 40]}
    draft.tables["ladder"] = [
        {"moment": moment, "rung": rung, "count": count}
        for (moment, numbers), few in zip(counts.items(), unknown, strict=True)
        for rung, count in zip([1, 2, 3, 4, 5, 6, "unknown"], [*numbers, few], strict=True)
    ]
    sentences = told(built([draft])[f"{draft.key}/ladder"])
    assert "grenzen waarin zij meetellen zijn er daarom niet" in sentences


@pytest.mark.parametrize("disclosure", LEVELS)
def test_nobody_may_have_left(disclosure: str, library: Library, built: Builder) -> None:
    drafts = []
    for number, table in enumerate(
        (
            [{"destination": "total", "count": 0}],
            [{"destination": "total", "count": 0}, {"destination": "paid_work", "count": 0}],
            [{"destination": "moved", "count": 0, "base": "outflow"}],
            [{"destination": "total", "group": "oost", "count": 0}],
        )
    ):
        draft = plain(disclosure, f"almelo/werkfit/202{number}")
        draft.about["synthetic"] = False
        draft.tables["exits"] = table
        draft.tables["caseload"] = [
            {"measure": measure, "count": 0} for measure in ("inflow", "outflow", "stock_end")
        ]
        drafts.append(draft)
    notebooks = built(drafts)
    for draft in drafts:
        sentences = told(notebooks[f"{draft.key}/outflow"])
        assert not re.search(r"0 van (de )?0|\b0%|\b0,0%", sentences)


@pytest.mark.parametrize("number", some([1, 12, 60], 2))
def test_a_programme_has_one_period_or_many(
    number: int, shared: tuple[Path, Library], tmp_path: Path
) -> None:
    drafts = []
    for place in range(number):
        draft = plain(LEVELS[place % 2], f"almelo/werkfit/p{place:02}")
        draft.about["synthetic"] = False
        draft.tables["exits"] = [
            {"destination": "total", "count": 40 + place},
            {"destination": "paid_work", "count": place},
        ]
        drafts.append(draft)
    write(drafts, shared[0])
    notebooks = build(check(shared[0]), tmp_path, only=("comparison", "audit"))
    assert list(notebooks) == (["comparison"] if number > 1 else [])
    assert not any(map(unsaid, notebooks.values()))
    page = (tmp_path / "book" / "almelo" / "index.md").read_text(encoding="utf-8")
    assert f"In dit boek: {number} evaluatie" in page
