# Two commands matter: `make chat` and `make test`. `make help` lists the others.

PYTHON ?= python3
FOLDER ?= seeds
INDEX ?= index
PORT ?= 7860
Q ?= when was the MV released?

# 2.13.0 has a build for the CPU alone; a newer one draws gigabytes of CUDA packages on Linux.
TORCH := torch==2.13.0

BIN := .venv/bin
INSTALLED := .venv/installed
INSTALLED_DEV := .venv/installed-dev
INSTALL = $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable
export Q

.DEFAULT_GOAL := help
.PHONY: help setup chat ask test lint types bench constraints clean

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(INSTALLED) ## Make .venv and install what runs into it, as constraints.txt has it

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	"Python 3.11 or newer is needed; name it: make setup PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv (some minutes the first time)..."
	@$(INSTALL) .
	@touch $@

$(INSTALLED_DEV): $(INSTALLED)
	@echo "Installing what checks and trains it..."
	@$(INSTALL) '.[dev,training]'
	@touch $@

chat: setup ## Index FOLDER (seeds) and open the chat at 127.0.0.1:7860
	@$(BIN)/rag sync "$(FOLDER)" --index "$(INDEX)" --later
	@$(BIN)/rag ui --index "$(INDEX)" --port $(PORT)

ask: setup ## Answer one question: make ask Q="when was the MV released?"
	@$(BIN)/rag sync "$(FOLDER)" --index "$(INDEX)" >&2
	@$(BIN)/rag ask --index "$(INDEX)" -- "$$Q"

test: $(INSTALLED_DEV) lint types ## Run every check and every test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: $(INSTALLED_DEV) ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED_DEV) ## Check types
	$(BIN)/mypy

bench: setup ## Measure speed against other libraries (see benchmarks/)
	@$(INSTALL) '.[benchmarks]'
	$(BIN)/python -m benchmarks.chunking
	$(BIN)/python -m benchmarks.ask
	$(BIN)/python -m benchmarks.indexing

constraints: ## Write constraints.txt anew, from the newest versions in a fresh environment
	rm -rf build/fresh
	$(PYTHON) -m venv build/fresh
	build/fresh/bin/python -m pip install --quiet $(TORCH)
	build/fresh/bin/python -m pip install --quiet $(TORCH) --editable '.[dev,training]'
	{ echo "# Every version that make installs; written by: make constraints"; \
	  build/fresh/bin/python -m pip freeze --all --exclude pip --exclude-editable \
	  | sed 's/+cpu$$//'; } > constraints.new
	mv constraints.new constraints.txt
	rm -rf build/fresh

clean: ## Remove what was made here: .venv, the index, caches; readers' verdicts stay
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find index -mindepth 1 ! -name README.md ! -name feedback.jsonl -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
