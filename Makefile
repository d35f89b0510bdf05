# The front door. Every target does its own set-up; what is up to date is skipped.
PYTHON ?= python3
RUN := .venv/bin/python
DATA ?= var
ARGS ?=
NAME ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test unit lint bench clean

help: ## Show this list
	@echo "Parley: human studies of real-time voice models"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

setup: ## Prepare this machine (Python, page, LiveKit server)
	@$(PYTHON) -m tools.setup run

run: ## Start everything and print the addresses; ARGS="--port 9000 --scenario goal" passes options
	@$(PYTHON) -m tools.setup run -- --data "$(DATA)" $(ARGS)
	@exec .venv/bin/parley up --data "$(DATA)" $(ARGS)

test: ## Prepare, then check and test everything
	@$(PYTHON) -m tools.setup test
	@exec $(RUN) -m tools.checks all

lint: ## Only the static checks
	@$(PYTHON) -m tools.setup run
	@exec $(RUN) -m tools.checks lint

unit: ## Only the unit tests
	@$(PYTHON) -m tools.setup test
	@exec $(RUN) -m tools.checks unit

bench: ## Run benchmarks/NAME.py: make bench NAME=latency
	@test -n "$(NAME)" || { echo "make bench needs NAME=, one of:" $(basename $(notdir $(wildcard benchmarks/[a-z]*.py))); exit 2; }
	@test -f "benchmarks/$(NAME).py" || { echo "there is no benchmarks/$(NAME).py"; exit 2; }
	@$(PYTHON) -m tools.setup test
	@exec $(RUN) -m benchmarks.$(NAME) $(ARGS)

clean: ## Remove what set-up and builds made; data folders stay
	rm -rf .venv .cache frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
