"""One warm process for the runs of many tests: it imports for seconds what notebooks need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from evalutils import ahead
from evalutils.running.machines import crew
from evalutils.running.processes import environment_of
from evalutils.running.warm.started import Warm, warm_process


class Standing:
    """Gives the one that stands, or another when a test had it killed."""

    def __init__(self, folder: Callable[[], Path], stack: ExitStack) -> None:
        self._folder, self._stack = folder, stack
        self._found: Warm | None = None

    @contextmanager
    def __call__(self, *_: object) -> Iterator[Warm | None]:
        if self._found is None or not Path(f"/proc/{self._found.pid}").exists():
            work = self._folder()
            env = environment_of(work, work / "cache")
            self._found = self._stack.enter_context(warm_process(work, env))
        yield self._found


@pytest.fixture(scope="session")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    with ExitStack() as stack:
        yield Standing(lambda: tmp_path_factory.mktemp("warm"), stack)


@pytest.fixture(scope="module")
def warmth(standing: Standing) -> Iterator[None]:
    """Runs in this process start from the one that stands there."""
    with pytest.MonkeyPatch.context() as patch:
        for place in (ahead, crew):
            patch.setattr(place, "warm_process", standing)
        yield
