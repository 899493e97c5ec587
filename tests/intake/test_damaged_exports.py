"""A damaged export is imported as it reads, or refused with a clear fault; never anything else."""

from pathlib import Path

import pytest
from damaged_exports import SECRETS, damaged
from exports import KEY, bring_in, data_folder

from evalutils.dataset.load import load_evaluations
from evalutils.errors import InputError


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_a_damaged_export_is_read_or_refused(first: int, tmp_path: Path) -> None:
    data = data_folder(tmp_path)
    for seed in range(first, first + 10):
        assert what_happens(seed, tmp_path) in ("read", "refused")
        assert not list(data.glob("**/.new*"))


def what_happens(seed: int, folder: Path) -> str:
    """Import one; what was refused left nothing behind, and says nothing of a client."""
    name, content, mapping = damaged(seed)
    place = folder / "data" / str(KEY)
    try:
        bring_in(folder, content, mapping, name=name, replace=True)
    except InputError as error:
        told = str(error)
        assert error.__cause__ is None or not any(s in str(error.__cause__) for s in SECRETS)
        assert not any(secret in told for secret in SECRETS), told
        assert told.strip().endswith((".", "?")), told
        return "refused"
    assert place.exists() and load_evaluations(folder / "data")
    return "read"
