# Prilavok. `make help` lists what there is. The work itself is in scripts/ (the set-up) and in the command `portal`.
PYTHON ?= python3.11
WITH := bin/with portal
CODE := portal index actions nlu assistant scripts tests

.DEFAULT_GOAL := help
.PHONY: texts help setup run test test-full lint format bench lock clean

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## build the environments, the models and the front-end (only what changed)
	@$(PYTHON) -m scripts setup

run: setup ## open the shop with its demo supplier; Ctrl-C closes it
	@$(WITH) portal run --demo

test: ## everything the tests need, then the tests (under 15 minutes)
	@$(PYTHON) -m scripts test-setup
	@bin/with --bare portal pytest -q $(ARGS)

test-full: ## also what takes long; writes docs/test-full.md
	@$(PYTHON) -m scripts test-setup
	@bin/with --bare portal python -m scripts.full_tests $(ARGS)

lint: ## ruff, mypy --strict, import-linter, migrations
	@$(PYTHON) -m scripts lint-setup
	@$(WITH) python -m scripts.lint

format: ## let ruff put the code in order
	@$(WITH) ruff check --fix-only --quiet $(CODE)
	@$(WITH) ruff format $(CODE)

bench: setup ## measure the product, beside Rasa's default pipeline; writes docs/benchmarks.md (options: there)
	@$(WITH) python -m benchmarks $(ARGS)

texts: ## read the texts out of code and templates into portal/translations and actions/locale
	@$(WITH) python -m scripts.texts

lock: ## resolve requirements/*.in anew
	@$(PYTHON) -m scripts lock

clean: ## remove environments, build products and caches (the data in var stays)
	@$(PYTHON) -m scripts clean
