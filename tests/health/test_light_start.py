"""What every command loads: nothing that writes in the home of the user."""

import subprocess
import sys


def test_a_check_and_a_build_do_not_load_what_draws_charts() -> None:
    # matplotlib writes a list of fonts in the home of the user; notebooks are kept from that.
    code = (
        "import sys, evalutils.report, evalutils.book.building, evalutils.running.run, "
        "evalutils.synthetic.write; print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
