# Two words are enough on a fresh machine with Python 3.11 or newer:  make demo   ·   make test
PYTHON ?= python3
BIN := .venv/bin
SCENARIO ?= inspection-2012

.PHONY: demo test soak lint docs eval clean help

help: ## what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

demo: .stamps/product ## one whole inspection of the demo city, from crawl to circular
	$(BIN)/gongkai demo --scenario $(SCENARIO)

test: .stamps/dev lint ## everything that must hold, in a few minutes
	$(BIN)/pytest -n auto --dist worksteal -m "$(if $(CI),not soak,not soak and not long)"

soak: .stamps/dev ## the long suites
	$(BIN)/pytest -n auto --dist worksteal -m "soak or long"

lint: .stamps/dev ## style, types and the directions of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: .stamps/dev ## generated pages
	$(BIN)/python -m store.schema_doc > docs/schema.md

eval: .stamps/eval ## score the reader on labelled pages: make eval CORPUS=DIR (ARGS="--wrong", "--write docs/evaluation.md" …)
	@test -n "$(CORPUS)" || { echo "which folder of labelled pages?  make eval CORPUS=DIR"; exit 1; }
	.venv-eval/bin/python -m tests.evaluation "$(CORPUS)" $(ARGS)

clean: ## forget what was set up (data/ is kept)
	rm -rf .venv .venv-eval .stamps build *.egg-info

.stamps/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gongkai needs Python 3.11 or newer; call: make PYTHON=/path/to/python3.11 …"; exit 1; }
	$(PYTHON) -m venv .venv
	@mkdir -p .stamps && touch $@

.stamps/product: requirements.lock pyproject.toml | .stamps/venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.stamps/dev: requirements-dev.lock .stamps/product
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# An environment of its own: what the reader is measured beside never comes near the product's.
.stamps/eval: requirements-eval.lock
	$(PYTHON) -m venv .venv-eval
	.venv-eval/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p .stamps && touch $@
