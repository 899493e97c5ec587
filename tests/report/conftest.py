"""These tests fill tables with the same builders as those of the analyses."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "analyses"))
