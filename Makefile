PYTHON ?= python3
BIN := .venv/bin

.PHONY: help audit site serve handbook unit test test-full test-engines lighthouse check kit lock fort messages schemas successors bench bench-search bench-serve bench-cluster conversion-score import-score clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

.venv/ready: requirements.txt requirements-build.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-build.txt -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q hooks/gongbao
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

site: .venv/ready ## Make the publication: site/
	$(BIN)/gongbao build

serve: .venv/ready ## Show the publication while it is being written
	$(BIN)/gongbao serve

handbook: .venv/ready ## Make the handbook: handbook/site/
	$(BIN)/mkdocs build --strict -f handbook/mkdocs.yml

check: .venv/ready-dev ## Check the code: style, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: .venv/ready-dev ## Run the tests that take seconds: no build, no browser
	$(BIN)/python -m pytest tests/unit

test: .venv/ready-dev ## Run every check, and every test but the heaviest; installs what is missing, Chromium included
	$(BIN)/python tools/install_browser.py
	$(MAKE) check
	$(BIN)/gongbao check
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(TESTS)

test-full: ## Run every check and test, the heaviest included
	$(MAKE) test TESTS='-m "full or not full"'

test-engines: .venv/ready-dev site ## Look at site/ in real engines, old and new, and write BROWSERS.md (ARGS="chromium-86 firefox")
	$(BIN)/python tools/install_engines.py
	$(BIN)/python tools/engines.py $(ARGS)

lighthouse: .venv/ready-dev site ## Let Lighthouse (npm) look at site/
	$(BIN)/python tools/lighthouse.py

fort: .venv/ready-dev ## Let 200 readers read an archive on nginx while it is replaced, and write RELIABILITY.md
	$(BIN)/python tools/fort.py $(ARGS)

conversion-score: .venv/ready-dev ## Score the conversion beside other converters, on the data that is there
	$(BIN)/python tools/conversion_score.py $(ARGS)

import-score: .venv/ready ## Score the importer on the reports that are there
	$(BIN)/python tools/import_score.py

schemas: .venv/ready ## Write the JSON Schemas of the data files anew
	$(BIN)/gongbao --lang en schema --into hooks/gongbao/data/schemas

messages: .venv/ready-dev ## Write the catalogue of messages anew, and list what has no translation
	$(BIN)/python tools/messages.py

kit: .venv/ready-dev ## Pack a folder with every wheel for an office without internet (ARGS="--python 3.13")
	$(BIN)/python tools/kit.py $(ARGS)

lock: .venv/ready-dev ## Write the locked requirements anew
	echo 'setuptools>=77' | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements-build.txt -
	$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header -o requirements.txt pyproject.toml
	$(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	echo 'outloud==0.2.1' | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o tests/requirements-pdf-checker.txt -
	printf 'csvw==4.1.1\ndcat_ap_plus==0.1.0rc5\npyshacl==0.40.1\n' | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o tests/requirements-form-checkers.txt -
	echo 'pip-audit==2.10.1' | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o tools/audit-requirements.txt -
	echo 'properdocs==1.6.7' | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements.txt -o tools/properdocs-requirements.txt -
	printf 'properdocs==1.6.7\nmkdocs-materialx==10.2.0\n' | $(BIN)/python -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -c requirements.txt -o tools/materialx-requirements.txt -

bench: .venv/ready ## Measure builds against other generators (ARGS="--sizes 1 10", ARGS="--corpus FOLDER"); installs them under .cache
	$(BIN)/python tools/bench.py $(ARGS)

bench-serve: .venv/ready ## Measure how long a saved section takes to its page in the preview, beside Hugo's (ARGS="--sizes 100")
	$(BIN)/python tools/bench_serve.py $(ARGS)

bench-cluster: .venv/ready-dev ## Measure what a cluster would bring for a project (ARGS=FOLDER)
	$(BIN)/python tools/bench_cluster.py $(ARGS)

bench-search: .venv/ready-dev ## Measure the search index and its queries (ARGS="--sizes 1 10 --alone")
	$(BIN)/python tools/bench_search.py $(ARGS)

successors: .venv/ready ## Build this project with MkDocs' successors, each in an environment of its own, and compare byte for byte
	$(BIN)/python tools/successors.py

audit: .venv/ready-dev ## Ask of every dependency: licence, keeper, wheels, advisories; writes DEPENDENCIES.md
	$(BIN)/python tools/audit.py $(ARGS)

clean: ## Delete what was made
	rm -rf site .venv .cache
