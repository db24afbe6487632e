# One command each; the only things needed beforehand are Python 3.11 or later and make.
.DEFAULT_GOAL := help
PYTHON ?= python3
WORKERS ?= auto
TESTS ?= not browser
BIN := .venv/bin
RUN := .venv/.requirements.$(shell cat requirements.txt | cksum | cut -d' ' -f1)
DEV := .venv/.requirements-dev.$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help run build test check fix browser bench

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "WhatsTheCraic needs Python 3.11 or later; say which with PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv

$(RUN): | $(BIN)/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

$(DEV): | $(BIN)/python
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@ $(RUN)

run: $(RUN)  ## prepare, build what is stale and serve on http://localhost:3000 (HOST and PORT move it)
	@$(BIN)/python -m wtc serve

build: $(RUN)  ## build the frontend if any of its inputs has changed
	@$(BIN)/python -m wtc build

test: $(DEV) build  ## every test but those in a browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "$(TESTS)"

check: $(DEV)  ## format, lint, types, import contracts, the tests that need neither a database nor seconds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not browser and not slow and not database"

fix: $(DEV)  ## mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: $(DEV) build  ## the journeys in a real browser; skipped where there is no Chromium
	$(BIN)/python -m pytest -m browser --reruns 1 -r fER

BENCHES = search listing jobs event_html page_weight my_artists start storing ticketmaster dedupe login_flood pictures refresh venues identity experiments picks training recs sentences visitors paint alerts

bench: $(DEV) build  ## every promised figure beside its bar
	@status=0; for name in $(BENCHES); do $(BIN)/python -m benchmarks.$$name || status=1; done; exit $$status
