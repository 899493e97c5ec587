"""What every command loads: nothing that writes in the home of the user."""

import subprocess
import sys
from pathlib import Path


def test_a_check_and_a_build_do_not_load_what_draws_charts() -> None:
    # matplotlib writes a list of fonts in the home of the user; notebooks are kept from that.
    code = (
        "import sys, evalutils.report, evalutils.book.building, evalutils.running.run, "
        "evalutils.synthetic.write; print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_book_without_pdfs_loads_nothing_that_makes_reports() -> None:
    # They read a grammar of web addresses, which takes longer than to see that nothing changed.
    code = "import sys, evalutils.making; print('nbformat' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_check_of_the_shipped_data_loads_no_library_of_statistics() -> None:
    # One interval once loaded a third of the time that a check takes.
    code = (
        "import sys; from evalutils.report.audit_report import load_and_audit; "
        "from pathlib import Path; load_and_audit(Path('data'), []); "
        "print([name for name in ('statsmodels', 'scipy.stats') if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout == "[]\n"


def test_what_reads_data_loads_no_library_of_arrays_until_there_is_something_to_read() -> None:
    code = "import sys, evalutils.dataset.load; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
