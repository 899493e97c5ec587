"""One warm process for the runs of many tests: it imports for seconds what notebooks need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from evalutils import ahead
from evalutils.running.machines import crew
from evalutils.running.processes import environment_of
from evalutils.running.warm.started import Warm, warm_process


@pytest.fixture(scope="session")
def warm_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm | None]:
    work = tmp_path_factory.mktemp("warm")
    with warm_process(work, environment_of(work, work / "cache")) as found:
        yield found


@pytest.fixture(scope="module")
def warmth(warm_for_all: Warm | None) -> Iterator[None]:
    """Runs in this process start from the one that stands there."""
    with pytest.MonkeyPatch.context() as patch:
        for place in (ahead, crew):
            patch.setattr(place, "warm_process", lambda *_: nullcontext(warm_for_all))
        yield
