"""The attack sees what it looks for: each kind of fault is planted once and counted."""

import sys
from functools import partial
from pathlib import Path

import planted_worker as planted
import pytest
from benchmarks.attack import __main__ as attack
from benchmarks.attack import kills, mutations
from benchmarks.attack.kills import COMMANDS, Killer
from benchmarks.attack.mutation import PartOf, is_right
from benchmarks.attack.mutations import attacked, setting_in
from benchmarks.attack.processes import left_behind
from benchmarks.attack.reading import grid_of, said_by_table
from benchmarks.attack.setting import Setting

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it looks in /proc")
# What hangs or stays does so at any limit; the others may need the longer on a busy machine.
LIMITS_S = (5.0, 20.0, 80.0, 320.0)


WRONG = [
    ["crash"],
    ["hang"],
    ["orphan"],
    ["foreign"],
    ["silent wrong"],
    ["leak"],
    ["crash"],  # the worker died
    ["crash"],  # a message without a place
    [],
]


def test_each_planted_fault_is_counted_and_the_mutations_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = [sys.executable, str(Path(planted.__file__))]
    for limit_s in LIMITS_S:
        patience = {"patience_s": limit_s / 2.5}
        monkeypatch.setattr(mutations, "left_behind", lambda *of, **_: left_behind(*of, **patience))  # noqa: B023
        setting = setting_in(tmp_path / f"lane-{limit_s}")
        found = list(attacked(setting, 1, range(9), worker=worker, limit_s=limit_s))
        if [outcome.wrong for outcome in found] == WRONG:
            break
    assert [outcome.wrong for outcome in found] == WRONG
    assert "912" in found[planted.SILENT].told
    assert found[planted.GOOD].accepted
    # Taken: what left an orphan, touched a file, was read wrong, and the good one.
    last = attack.table(found, 1).splitlines()[-1].split()
    assert last == ["all", "9", "4", "3", "1", "1", "1", "1", "1", "0", "0"]


LISTEN = """
import os, signal, subprocess, sys, time
def end(*_):
    print("Interrupted.", file=sys.stderr)
    sys.exit(130)
{}
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):  # the last one is waited for
    signal.signal(number, end)
time.sleep(600)
"""
MISBEHAVIOUR = {
    "orphan": "subprocess.Popen(['sleep', '600'], start_new_session=True, stderr=-3)",
    "foreign": "open('../home/mine.txt', 'w').write('yours')",
    "no book": "os.remove('_build/html/index.html')",
    "crash": "end = lambda *_: os._exit(7)",
    "hang": "end = lambda *_: None",
    "other book": "",
    "": "",
}
OTHER_BOOK = ["sh", "-c", "echo anders > _build/html/index.html"]


@pytest.mark.parametrize("word", MISBEHAVIOUR)
def test_what_a_killed_command_leaves_is_counted(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = Setting(tmp_path / "lane")
    setting.make()
    setting.fresh_data()
    html = setting.build / "html"
    html.mkdir(parents=True)
    (html / "index.html").write_text("boek", encoding="utf-8")
    code = LISTEN.format(MISBEHAVIOUR[word])
    runs = iter([[sys.executable, "-c", code], OTHER_BOOK if word == "other book" else ["true"]])
    monkeypatch.setattr(kills, "command", lambda *_: next(runs))
    monkeypatch.setattr(kills, "SIGNALS", (kills.signal.SIGTERM,))
    monkeypatch.setattr(kills, "PATIENCE_S", 2.0 if word == "hang" else 600.0)
    if word == "orphan":
        monkeypatch.setattr(kills, "left_behind", partial(left_behind, patience_s=1.0))
    killer = Killer(setting, 1)
    killer.seconds = dict.fromkeys(COMMANDS, 0.0)
    if word != "no book":  # it is not made again here
        killer.undisturbed = {0: killer._made()}
    outcome = killer.strike(2)
    assert outcome.wrong == ([word] if word else []), outcome.told


def test_a_reading_is_right_when_it_is_one_of_those_that_the_file_can_mean() -> None:
    grid = grid_of("destination,count,note\ntotal,\n")
    assert said_by_table("exits", [["destination", "count"], ["total", "912.0"]]) == {
        "0.destination": "total",
        "0.count": "912",
    }
    said = said_by_table("exits", grid)
    assert is_right({"0.destination": "total"}, [said])
    assert not is_right({"0.destination": "total", "0.count": "0"}, [said])
    assert not is_right({}, [said])
    assert is_right({}, [PartOf(said)])
    assert not is_right(said, [])
    assert is_right(said, None)
