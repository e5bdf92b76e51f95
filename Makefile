# Laurels. Two commands do everything on a bare machine: `make demo` and `make test`.
PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE = 1

.PHONY: help setup demo test soak bench lint types contracts lock docs clean

help:
	@echo "make demo      serve the demonstration at http://localhost:$(PORT)   (FRESH=1 starts anew)"
	@echo "make test      linters, types, import contracts, both suites, browser"
	@echo "make setup     the environment in .venv alone"
	@echo "make soak      the same tests with full counts        make bench   every speed claim, as ratios"
	@echo "make docs      pages made from code (scenarios, linter, import contracts)"
	@echo "make lock      requirements.lock and requirements-dev.lock anew (needs uv)"

setup: .venv/.run

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Laurels needs Python 3.11 or newer; PYTHON=/path/to/python3.11 names one."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: requirements.lock pyproject.toml library/pyproject.toml | .venv/bin/python
	@tools/install.sh requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock pyproject.toml library/pyproject.toml | .venv/bin/python
	@tools/install.sh requirements-dev.lock
	@touch $@ .venv/.run

demo: setup
	@LAURELS_DATA=data/demo PORT=$(PORT) exec $(BIN)/laurels demo $(if $(FRESH),--fresh)

test: .venv/.dev
	@tools/browser.sh
	@$(MAKE) --no-print-directory lint types contracts
	$(BIN)/python -m pytest library/tests -q -n $(WORKERS)
	$(BIN)/python -m pytest tests -q -n $(WORKERS) -m "not browser and not postgres and not peers"
	$(BIN)/python -m pytest tests -q -m "peers"
	$(BIN)/python -m pytest tests -q -m "postgres" --database=postgres
	$(BIN)/python -m pytest tests -q -m "browser"

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	cd library && ../$(BIN)/mypy src
	$(BIN)/mypy laurels
	$(BIN)/mypy --strict --follow-imports=silent $$(git ls-files 'laurels/*/rules.py' 'laurels/*/rules/*.py')

contracts: .venv/.dev
	$(BIN)/python tools/contracts.py --check
	$(BIN)/lint-imports

soak: .venv/.dev
	@tools/browser.sh
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest library/tests -q -n $(WORKERS)
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest tests -q -n $(WORKERS) -m "not browser and not postgres"
	$(BIN)/python -m pytest tests -q --database=postgres -m "not browser"

bench: .venv/.dev
	$(BIN)/python -m benchmarks

docs: .venv/.dev
	$(BIN)/python tools/contracts.py
	$(BIN)/python tools/scenarios.py
	$(BIN)/python tools/linter.py
	$(BIN)/python tools/conformance.py
	$(BIN)/python -m library.tests.pages

lock:
	python3 tools/lock.py | uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-annotate --no-header - -o requirements.lock
	python3 tools/lock.py --dev | uv pip compile -q --generate-hashes --universal --python-version 3.11 --no-annotate --no-header - -o requirements-dev.lock

clean:
	rm -rf .venv data/demo
