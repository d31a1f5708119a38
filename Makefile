# Two words are enough on a fresh machine with Python 3.11 or newer:  make demo   ·   make test
PYTHON ?= python3
BIN := .venv/bin
SCENARIO ?= inspection-2012

.PHONY: demo install browser ocr cluster test soak coverage lint docs rule rule-check rule-pages lock site eval bench clean help bench-console bench-backup bench-judging bench-crawl bench-country bench-cluster sbom audit eval-city eval-numbers

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

ocr: .stamps/ocr ## scanned documents recognised: the optional extra, hash-pinned, its models in the wheel
	@$(BIN)/python -c 'from crawler.documents.scans.presence import is_missing; print("missing" if is_missing() else "ready")'

cluster: .stamps/cluster ## crawls on many machines (gongkai worker, nightly --queue): the optional extra, hash-pinned
	@$(BIN)/python -c 'from store.cluster.presence import is_missing; print("missing" if is_missing() else "ready")'

test: .stamps/dev .stamps/ocr .stamps/notebook lint ## everything that must hold, in a few minutes
	$(BIN)/pytest -n auto --dist worksteal -m "$(if $(CI),not soak,not soak and not long)"

soak: .stamps/dev ## the long suites, and the table of what was made to fail: docs/reliability.md
	rm -rf .stamps/reliability
	$(BIN)/pytest -n auto --dist worksteal -m "soak or long"; ended=$$?; \
	$(BIN)/python -m tests.reliability --write docs/reliability.md && \
	$(MAKE) --no-print-directory coverage && exit $$ended

coverage: .stamps/dev ## which branches of the product the tests of every day take
	$(BIN)/pytest -n auto --dist worksteal -m "not soak and not long" --cov --cov-report=term

lint: .stamps/dev ## style, types and the directions of the packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: rule-pages ## generated pages
	$(BIN)/python -m app.cli_page en > docs/cli.md
	$(BIN)/python -m app.cli_page zh > docs/cli.zh-CN.md
	$(BIN)/python -m config.configuration_page > docs/configuration.md
	$(BIN)/python -m store.schema_docs.schema_page > docs/schema.md
	$(BIN)/python -m store.schema_docs.questions_page > docs/queries.md

rule-pages: .stamps/dev # refused while a rule is not written yet
	@$(BIN)/python -m tests.monitor.examples > .stamps/examples.toml
	mv .stamps/examples.toml monitor/judging/examples.toml
	$(BIN)/python -m monitor.judging.rules_page --write
	@$(BIN)/python -m tests.monitor.wording > .stamps/wording.md
	mv .stamps/wording.md docs/wording.md

rule: .stamps/dev ## the three files of a new rule, with their headings: make rule NAME=dead_link (CLAUSES="guide2017.a2 …": clauses that are there)
	@$(BIN)/python -m monitor.judging.new_rule "$(NAME)" $(CLAUSES)

rule-check: rule-pages ## what one rule must hold, in seconds, its pages written first: make rule-check NAME=dead_link
	@test -n "$(NAME)" || { echo "which rule?  make rule-check NAME=dead_link"; exit 1; }
	$(BIN)/ruff format monitor/rules/$(NAME).py
	$(BIN)/ruff check monitor/rules/$(NAME).py
	$(BIN)/mypy monitor/rules/$(NAME).py
	$(BIN)/pytest -q tests/monitor/test_cases.py -k "$(NAME)"
	$(BIN)/pytest -q tests/monitor/test_rules.py -k "$(NAME) or blind or not ["

# What is pinned stays pinned where it still satisfies; the same pyproject.toml gives the same files, byte for byte.
# Each is for every system and Python since 3.11. uv asks the index in UV_DEFAULT_INDEX, by default the public one.
LOCK := .venv-lock/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

lock: .stamps/lock ## pin what pyproject.toml asks for: requirements*.lock (one package anew: make lock ARGS="--upgrade-package NAME")
	$(LOCK) $(ARGS) pyproject.toml -o requirements.lock
	$(LOCK) $(ARGS) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	$(LOCK) $(ARGS) pyproject.toml --extra eval -c requirements-dev.lock -o requirements-eval.lock
	$(LOCK) $(ARGS) requirements-pywb.in -o requirements-pywb.lock
	$(LOCK) $(ARGS) --group docs -o requirements-docs.lock
	$(LOCK) $(ARGS) --group notebook -o requirements-notebook.lock
	$(LOCK) pyproject.toml --extra browser -c requirements-dev.lock --no-annotate -o .stamps/browser.lock \
	  $$(sed -nE 's/^([a-z0-9.-]+)==.*/--no-emit-package \1/p' requirements.lock)
	{ echo '# What the extra `browser` adds to requirements.lock. Installed by `make browser`.'; \
	  sed '/^$$/,$$d' .stamps/browser.lock; } > requirements-browser.lock
	$(LOCK) pyproject.toml --extra ocr -c requirements-dev.lock --no-annotate -o .stamps/ocr.lock \
	  $$(sed -nE 's/^([a-z0-9.-]+)==.*/--no-emit-package \1/p' requirements.lock)
	{ echo '# What the extra `ocr` adds to requirements.lock. Installed by `make ocr`.'; \
	  sed '/^$$/,$$d' .stamps/ocr.lock; } > requirements-ocr.lock
	$(LOCK) pyproject.toml --extra cluster -c requirements-dev.lock --no-annotate -o .stamps/cluster.lock \
	  $$(sed -nE 's/^([a-z0-9.-]+)==.*/--no-emit-package \1/p' requirements.lock)
	{ echo '# What the extra `cluster` adds to requirements.lock. Installed by `make cluster`.'; \
	  sed '/^$$/,$$d' .stamps/cluster.lock; } > requirements-cluster.lock

site: .stamps/docs ## the pages of docs/ as a site in build/site; a broken link fails
	.venv-docs/bin/mkdocs build --clean

eval: .stamps/eval ## score the reader on labelled pages: make eval CORPUS=DIR (ARGS="--wrong", "--write docs/evaluation.md" …)
	@test -n "$(CORPUS)" || { echo "which folder of labelled pages?  make eval CORPUS=DIR"; exit 1; }
	.venv-eval/bin/python -m tests.evaluation "$(CORPUS)" $(ARGS)

eval-city: .stamps/dev ## every night of the cities that others made, scored against their truth: make eval-city (CITY=NAME)
	$(BIN)/python -m tests.cities $(CITY)

eval-numbers: .stamps/dev ## how well persons' numbers are told from others, on 20,000 texts: make eval-numbers (SEED=17)
	$(BIN)/python -m tests.evaluation.personal_numbers $(or $(SEED),17)

bench: .stamps/dev ## what reading a page costs, beside bs4 + lxml: make bench (CORPUS=DIR adds its pages)
	$(BIN)/python -m tests.evaluation.bench $(if $(CORPUS),"$(CORPUS)")

bench-console: .stamps/dev ## how fast the console answers on a year of nights while a crawl writes
	$(BIN)/python -m tests.monitor.console.bench $(ARGS)

bench-judging: .stamps/dev ## what judging costs as units and nights grow, on simulated ledgers (ARGS="--folder DIR 34:1000:365")
	$(BIN)/python -m tests.simulation.bench $(ARGS)

bench-crawl: .stamps/dev ## what crawling costs beside bare Scrapy and wget over the same portals (needs nginx and wget)
	$(BIN)/python -m tests.simulation.crawl_bench $(ARGS)

bench-country: .stamps/dev ## how many portals a night two cores carry, simulated (ARGS="20 60 --portals CSV")
	$(BIN)/python -m tests.simulation.country_bench $(ARGS)

bench-cluster: .stamps/dev ## wall time over 1, 2 and 4 workers, and what the queue carries of a country (ARGS="--units 24 --queue 14000")
	$(BIN)/python -m tests.cluster.bench $(ARGS)

bench-backup: .stamps/dev ## how long backup and restore take on a year of nights, every row compared
	$(BIN)/python -m tests.service.bench_backup $(ARGS)

sbom: .stamps/dev .stamps/sbom ## what comes along: build/sbom.json (CycloneDX) and docs/licences.md
	@mkdir -p build
	.venv-sbom/bin/python -W ignore -m cyclonedx_py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o build/sbom.json
	$(BIN)/python -m tests.house.licences > docs/licences.md

audit: .stamps/dev ## known holes in what is pinned, by a copy of PyPA's advisory-database: make audit ADVISORIES=DIR
	@test -n "$(ADVISORIES)" || { echo "which folder of advisories (github.com/pypa/advisory-database)?  make audit ADVISORIES=DIR"; exit 1; }
	$(BIN)/python -m tests.house.advisories "$(ADVISORIES)"

clean: ## forget what was set up (data/ is kept)
	rm -rf .venv .venv-docs .venv-eval .venv-lock .venv-notebook .venv-pywb .venv-sbom .stamps build *.egg-info

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

.stamps/ocr: requirements-ocr.lock .stamps/product
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-ocr.lock
	@touch $@

.stamps/cluster: requirements-cluster.lock .stamps/product
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-cluster.lock
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

.stamps/lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
	@mkdir -p .stamps && touch $@

.stamps/sbom:
	$(PYTHON) -m venv .venv-sbom
	.venv-sbom/bin/pip install --quiet --disable-pip-version-check cyclonedx-bom==7.5.0
	@mkdir -p .stamps && touch $@

# Its pins are nobody else's business.
.stamps/docs: requirements-docs.lock
	$(PYTHON) -m venv .venv-docs
	.venv-docs/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p .stamps && touch $@

# What analysts bring along: docs/analysis.md is carried out with it.
.stamps/notebook: requirements-notebook.lock
	$(PYTHON) -m venv .venv-notebook
	.venv-notebook/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p .stamps && touch $@

# Public tools that replay what we wrote; pywb pins releases that the product must not carry.
.stamps/pywb: requirements-pywb.lock
	$(PYTHON) -m venv .venv-pywb
	.venv-pywb/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@mkdir -p .stamps && touch $@
