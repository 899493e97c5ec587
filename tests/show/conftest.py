"""These tests fill tables with the same builders as those of the analyses."""

import sys
from pathlib import Path

for room in ("analyses", "display"):
    sys.path.insert(0, str(Path(__file__).parents[1] / room))
