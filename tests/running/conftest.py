from __future__ import annotations

from pathlib import Path

import pytest

from .workshop import Workshop, open_workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    # Spaces occur on any desktop; papermill fills in braces unless they are protected.
    return open_workshop(tmp_path / "mijn map {x}")
