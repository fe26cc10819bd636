# The two commands of the README are `make build` and `make test`; `make` alone lists the rest.

.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/python -m compileall -q src
# Each process keeps a run of neighbouring tests, which share what they make, and finds the test
# modules compiled by an earlier run.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest --numprocesses auto --dist worksteal --quiet
ORDINARY := not conformance and not stress

.PHONY: help build test lint types layers check conformance stress bench clean

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

build: $(VENV)/installed ## Set up .venv and build every copy into build/
	$(BIN)/minuted build

test: $(VENV)/installed-dev ## Pass the tests
	$(PYTEST) -m "$(ORDINARY)"

lint: $(VENV)/installed-dev ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed-dev ## Check types
	$(BIN)/mypy

layers: $(VENV)/installed-dev ## Check which part imports which
	$(BIN)/python -m pytest --quiet tests/house

check: lint types layers test ## Lint, types, layer guard and tests

conformance: $(VENV)/installed-dev ## Install and run the independent validators on every copy
	$(BIN)/python conformance/install.py
	$(BIN)/python conformance/wheel.py
	$(BIN)/python conformance/run.py
	$(BIN)/python -m pytest --quiet -m conformance

stress: $(VENV)/installed-dev ## The long tests
	$(PYTEST) -m stress

bench: $(VENV)/installed-bench ## Measure speed; SHORT=1 for a minute's worth without LibreOffice
	$(BIN)/python bench/run.py $(if $(SHORT),--short)
	$(BIN)/python bench/standing.py

clean: ## Delete what can be made again, but for .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache

$(VENV)/python-is-new-enough:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "minuted needs Python 3.11 or newer; name one: make PYTHON=python3.12 build"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: pyproject.toml | $(VENV)/python-is-new-enough
	$(PIP) install --editable .
	$(COMPILE)
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(VENV)/python-is-new-enough
	$(PIP) install --editable ".[dev]"
	$(COMPILE)
	@touch $@ $(VENV)/installed

$(VENV)/installed-bench: pyproject.toml | $(VENV)/installed-dev
	$(PIP) install --editable ".[dev,bench]"
	@touch $@
