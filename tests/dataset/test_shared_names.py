"""Keys, codes and texts of sources, ladders, codelists and parameters."""

from pathlib import Path

import pytest
from small_data import DESTINATIONS, PARAMETER, faults_of, write_data

from evalutils.dataset.library import load_library
from evalutils.errors import DataError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_data(tmp_path / "data")


BAD_SOURCE = '"../../../../README"'


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        (BAD_SOURCE, "this is not a key"),
        ("\"=cmd|'/C calc'!A0\"", "this is not a key"),
        ("index", "Choose another name"),
        ("Jaarverslag", "this is not a key"),
    ],
)
def test_a_source_has_a_key_that_can_be_a_file(key: str, problem: str, data: Path) -> None:
    with (data / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{key}: {{title: a, publisher: b, published: 2025, description: c}}\n")
    (fault,) = faults_of(data)
    assert fault.startswith("sources.yaml row 6, key ")
    assert problem in fault


@pytest.mark.parametrize(
    ("folder", "name", "problem"),
    [
        ("ladders", "Mijn ladder.yaml", "this is not a key"),
        ("ladders", "index.yaml", "Choose another name"),
        ("parameters", "my-rate.yaml", "this is not a key"),
        ("parameters", "evaluations.yaml", "Choose another name"),
    ],
)
def test_ladders_and_parameters_are_named_by_a_key(
    folder: str, name: str, problem: str, data: Path
) -> None:
    text = next((data / folder).glob("*.yaml")).read_text(encoding="utf-8")
    (data / folder / name).write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith(f"{folder}/{name}: ")
    assert problem in fault
    assert fault.endswith("Rename the file.")


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("betaald-werk,a,work,", "code", "this is not a key"),
        ("=1,a,work,", "code", "is a formula without a result"),
        ('self_employed,"a\nb",work,', "label", "holds a line break"),
        ("self_employed,...,work,", "label", "no letter or digit"),
        ("self_employed,a,work,b\u202ec", "description", "U+202E"),
    ],
)
def test_a_code_is_a_key_and_its_texts_are_texts(
    row: str, column: str, problem: str, data: Path
) -> None:
    text = f"{DESTINATIONS}{row}\n"
    (data / "codelists" / "destinations.csv").write_text(text, encoding="utf-8")
    fault, *_ = faults_of(data)
    assert fault.startswith(f"codelists/destinations.csv row 4, column '{column}'")
    assert problem in fault


@pytest.mark.parametrize("value", ["[a, b]", "{a: b}", "true", "1.5", '"\\u00a0"'])
def test_a_text_is_a_text(value: str, data: Path) -> None:
    text = f"jaarverslag: {{title: {value}, publisher: b, published: 2025, description: c}}\n"
    (data / "sources.yaml").write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("sources.yaml row 1, key 'jaarverslag': ")
    assert "is not a text. Put it in quotes." in fault


@pytest.mark.parametrize("value", ["{}", "[]", "{a: b}", "false"])
def test_an_optional_text_is_a_text_or_left_out(value: str, data: Path) -> None:
    for name, old, new in (
        ("parameters/disclosure_threshold.yaml", "title:", f"source: {value}, title:"),
        ("ladders/drie-treden.yaml", "title:", f"decision: {value}\ntitle:"),
    ):
        text = (data / name).read_text(encoding="utf-8")
        assert old in text
        (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_library(data)
    ladder, parameter = caught.value.faults
    assert "key 'decision': " in ladder
    assert "key 'reference.source': " in parameter
    assert "is not a text" in ladder
    assert "is not a text" in parameter


@pytest.mark.parametrize(
    ("name", "line", "key", "meant"),
    [
        ("ladders/drie-treden.yaml", "decison: De hoogste.\n", "decison", "decision"),
        ("ladders/drie-treden.yaml", "croswalk: {}\n", "croswalk", "crosswalk"),
        ("parameters/disclosure_rounding.yaml", "sourse: a\n", "sourse", ""),
    ],
)
def test_a_misspelt_key_is_not_lost(name: str, line: str, key: str, meant: str, data: Path) -> None:
    text = (data / name).read_text(encoding="utf-8")
    (data / name).write_text(text.rstrip("\n") + "\n" + line, encoding="utf-8")
    (fault,) = faults_of(data)
    hint = f"Did you mean '{meant}'?" if meant else "Remove it, or put '#' before it."
    assert f", key '{key}': this key is unknown. {hint}" in fault


def test_a_misspelt_part_of_a_source_is_named(data: Path) -> None:
    text = "jaarverslag: {titel: a, publisher: b, published: 2025, description: c}\n"
    (data / "sources.yaml").write_text(text, encoding="utf-8")
    (fault,) = faults_of(data)
    assert fault.startswith("sources.yaml row 1, key 'jaarverslag': 'titel' is unknown here. ")
    assert fault.endswith("Did you mean 'title'?")


@pytest.mark.parametrize(
    ("key", "unit", "wanted"),
    [
        ("discount_rate", "percent", "share_per_year"),  # where 2.25 would be a value
        ("disclosure_threshold", "persons", "person"),  # where 9.9 and -10 would be
    ],
)
def test_what_is_computed_with_has_the_unit_that_limits_it(
    key: str, unit: str, wanted: str, tmp_path: Path
) -> None:
    data = write_data(tmp_path)
    text = PARAMETER.replace("unit: person", f"unit: {unit}")
    (data / "parameters" / f"{key}.yaml").write_text(text, encoding="utf-8")
    assert f"'{unit}' is not the unit of this parameter. Write {wanted}" in " ".join(
        faults_of(data)
    )
