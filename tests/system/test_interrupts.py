"""Signals that end a command do so once, and not in the middle of a step."""

from __future__ import annotations

import os
import signal
import sys

import pytest

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


def test_a_step_is_finished_before_the_interruption_is_heard() -> None:
    done = []
    with pytest.raises(KeyboardInterrupt), interruptible():
        with shielded(), shielded():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("step")
        done.append("next step")
    assert done == ["step"]


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
