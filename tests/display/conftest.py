"""The tests of this folder fill tables with the same builder as those of the analyses."""

import sys
from pathlib import Path

for room in ("analyses", "show"):
    sys.path.insert(0, str(Path(__file__).parents[1] / room))
