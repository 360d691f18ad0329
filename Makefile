# Louhi in two commands: `make demo` shows it, `make check` proves it.  Both set everything up first, once.

SHELL := /bin/sh
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3 python; do \
	command -v $$name >/dev/null 2>&1 && $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$name; break; }; done)
BIN := .venv/bin
SHARED ?= ../shared
FLOORS := extractors index pipeline search_cli tests

.PHONY: help setup demo check shuffled slow quality mutants bench docs pictures format clean

help:
	@echo "make demo      set up, then bring the samples in, search them, list and export what they say"
	@echo "make check     set up, then ruff, mypy --strict and the tests"
	@echo "make shuffled  the tests of make check with files, and the tests of each, in another order; SEED=n for one seen before"
	@echo "make slow      the tests that take minutes: a simulated year, runs killed at random, searching under load"
	@echo "make quality   score Louhi on its own marked documents, and on real ones beside the checkout ($(SHARED)/eval)"
	@echo "make mutants   flip each branch of the rule modules and run their example tables; ROOMS=\"bodies people\" for some"
	@echo "make bench     measure speed on the samples multiplied"
	@echo "make docs      build the documentation's site into site/; make pictures takes its screenshots anew"
	@echo "make format    lay the code out and mend what ruff can mend"
	@echo "make clean     remove what make made: .venv, the demo's folders, caches"

setup:
	@if [ -z "$(PYTHON)" ]; then echo "Louhi needs Python 3.11 or newer and found none." \
	"Install it (for example: sudo apt-get install python3), or name it: make setup PYTHON=/path/to/python3.12"; exit 1; fi
	@$(PYTHON) tools/setup.py
	@$(BIN)/python -m compileall -q $(filter-out tests,$(FLOORS))

demo: setup
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/demo.sh

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow" $(FLOORS)

shuffled: setup
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow" --shuffle $(or $(SEED),$(shell date +%s)) $(FLOORS)

slow: setup
	$(BIN)/python -m pytest --hypothesis-profile=random -m slow -rs $(FLOORS)

quality: setup
	@$(BIN)/python -m tests.quality
	@$(BIN)/python tools/quality.py $(SHARED)

mutants: setup
	@$(BIN)/python -m tests.mutants $(ROOMS)

bench: setup
	@$(BIN)/python tests/benchmarks/bench.py

docs: setup
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --quiet && echo "site/index.html"

pictures: setup
	@LOUHI_PICTURES=1 $(BIN)/python -m pytest tests/browser/test_pictures.py

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv demo-home demo-export .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist site *.egg-info
