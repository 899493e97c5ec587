# People, pre-commit and CI run the same commands.
# The newest there is; each is tried, for a shim on the path may have no Python behind it.
SUPPORTED := 3.14 3.13 3.12 3.11
PYTHON ?= $(shell for name in $(SUPPORTED:%=python%) python3; do \
	$$name -c 'import ensurepip, sys, venv; sys.exit("%d.%d" % sys.version_info[:2] not in "$(SUPPORTED)".split())' \
	2>/dev/null && echo $$name && break; done)
UV ?= $(shell command -v uv)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
INSTALL = $(if $(UV),$(UV) pip install --quiet --python $(BIN)/python,\
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile)

.PHONY: report test parquet check bench attack hooks lock clean

report: $(STAMP)  ## run all notebooks and make the book in _build/html
	$(BIN)/evalutils build --pdf

# Bytecode of the tests is kept, whatever is wanted elsewhere: rewriting their assertions takes half of
# the time in which they are collected. In the order of their names the last files are quick ones.
test: export PYTHONDONTWRITEBYTECODE =
test: $(STAMP)  ## run all tests
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder --durations=40 --durations-min=5

parquet: $(STAMP)  ## run the tests of files that need pyarrow, which is optional
	$(INSTALL) --target $(VENV)/parquet "pyarrow>=21"
	PYTHONPATH=$(VENV)/parquet $(BIN)/pytest -n 2 tests/dataset/test_parquet_files.py \
		tests/dataset/test_mutated_files.py tests/identifiers/test_planted.py \
		tests/intake/test_sheets_and_parquet.py tests/synthetic/test_synthesise.py

check: $(STAMP)  ## style, types, and the habits that a test can see
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest tests/health

bench: $(STAMP)  ## measure speed; see benchmarks/README.md
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/work.py
	$(BIN)/python benchmarks/kernels.py
	$(BIN)/python benchmarks/ladder.py
	$(BIN)/python benchmarks/trend.py
	$(BIN)/python benchmarks/survival.py
	$(BIN)/python benchmarks/clients.py
	$(BIN)/python benchmarks/cost_benefit.py
	$(BIN)/python benchmarks/synthesise.py
	$(BIN)/python benchmarks/builds.py
	$(BIN)/python benchmarks/book.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/preview.py
	$(BIN)/python benchmarks/kept.py
	$(BIN)/python benchmarks/few.py
	$(BIN)/python benchmarks/intake.py
	$(BIN)/python benchmarks/changed.py

attack: $(STAMP)  ## mutate data and kill commands, and count what goes wrong
	$(BIN)/python -m benchmarks.attack --seed 1 --mutations 500 --kills 50
	$(BIN)/python -m benchmarks.attack.imports --number 500

# Installed again only when the pins or the package definition change.
$(STAMP): requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python from 3.11 to 3.14 with venv was found. Install one" \
		"(Debian, Ubuntu: apt install python3-venv; Fedora: dnf install python3; macOS: brew install python)" \
		"or name it: make report PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv $(if $(UV),--without-pip) $(VENV)
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
# Every notebook is a new process: without bytecode each would compile all that it imports.
	PYTHONWARNINGS=ignore $(BIN)/python -m compileall -qq -j 0 $(VENV)/lib src/evalutils
	@touch $(STAMP)

hooks: $(STAMP)  ## refuse commits with tables of clients
	git config core.hooksPath .githooks

lock: $(STAMP)  ## compile requirements.txt from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt

clean:  ## remove what can be made again
	rm -rf _build $(VENV)
