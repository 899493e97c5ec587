"""What the source does not say is declared in evaluation.yaml, and then there is no table of it."""

from pathlib import Path

import pytest
from client_data import OBSERVED
from small_data import EVALUATION, KEY, faults_of, load_one, write_data

FUNNEL = "funnel,order,stage,count,source,locator,note\nWerkfit,1,Start,40,jaarverslag,p. 3,\n"
SPELLS = "client_id,start,end,destination\na1,2025-02-01,2025-03-01,paid_work\n"


def declaring(tmp_path: Path, declared: str, **tables: str) -> Path:
    data = write_data(tmp_path / "data", **{"funnel": FUNNEL, **tables})
    path = data / KEY / "evaluation.yaml"
    protected = EVALUATION.replace("published", "protected") + OBSERVED
    text = protected if "spells" in tables else EVALUATION
    path.write_text(f"{text}not_in_source: {declared}\n", encoding="utf-8")
    return data


def test_a_declared_absence_is_kept(tmp_path: Path) -> None:
    data = declaring(tmp_path, "[ladder, exits, costs]")
    assert load_one(data).not_in_source == ("ladder", "exits", "costs")


def test_without_the_key_nothing_is_declared(tmp_path: Path) -> None:
    assert load_one(write_data(tmp_path / "data", funnel=FUNNEL)).not_in_source == ()


@pytest.mark.parametrize(
    ("declared", "problem"),
    [
        ("[kosten]", "'kosten' is not the name of a table. Choose from: arms, benefits, caseload"),
        ("[exit]", "'exit' is not the name of a table. Did you mean 'exits'?"),
        ("[costs.csv]", "'costs.csv' is not the name of a table. Did you mean 'costs'?"),
        ("[costs, costs]", "'costs' occurs twice. Keep one."),
        ("costs", "write a list with at least one key of a table: [key]."),
        ("[funnel]", "funnel is named here, but funnel.csv is there. Remove one of the two."),
    ],
)
def test_what_cannot_be_declared_is_a_fault(declared: str, problem: str, tmp_path: Path) -> None:
    (fault,) = faults_of(declaring(tmp_path, declared))
    assert fault.startswith("evaluation.yaml row 9, key 'not_in_source': ")
    assert problem in fault


def test_what_is_counted_from_clients_is_there_too(tmp_path: Path) -> None:
    faults = faults_of(declaring(tmp_path, "[exits]", spells=SPELLS))
    assert any("exits is named here, but a count of the clients is there." in one for one in faults)
