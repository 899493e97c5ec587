from __future__ import annotations

from pathlib import Path

import pytest

from .workshop import Workshop, open_workshop


@pytest.fixture(scope="module", autouse=True)
def _warm(request: pytest.FixtureRequest) -> None:
    """For the runs of this folder in this process, but those that are about the warm process."""
    if request.module.__name__.rpartition(".")[2] != "test_warm":
        request.getfixturevalue("warmth")


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    # Spaces occur on any desktop; papermill fills in braces unless they are protected.
    return open_workshop(tmp_path / "mijn map {x}")
