"""Quality of the data: what is missing, what an import left out, and what is registered late."""

from evalutils.quality.empty_cells import empty_cells
from evalutils.quality.import_counts import import_counts
from evalutils.quality.late_registration import late_registration

__all__ = ["empty_cells", "import_counts", "late_registration"]
