"""README tells the truth: its commands exist and its files are there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_opens_with_a_picture_and_the_two_commands() -> None:
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert picture
    assert (ROOT / picture[1]).is_file()
    assert README.index("make report") < README.index("make test") < README.index("## Map")


def test_every_make_target_in_readme_exists() -> None:
    targets = set(re.findall(r"\bmake ([a-z]+)\b", README)) - {"them", "the", "a"}
    assert targets > {"report", "test"}
    # What is asked of a Python here is which one there is.
    asked = ["make", "-n", f"PYTHON={sys.executable}", *sorted(targets)]
    found = subprocess.run(asked, cwd=ROOT, capture_output=True, check=False)
    assert found.returncode == 0, found.stderr


@pytest.mark.parametrize("command", ["list", "check", "run", "build", "new"])
def test_every_command_has_help_that_a_newcomer_can_follow(command: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "evalutils.cli", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout.startswith("Usage:")
    assert len(shown.stdout.splitlines()) > 5


def test_help_answers_within_half_a_second_of_processor_time() -> None:
    code = (
        "import resource, subprocess, sys;"
        "subprocess.run([sys.executable, '-m', 'evalutils.cli', '--help'], check=True,"
        " stdout=subprocess.DEVNULL);"
        "usage = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(usage.ru_utime + usage.ru_stime)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(shown.stdout) < 0.5


def test_every_path_in_readme_exists() -> None:
    made_at_run_time = (
        "_build",
        ".venv",
        "releases/",
        "evalutils/release.key",
        "data/almelo",
        "data/<",
    )
    for path in re.findall(r"`([a-z_.]+/[^`\s]*|[A-Za-z_]+\.(?:yml|txt|md|toml))`", README):
        if path.startswith(made_at_run_time) or path in ("cli.py",):
            continue
        known = ROOT / path, ROOT / "src" / "evalutils" / path
        if re.fullmatch(r"[a-z_]+\.(csv|json|yaml)", path):
            continue
        assert any(place.exists() for place in known), path
