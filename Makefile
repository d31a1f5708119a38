# Two words are enough on a fresh machine with Python 3.11 or newer:  make demo   ·   make test
PYTHON ?= python3
BIN := .venv/bin
SCENARIO ?= inspection-2012

.PHONY: demo install browser test soak coverage lint docs eval bench clean help bench-console

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

demo: .stamps/product ## one whole inspection of the demo city, from crawl to circular
	$(BIN)/gongkai demo --scenario $(SCENARIO)

install: .stamps/product ## the program alone, in .venv, hash-pinned

browser: .stamps/browser ## pages that only a browser can show: the optional extra, hash-pinned, and Debian's Chromium
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; } || \
	  { echo "Chromium is missing. Have it installed by the machine's administrator:  apt-get install --no-install-recommends chromium"; exit 1; }
	@command -v chromium >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; }
	@$(BIN)/python -c 'from crawler.browser.presence import missing, program; print(missing() or "ready: " + program())'

test: .stamps/dev lint ## everything that must hold, in a few minutes
	$(BIN)/pytest -n auto --dist worksteal -m "$(if $(CI),not soak,not soak and not long)"

soak: .stamps/dev ## the long suites, and the table of what was made to fail: docs/reliability.md
	rm -rf .stamps/reliability
	$(BIN)/pytest -n auto --dist worksteal -m "soak or long"; ended=$$?; \
	$(BIN)/python -m tests.reliability --write docs/reliability.md && \
	$(MAKE) --no-print-directory coverage && exit $$ended

coverage: .stamps/dev ## which branches of the product the tests of every day take
	$(BIN)/pytest -n auto --dist worksteal -m "not soak and not long" --cov --cov-report=term

lint: .stamps/dev ## style, types and the directions of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: .stamps/dev ## generated pages
	$(BIN)/python -m store.docs.schema_page > docs/schema.md
	$(BIN)/python -m store.docs.questions_page > docs/queries.md

eval: .stamps/eval ## score the reader on labelled pages: make eval CORPUS=DIR (ARGS="--wrong", "--write docs/evaluation.md" …)
	@test -n "$(CORPUS)" || { echo "which folder of labelled pages?  make eval CORPUS=DIR"; exit 1; }
	.venv-eval/bin/python -m tests.evaluation "$(CORPUS)" $(ARGS)

bench: .stamps/dev ## what reading a page costs, beside bs4 + lxml: make bench (CORPUS=DIR adds its pages)
	$(BIN)/python -m tests.evaluation.bench $(if $(CORPUS),"$(CORPUS)")

bench-console: .stamps/dev ## how fast the console answers on a year of nights while a crawl writes
	$(BIN)/python -m tests.monitor.console.bench $(ARGS)

clean: ## forget what was set up (data/ is kept)
	rm -rf .venv .venv-eval .venv-pywb .stamps build *.egg-info

.stamps/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "gongkai needs Python 3.11 or newer; call: make PYTHON=/path/to/python3.11 …"; exit 1; }
	$(PYTHON) -m venv .venv
	@mkdir -p .stamps && touch $@

.stamps/product: requirements.lock pyproject.toml | .stamps/venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.stamps/browser: requirements-browser.lock .stamps/product
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-browser.lock
	@touch $@

.stamps/dev: requirements-dev.lock .stamps/product
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# An environment of its own: what the reader is measured beside never comes near the product's. The product itself is
# installed there too: documents are read by a child that starts in an empty folder and finds only what is installed.
.stamps/eval: requirements-eval.lock pyproject.toml
	$(PYTHON) -m venv .venv-eval
	.venv-eval/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	.venv-eval/bin/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@mkdir -p .stamps && touch $@

# Public tools that replay what we wrote; pywb pins releases that the product must not carry.
.stamps/pywb: requirements-pywb.lock
	$(PYTHON) -m venv .venv-pywb
	.venv-pywb/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p .stamps && touch $@
