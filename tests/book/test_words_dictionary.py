"""Units, precision, formulas and YAML files in the data dictionary, each with an example."""

from pathlib import Path

import pytest

from evalutils.audit.formula import COMPARISONS, EXAMPLES, FUNCTIONS, OPERATORS, parse_formulas
from evalutils.book import pages
from evalutils.contracts import sections
from evalutils.contracts.units import UNITS
from evalutils.contracts.vocabulary import QUALIFIERS
from evalutils.contracts.yaml_examples import YAML_EXAMPLES
from evalutils.contracts.yaml_files import YAML_FILES
from evalutils.dataset.library import load_library
from evalutils.dataset.load import load_evaluations

PAGE = pages.data_dictionary_page(load_library(Path(__file__).parents[2] / "data"))
KEY = "almelo/aan-de-slag/2023"


def section(of: sections.Section) -> str:
    return PAGE.split(f"({of.anchor})=\n")[1].split("\n## ")[0]


def test_every_unit_stands_there_with_what_it_measures_its_factor_and_an_example() -> None:
    text = section(sections.UNITS)
    assert all(f"| `{unit}` |" in text for unit in UNITS)
    assert "| `EUR_thousand` | duizend euro | geld | 1.000 euro | € 12.000 |" in (
        text.replace("\N{NO-BREAK SPACE}", " ").replace("\\", "")
    )


def test_every_qualifier_has_an_example() -> None:
    text = section(sections.QUALIFIERS)
    assert all(f"| `{name}` |" in text for name in QUALIFIERS)
    assert "| `circa` | ongeveer | ongeveer 120 |" in text


def test_all_that_a_formula_may_hold_stands_there_and_every_example_is_one() -> None:
    text = section(sections.FORMULAS)
    assert all(f"| `{sign}` |" in text for sign in (*OPERATORS, *COMPARISONS))
    assert all(f"| `{name}(a, b)` |" in text for name in FUNCTIONS)
    for example in EXAMPLES:
        assert parse_formulas(example)
        assert f"| `{example}` |" in text


@pytest.mark.parametrize("file", YAML_FILES, ids=lambda file: file.name)
def test_every_yaml_file_has_an_example(file: object) -> None:
    name = file.name  # type: ignore[attr-defined]
    assert YAML_EXAMPLES[name] in section(sections.of_yaml(name))


def test_the_examples_of_yaml_files_are_a_data_folder_without_a_fault(tmp_path: Path) -> None:
    threshold = "description: Grens.\nunit: person\nvalues: {2023-01-01: 10}\n"
    threshold += "reference: {title: Handboek, href: https://example.org}\n"
    files = {
        "sources.yaml": YAML_EXAMPLES["sources.yaml"],
        "ladders/drie-treden.yaml": YAML_EXAMPLES["ladders/*.yaml"],
        "parameters/discount_rate.yaml": YAML_EXAMPLES["parameters/*.yaml"],
        "parameters/disclosure_threshold.yaml": threshold,
        "parameters/disclosure_rounding.yaml": threshold,
        "codelists/destinations.csv": "code,label,grouping,description\ntotal,alles,total,\n",
        f"{KEY}/evaluation.yaml": YAML_EXAMPLES["evaluation.yaml"],
        f"{KEY}/assumptions.yaml": YAML_EXAMPLES["assumptions.yaml"],
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (found,) = load_evaluations(tmp_path)
    assert found.title == "Aan de slag"
    assert set(found.assumptions) >= {"horizon_months", "durability", "displacement_share"}


def test_a_message_points_to_a_section_that_is_there() -> None:
    named = [*sections.OF_COLUMN.values(), *(sections.of_yaml(file.name) for file in YAML_FILES)]
    for item in named:
        assert f"({item.anchor})=" in PAGE
        assert str(item).endswith(f"(data-dictionary.html#{item.anchor}).")
    assert sections.of_file("parameters/discount_rate.yaml").anchor == "parameters-yaml"
    assert sections.of_file("almelo/a/2023/evaluation.yaml").anchor == "evaluation-yaml"
    assert sections.of_file("almelo/sources.yaml").anchor == "sources-yaml"
