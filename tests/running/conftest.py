from __future__ import annotations

from pathlib import Path

import pytest

from .workshop import Workshop, open_workshop


@pytest.fixture(scope="module", autouse=True)
def _warm(warmth: None) -> None:
    """For every run of this folder but those in processes of their own."""


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    # Spaces occur on any desktop; papermill fills in braces unless they are protected.
    return open_workshop(tmp_path / "mijn map {x}")
