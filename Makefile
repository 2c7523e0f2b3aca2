# `make help` lists what there is. Everything runs in .venv, which every target makes where it is missing.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Other software's variables must not change what is installed or imported here.
unexport PYTHONPATH
# Material announces its successor on every build; docs/manual/design.md says how the shelf outlives both.
export NO_MKDOCS_2_WARNING := 1

# The size of a campaign in percent of the promises, and the number that its cases follow from.
CAMPAIGN ?= 100
SEED ?= $(shell date +%s)

.DEFAULT_GOAL := help
.PHONY: help dist site serve check test campaign offline bench bench-search pictures lint types lock clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

$(BIN)/papershelf: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/dev: $(BIN)/papershelf requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

site: $(BIN)/papershelf ## Build the site into site/
	$(BIN)/mkdocs build --strict
	@echo "site/index.html is ready"

# The new shelf has the program as a wheel in an environment of its own, and needs this folder no more.
shelf: $(BIN)/papershelf ## Start a shelf of your own: make shelf DIR=../my-shelf FROM=list.bib
	@test -n "$(DIR)" || { echo "give a new folder: make shelf DIR=../my-shelf FROM=list.bib"; exit 2; }
	rm -rf build/wheel && $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir build/wheel .
	$(BIN)/papershelf init "$(DIR)" $(foreach file,$(FROM),--from "$(file)")
	$(PYTHON) -m venv "$(DIR)/.venv"
	"$(DIR)/.venv/bin/python" -m pip install --quiet build/wheel/*.whl
	@echo "or, with the environment that is there now: $(DIR)/.venv/bin/mkdocs serve"

serve: $(BIN)/papershelf ## Show the site at http://127.0.0.1:8000 and rebuild on every edit
	$(BIN)/mkdocs serve

check: $(BIN)/papershelf ## Validate every record, topic, tag and link
	$(BIN)/papershelf check

offline: $(BIN)/papershelf ## Build a site into offline/ that works opened from disk
	OFFLINE=true $(BIN)/mkdocs build --strict --site-dir offline
	@echo "open offline/index.html"

test: $(VENV)/dev ## Run the tests (PAPERSHELF_BROWSER=1 demands those that drive Chromium)
	$(BIN)/python -m pytest -n auto

campaign: $(VENV)/dev ## Attack the promises with random cases (CAMPAIGN=10 for a tenth, SEED=7 for the same again)
	@echo "make campaign CAMPAIGN=$(CAMPAIGN) SEED=$(SEED)"
	PAPERSHELF_CAMPAIGN=$(CAMPAIGN) PAPERSHELF_SEED=$(SEED) $(BIN)/python -m pytest -n auto -rP --hypothesis-seed=$(SEED) \
		tests/campaign tests/browser/test_hostile_browser.py $$(grep -lE 'hypothesis|campaign\.scale|CAMPAIGN' tests/test_*.py)

bench: $(VENV)/dev ## Measure speed and memory at several sizes
	$(BIN)/python tests/bench.py

bench-search: $(VENV)/dev ## Measure how well search finds (FILE=papers.jsonl for other papers)
	$(BIN)/python tests/bench_search.py $(FILE)

pictures: $(VENV)/dev site ## Make the pictures of the README again (needs Chromium)
	$(BIN)/python tools/pictures.py

dist: $(VENV)/dev requirements-release.txt ## Build the wheel and the source archive into dist/ and check both
	$(BIN)/python -m pip install --quiet -r requirements-release.txt
	rm -rf dist
	$(BIN)/python -m build --outdir dist .
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

# Node.js comes as a wheel, so that nothing need be installed beside Python; the compiler is what its lock file says.
$(VENV)/javascript: tools/javascript/package-lock.json tools/javascript/package.json $(VENV)/dev
	@mkdir -p $@ && cp tools/javascript/package*.json $@
	$(BIN)/npm ci --prefix $@ --ignore-scripts --no-audit --no-fund --silent
	@touch $@

lint: $(VENV)/dev $(VENV)/javascript ## Check the style of the code, what nothing uses, and the types of the scripts of pages
	$(BIN)/ruff check .
	$(BIN)/vulture
	@mkdir -p build/javascript && $(BIN)/python -c 'from papershelf.search import shared; print(shared.statement())' > build/javascript/shared.js
	$(BIN)/node $(VENV)/javascript/node_modules/typescript/bin/tsc -p tools/javascript

types: $(VENV)/dev ## Check the types of the code
	@mkdir -p build/types && ln -sfn ../../generator build/types/papershelf
	$(BIN)/mypy

lock: $(VENV)/dev ## Pin the versions of all dependencies anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate pyproject.toml --extra dev -o requirements-dev.txt -c requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate pyproject.toml --extra release -o requirements-release.txt -c requirements-dev.txt

clean: ## Delete what was built
	rm -rf .cache build site offline dist
