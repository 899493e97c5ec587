"""Which group is part of which: declared in evaluation.yaml, and held against the tables."""

from pathlib import Path

import pytest
from small_data import EVALUATION, KEY, faults_of, load_one, write_data

from evalutils.dataset.nesting import Nesting

EXITS = """\
destination,group,count,share,base,overlapping
paid_work,,90,,,
paid_work,{},30,,,
paid_work,{},60,,,
"""
CITY = Nesting({"Wijk 1": "Noord", "Wijk 2": "Noord", "Noord": "Stad", "Zuid": "Stad"})


def data_of(folder: Path, groups: str, names: tuple[str, str] = ("Noord", "Stad")) -> Path:
    data = write_data(folder, exits=EXITS.format(*names))
    (data / KEY / "evaluation.yaml").write_text(f"{EVALUATION}groups: {groups}\n", encoding="utf-8")
    return data


def test_a_group_is_part_of_the_one_that_it_names(tmp_path: Path) -> None:
    groups = load_one(data_of(tmp_path, "{Noord: {part_of: Stad}}")).groups
    assert groups == Nesting({"Noord": "Stad"})
    assert groups.parent("Noord", ["Noord", "Stad"]) == "Stad"
    assert groups.parent("Stad", ["Noord", "Stad"]) == ""  # all clients


def test_an_evaluation_without_the_key_has_no_nested_groups(tmp_path: Path) -> None:
    data = write_data(tmp_path, exits=EXITS.format("Noord", "Stad"))
    assert load_one(data).groups == Nesting()


def test_a_group_may_be_called_after_a_year(tmp_path: Path) -> None:
    data = data_of(tmp_path, "{2023: {part_of: 2020-2023}}", ("2023", "2020-2023"))
    assert load_one(data).groups.part_of == {"2023": "2020-2023"}


def test_a_whole_that_a_table_leaves_out_is_skipped() -> None:
    assert CITY.parent("Wijk 1", ["Wijk 1", "Stad"]) == "Stad"  # the table does not have Noord
    assert CITY.parent("Wijk 1", ["Wijk 1"]) == ""


def test_the_parts_of_a_whole_never_hold_each_other() -> None:
    given = ["Stad", "Noord", "Zuid", "Wijk 1", "Jongeren"]
    assert CITY.parts(given) == {
        "": ["Stad", "Jongeren"],
        "Stad": ["Noord", "Zuid"],
        "Noord": ["Wijk 1"],
    }


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        (
            "{Nord: {part_of: Stad}}",
            "evaluation.yaml row 9, key 'groups.Nord': 'Nord' is a group of no table. Did you mean "
            "'Noord'? Otherwise remove it here.",
        ),
        (
            "{Noord: {part_of: Provincie}}",
            "evaluation.yaml row 9, key 'groups.Noord': 'Provincie' is a group of no table. Choose "
            "from: Noord, Stad. Otherwise remove it here.",
        ),
        (
            "{Noord: {part_of: Noord}}",
            "evaluation.yaml row 9, key 'groups.Noord': the group would be a part of itself "
            "(Noord -> Noord). Remove one 'part_of'.",
        ),
        (
            "{Noord: Stad}",
            "evaluation.yaml row 9, key 'groups.Noord': 'part_of' is missing. Write {part_of: "
            "...}, the group that holds all of it.",
        ),
        (
            "{Noord: {partof: Stad}}",
            "evaluation.yaml row 9, key 'groups.Noord': 'partof' is unknown here. Did you mean "
            "'part_of'?",
        ),
        (
            "[Noord, Stad]",
            "evaluation.yaml row 9, key 'groups': write a line 'Noord: {part_of: Stad}' for each "
            "group that is part of another.",
        ),
    ],
)
def test_what_is_wrong_with_a_group_is_told_at_its_key(
    groups: str, message: str, tmp_path: Path
) -> None:
    assert message in faults_of(data_of(tmp_path, groups))


def test_groups_that_are_part_of_each_other_are_told_each(tmp_path: Path) -> None:
    faults = faults_of(data_of(tmp_path, "{Noord: {part_of: Stad}, Stad: {part_of: Noord}}"))
    assert [fault.partition(": the")[0] for fault in faults] == [
        "evaluation.yaml row 9, key 'groups.Noord'",
        "evaluation.yaml row 9, key 'groups.Stad'",
    ]


def test_groups_are_not_held_against_a_table_with_a_fault(tmp_path: Path) -> None:
    data = data_of(tmp_path, "{Noord: {part_of: Provincie}}")
    exits = data / KEY / "exits.csv"
    exits.write_text(exits.read_text(encoding="utf-8").replace(",30", ",x"), encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("exits.csv")


def nested(folder: Path, groups: str, **tables: str) -> list[tuple[str, float, float, str]]:
    """Kind, published and computed number of each finding, and what it is beside."""
    data = write_data(folder, **tables)
    (data / KEY / "evaluation.yaml").write_text(f"{EVALUATION}groups: {groups}\n", encoding="utf-8")
    found = load_one(data).contradictions
    return [(item.kind, item.published, item.computed, item.beside) for item in found]


HEAD = "destination,group,count,share,base,overlapping\n"
PARTS = "{Noord: {part_of: Stad}, Zuid: {part_of: Stad}}"


@pytest.mark.parametrize(
    ("exits", "findings"),
    [
        # Stad is all of its parts and not added up with them: 60 + 40 of 100.
        (
            "paid_work,,100,,,\npaid_work,Stad,90,,,\npaid_work,Noord,50,,,\npaid_work,Zuid,40,,,",
            [],
        ),
        (
            "paid_work,,100,,,\npaid_work,Stad,40,,,\npaid_work,Noord,50,,,\npaid_work,Zuid,0,,,",
            [("part_above_whole", 50, 40, "group Stad")],
        ),
        (
            "paid_work,,100,,,\npaid_work,Stad,60,,,\npaid_work,Noord,50,,,\npaid_work,Zuid,40,,,",
            [("parts_above_whole", 60, 90, "group Stad")],
        ),
        # Groups that overlap may be more together, and never more than their whole.
        (
            "paid_work,Stad,60,,,\npaid_work,Noord,50,,,true\npaid_work,Zuid,40,,,true",
            [],
        ),
    ],
)
def test_a_group_of_exits_fits_in_the_group_that_holds_it(
    exits: str, findings: list[object], tmp_path: Path
) -> None:
    assert nested(tmp_path, PARTS, exits=f"{HEAD}{exits}\n") == findings


def test_a_group_of_a_funnel_fits_in_its_whole_and_in_all_clients(tmp_path: Path) -> None:
    funnel = "funnel,order,stage,count,group\nf,1,a,100,\nf,1,a,60,Stad\nf,1,a,{},Noord\n"
    groups = "{Noord: {part_of: Stad}}"
    assert nested(tmp_path / "a", groups, funnel=funnel.format(60)) == []
    assert nested(tmp_path / "b", groups, funnel=funnel.format(61)) == [
        ("part_above_whole", 61, 60, "group Stad")
    ]
    more = funnel.format(10).replace("60,Stad", "110,Stad")
    assert nested(tmp_path / "c", groups, funnel=more) == [
        ("part_above_whole", 110, 100, "all_groups")
    ]


def test_a_group_of_who_stayed_away_fits_in_its_whole(tmp_path: Path) -> None:
    rows = "jaar,,,fixed_date,,100,80,,\njaar,,,fixed_date,,60,{},,Noord\n"
    head = "cohort,cohort_start,cohort_end,definition,months,exits,still_out,share,group\n"
    data = {"durability": head + rows.format(50)}
    assert nested(tmp_path / "a", "", **data) == []
    data = {"durability": head + rows.replace(",60,", ",90,").format(85)}
    assert nested(tmp_path / "b", "", **data) == [("part_above_whole", 85, 80, "all_groups")]


@pytest.mark.parametrize(("unit", "wrong"), [("person", True), ("percent", False)])
def test_a_number_of_people_in_a_group_is_no_more_than_of_all_but_a_share_may_be(
    unit: str, wrong: bool, tmp_path: Path
) -> None:
    head = "indicator,unit,target,result,direction,target_start,target_end,measured_on,statement"
    rows = f"werk,{unit},50,40,at_least,,,,,\nwerk,{unit},50,60,at_least,,,,,Noord\n"
    found = nested(tmp_path, "", targets=f"{head},group\n{rows}")
    assert found == ([("part_above_whole", 60, 40, "all_groups")] if wrong else [])
