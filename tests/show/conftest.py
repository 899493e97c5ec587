"""Makes the table builder of the analyses and the samples of pages importable."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / room) for room in ("analyses", "display")]
