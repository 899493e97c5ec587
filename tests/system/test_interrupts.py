"""Signals that end a command do so once, and not in the middle of a step."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import time
import weakref
from pathlib import Path

import pytest

from evalutils.system import interrupts
from evalutils.system.folders import scratch
from evalutils.system.interrupts import interruptible, shielded

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) if sys.platform != "win32" else ()


@pytest.mark.parametrize("number", NUMBERS)
def test_each_signal_interrupts(number: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        os.kill(os.getpid(), number)


def test_a_second_signal_does_not_cut_the_cleaning_up_short() -> None:
    cleaned = []
    with pytest.raises(KeyboardInterrupt), interruptible():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        finally:
            for number in NUMBERS:
                os.kill(os.getpid(), number)
            cleaned.append("up")
    assert cleaned == ["up"]


def test_who_asks_again_much_later_is_heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interrupts, "_DEAF_S", 0)
    with pytest.raises(ValueError), interruptible():
        try:
            os.kill(os.getpid(), signal.SIGINT)
        except KeyboardInterrupt:  # a library swallows it
            with pytest.raises(KeyboardInterrupt):
                os.kill(os.getpid(), signal.SIGINT)
            raise ValueError from None


def test_cleaning_up_is_a_step_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = shutil.rmtree

    def interrupted(folder: Path, **options: bool) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        really(folder, **options)

    monkeypatch.setattr(shutil, "rmtree", interrupted)
    with pytest.raises(KeyboardInterrupt), interruptible(), scratch(tmp_path / "work"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_step_is_finished_before_the_interruption_is_heard() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), interruptible():
        with shielded(), shielded():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("step")
        done.append("next step")
    assert done == ["step"]


class Struck:
    """An object that is struck by a signal while Python cleans it up."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0)  # where the signal is heard


def test_an_interruption_in_a_destructor_is_neither_lost_nor_printed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def until(end: float) -> None:
        while time.monotonic() < end:
            time.sleep(0.01)
        pytest.fail("it was lost")

    with pytest.raises(KeyboardInterrupt), interruptible():
        Struck()
        until(time.monotonic() + 60)
    with pytest.raises(KeyboardInterrupt), interruptible():
        gone = threading.Lock()
        found = weakref.ref(gone, lambda _: os.kill(os.getpid(), signal.SIGINT))
        del gone
        until(time.monotonic() + 60)
    assert found() is None
    assert capfd.readouterr().err == ""


def test_a_destructor_with_a_fault_of_its_own_is_told_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: told.append(lost.exc_type))

    class Faulty:
        def __del__(self) -> None:
            raise ValueError

    with interruptible():
        Faulty()
    assert told == [ValueError]


def test_a_signal_that_nohup_ignores_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruptible():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_handlers_of_others_are_back_afterwards() -> None:
    before = [signal.getsignal(number) for number in NUMBERS]
    with interruptible():
        pass
    assert [signal.getsignal(number) for number in NUMBERS] == before
