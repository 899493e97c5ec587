"""The same signals for every test, whoever started the suite."""

import gc
import signal
import sys

from evalutils.environment import IRI_GRAMMARS

pytest_plugins = ["known_files", "warmth"]


def pytest_configure() -> None:
    """Undo what nohup and a shell in the background do: they leave signals ignored, and so would
    the commands that the tests interrupt.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    sys.modules.setdefault(IRI_GRAMMARS, None)  # type: ignore[arg-type]  # as our commands do


def pytest_collection_finish() -> None:
    """Leave the tests and what they imported out of every later search for garbage: statsmodels
    asks for one with each correction of p-values.
    """
    gc.freeze()
