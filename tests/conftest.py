"""The same signals for every test, whoever started the suite."""

import signal

pytest_plugins = ["known_files", "warmth"]


def pytest_configure() -> None:
    """Undo what nohup and a shell in the background do: they leave signals ignored, and so would
    the commands that the tests interrupt.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
