"""No sentence gives a programme the credit while no difference with others is shown."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evalutils.contracts.evidence import EVIDENCE

ROOT = Path(__file__).parents[2]
# What only a shown difference with people who did not take part would allow.
CAUSAL = re.compile(
    r"toegeschreven|toe te schrijven|dankzij|leid(t|de|en) tot|veroorza|zorg(t|de|en) voor|"
    r"bespaart|lever(t|de)\b.*\bop\b|heeft effect|het effect van|helpt\b|werkt het programma|"
    r"als gevolg van",
    re.IGNORECASE,
)


def literals(path: Path) -> Iterator[str]:
    """The texts of a module, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


# The one module that ties a difference to a programme: tests/show/test_effect_words.py reads it.
TIES = "effect_words.py"


def test_no_module_that_tells_results_has_a_causal_word() -> None:
    paths = [
        *(path for path in (ROOT / "src/evalutils/show").glob("*.py") if path.name != TIES),
        ROOT / "src/evalutils/contracts/evidence.py",
    ]
    found = [(path.name, text) for path in paths for text in literals(path) if CAUSAL.search(text)]
    assert found == []


def test_no_notebook_has_one() -> None:
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                text = "".join(cell["source"])
                assert not CAUSAL.search(text.replace("elke maand evenveel oplevert", "")), text


@pytest.mark.parametrize("level", EVIDENCE)
def test_the_design_alone_proves_nothing(level: str) -> None:
    told = EVIDENCE[level]  # type: ignore[index]
    for text in (told.proves, told.caution):
        assert re.search(r"niet of|laten .* niet zien|niet op te maken|niet te zeggen", text), text


@pytest.mark.parametrize("level", ["comparison", "randomised"])
def test_with_another_group_the_page_says_that_the_difference_is_not_there(level: str) -> None:
    told = EVIDENCE[level]  # type: ignore[index]
    assert "verschil" in told.proves
    assert "niet berekend" in told.proves
    assert "niet berekend" in told.caution
    assert "alleen over de deelnemers" not in told.caution  # exits may have arms as groups
