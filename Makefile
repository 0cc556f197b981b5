# `make` is for the checkout; an installed recoupe needs none of it. Everything goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
GAZETTEER := src/recoupe/data/gazetteer/conflict.sqlite
GAZETTEER_INPUTS := $(wildcard src/recoupe/data/gazetteer/*.t* src/recoupe/data/gazetteer/*/*.t* src/recoupe/data/actors/countries.tsv) $(wildcard src/recoupe/knowledge/gazetteer/*.py src/recoupe/knowledge/gazetteer/*/*.py)

.DEFAULT_GOAL := help
.PHONY: help install demo test test-all check bench schema golden clean

help: ## what there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $(STAMP)

$(GAZETTEER): $(GAZETTEER_INPUTS) | $(STAMP)
	$(BIN)/recoupe gazetteer build
	@touch $(GAZETTEER)

install: $(STAMP) $(GAZETTEER) ## install into .venv with every package pinned by hash

demo: install ## read the sample dispatches, compare them, lay two situations side by side
	$(BIN)/recoupe demo

test: install ## the default suite
	$(BIN)/python -m pytest -m "not slow and not browser"

test-all: install ## everything: browser, kills, fuzz samples
	$(BIN)/python -m pytest -m "slow or browser"

check: install ## format, lint, types, imports, packs, freshness, no copied texts, the gate of our own gold
	$(BIN)/ruff format --check src tests scripts bench
	$(BIN)/ruff check src tests scripts bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/recoupe packs check
	$(BIN)/python scripts/generate.py --check
	$(BIN)/python scripts/check_texts.py
	$(BIN)/python bench/table.py --gate

bench: install ## the table: figure, peer, floor, goal, ours
	$(BIN)/python bench/table.py

schema: install ## write what is generated: the JSON Schema
	$(BIN)/python scripts/generate.py

golden: install ## write the golden records anew; the commit says which claims changed and why
	$(BIN)/python scripts/golden.py --write

clean: ## remove what was installed and built
	rm -rf $(VENV) dist build src/recoupe/data/gazetteer/*.sqlite
