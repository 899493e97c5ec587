"""Some mutations again as a user meets them: the real command, and the book when it is taken."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.attack.catalogue import apply, kind_of_number
from benchmarks.attack.processes import left_behind
from benchmarks.attack.reading import Said
from benchmarks.attack.setting import CLIENTS, PROTECTED, PUBLISHED, Setting
from benchmarks.attack.verdict import ANSWERS, Outcome, crash_of

LIMIT_S = 300.0  # for a book of one evaluation
ONE_IN = 20
_KEYS = (PROTECTED, PUBLISHED, CLIENTS)


def is_drawn(seed: int, number: int, kinds: int) -> bool:
    """Whether a mutation is in the sample, which takes all kinds in turn."""
    return number % ONE_IN == (seed + number // kinds) % ONE_IN


def built(setting: Setting, seed: int, number: int, base: Mapping[str, Said]) -> Outcome:
    """Check one mutation with the real command and make its book when it is accepted."""
    setting.fresh_data()
    name, change = apply(seed, number, setting.data, setting.elsewhere, base)
    outcome = Outcome(number, f"built: {kind_of_number(number)}", f"{name}: {change.what}")
    before = setting.state()
    code, said = _run(setting, outcome, "check")
    if problem := crash_of(code, said, setting.data):
        outcome.add("crash", problem)
    outcome.accepted = code in (0, 3)
    if code == 0:
        key = next((key for key in _KEYS if name.startswith(f"{key}/")), _KEYS[number % 3])
        code, said = _run(setting, outcome, "build", key)
        if code not in ANSWERS or "Traceback" in said:
            outcome.add("crash", f"accepted, but the book of {key} ends in {code}: {said[-600:]}")
    if after := setting.state().items() ^ before.items():
        outcome.add("foreign", ", ".join(sorted({path for path, _ in after})))
    return outcome


def _run(setting: Setting, outcome: Outcome, *arguments: str) -> tuple[int, str]:
    tag = f"{setting.root.name}-built-{outcome.number}-{arguments[0]}"
    process = subprocess.Popen(
        command(setting, *arguments),
        cwd=setting.project,
        env=setting.environment(tag),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
        outcome.add("hang", f"{arguments[0]} is not ready after {LIMIT_S:.0f} s")
    if left := left_behind(tag):
        outcome.add("orphan", f"{len(left)} processes of {arguments[0]}")
    return process.returncode, said


def command(setting: Setting, *arguments: str) -> Sequence[str]:
    """The command line of a user in the project."""
    program = Path(sys.executable).with_name("evalutils")
    return [str(program), "--project", str(setting.project), *arguments]
