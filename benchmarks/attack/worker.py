"""Does mutations one after another in one process, for speed; who hangs is ended from outside.

Run by `mutations`: python -m benchmarks.attack.worker ROOT SEED NUMBER ...
"""

from __future__ import annotations

import io
import json
import os
import resource
import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from unittest.mock import patch

from benchmarks.attack.catalogue import apply, kind_of_number
from benchmarks.attack.mutation import Change, is_right
from benchmarks.attack.reading import Said, grid_of, read_by_package, said_by_table
from benchmarks.attack.setting import Setting
from benchmarks.attack.verdict import Outcome, crash_of

from evalutils import cli
from evalutils.contracts.tables import TABLES
from evalutils.errors import InputError

_MOST_MEMORY = 3_000_000_000


def check(project: Path) -> tuple[int, str]:
    """What `evalutils check` answers and says, in this process."""
    said = io.StringIO()
    arguments = ["evalutils", "--project", str(project), "check"]
    with patch.object(sys, "argv", arguments), redirect_stdout(said), redirect_stderr(said):
        try:
            cli.main()
        except SystemExit as ended:
            return int(str(ended.code)), said.getvalue()
    return 0, said.getvalue()


def what_is_said(data: Path) -> dict[str, Said]:
    """What each file says before it is changed; the reader of the package must agree.

    Raises
    ------
    ValueError
        When it does not: then this program or the package is wrong.
    """
    said = read_by_package(data)
    for name in said:
        if Path(name).stem in TABLES and Path(name).suffix == ".csv":
            own = said_by_table(Path(name).stem, grid_of((data / name).read_text(encoding="utf-8")))
            if own != said[name]:
                raise ValueError(f"{name}: {differences(own, said[name])}")
    return said


def judge(
    setting: Setting,
    seed: int,
    number: int,
    base: Mapping[str, Said],
    begun: Callable[[Outcome], None],
) -> Outcome:
    """Do one mutation and look what comes of it; `begun` hears what was done, before that."""
    setting.fresh_data()
    name, change = apply(seed, number, setting.data, setting.elsewhere, base)
    outcome = Outcome(number, kind_of_number(number), f"{name}: {change.what}")
    begun(outcome)
    before = setting.state()
    code, said = check(setting.project)
    outcome.accepted = code in (0, 3)
    if problem := crash_of(code, said, setting.data):
        outcome.add("crash", problem)
    if change.secret and change.secret in said:
        outcome.add("leak", said[:300])
    if outcome.accepted:
        _compare(outcome, setting.data, name, change, base)
    if after := setting.state().items() ^ before.items():
        outcome.add("foreign", ", ".join(sorted({path for path, _ in after})))
    return outcome


def _compare(
    outcome: Outcome, data: Path, name: str, change: Change, base: Mapping[str, Said]
) -> None:
    """Whether what is read is what the files say: the changed one and all others."""
    try:
        found = read_by_package(data)
    except InputError as error:
        outcome.add("crash", f"accepted, then refused: {error}")
        return
    for other in sorted(base.keys() | found.keys()):
        said, right = found.get(other, {}), [base.get(other, {})]
        if other == name and change.right is not None:
            right = list(change.right)
        if (other != name or change.right is not None) and not is_right(said, right):
            near = right[0] if right else base[name]
            outcome.add("silent wrong", f"{other}: {differences(near, said)}")


def differences(expected: Said, found: Said) -> str:
    """Where two readings differ, the first places."""
    places = [one for one in {**expected, **found} if expected.get(one) != found.get(one)]
    shown = [
        f"{one}: {expected.get(one, '')[:40]!r} read as {found.get(one, '')[:40]!r}"
        for one in places[:3]
    ]
    return f"{len(places)} places differ: {'; '.join(shown)}" if places else "it must be refused"


def main(root: Path, seed: int, numbers: list[int]) -> None:
    """Say of each mutation in a line what is done, and in a second one the outcome."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    setting = Setting(root)
    os.chdir(setting.project)
    setting.fresh_data()
    base = what_is_said(setting.data)

    def say(outcome: Outcome) -> None:
        answers.write(json.dumps(asdict(outcome)) + "\n")
        answers.flush()

    say(Outcome(-1, "", "ready"))
    for number in numbers:
        say(judge(setting, seed, number, base, say))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [int(number) for number in sys.argv[3:]])
