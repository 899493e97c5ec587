"""A data folder with client tables."""

from pathlib import Path

from small_data import EVALUATION, KEY, write_data

OBSERVED = "observed_until: 2026-01-31\n"
SPELLS = "client_id,start,end,destination\n"
BENEFITS = "client_id,start,end\n"
MEASUREMENTS = "client_id,date,kind,rung,correction,birth_year\n"


def client_data(data_dir: Path, **files: str) -> Path:
    """The small data folder, protected, with these tables."""
    data = write_data(data_dir, **files)
    text = EVALUATION.replace("disclosure: published", "disclosure: protected") + OBSERVED
    (data / KEY / "evaluation.yaml").write_text(text, encoding="utf-8")
    return data
