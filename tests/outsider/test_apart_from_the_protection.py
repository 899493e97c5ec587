"""The attack knows nothing of the protection, so that it finds what that forgot."""

import ast
from pathlib import Path

ATTACK = Path(__file__).parents[2] / "src" / "evalutils" / "attack"


def test_the_attack_imports_nothing_of_the_package_but_itself_and_the_errors() -> None:
    for path in ATTACK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("evalutils"):
                assert (node.module or "").split(".")[1] in ("attack", "errors"), path
