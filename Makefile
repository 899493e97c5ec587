# People, pre-commit and CI run the same commands.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: report test check bench attack lock clean

report: $(STAMP)  ## run all notebooks and make the book in _build/html
	$(BIN)/evalutils build

test: $(STAMP)  ## run all tests
	$(BIN)/pytest -n 2 --dist loadfile

check: $(STAMP)  ## style, types, and the habits that a test can see
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest tests/health

bench: $(STAMP)  ## measure speed; see benchmarks/README.md
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/ladder.py
	$(BIN)/python benchmarks/survival.py
	$(BIN)/python benchmarks/clients.py
	$(BIN)/python benchmarks/cost_benefit.py
	$(BIN)/python benchmarks/synthesise.py
	$(BIN)/python benchmarks/builds.py
	$(BIN)/python benchmarks/reading.py

attack: $(STAMP)  ## mutate data and kill commands, and count what goes wrong
	$(BIN)/python -m benchmarks.attack --seed 1 --mutations 500 --kills 50

# Installed again only when the pins or the package definition change.
$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

lock: $(STAMP)  ## compile requirements.txt from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt

clean:  ## remove what can be made again
	rm -rf _build $(VENV)
