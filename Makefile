# On a fresh Debian or Ubuntu with git, make and python3: `make run`, `make test`.
PYTHON ?= python3
PORT ?= 8000
export PORT

SHELL := /bin/sh
MANAGE := .venv/bin/python manage.py
# Works beside the server, apart from its terminal, and ends with it however that ends.
WORKER := WORKER=1 setsid setpriv --pdeathsig TERM $(MANAGE) db_worker --queue-name "*"
# One more than there are cores on a small machine: tests wait for browsers and servers. Neighbours stay together,
# since they share what is dear to prepare.
SPREAD := -n 3 --dist worksteal
SOURCES := --ignore=.venv --ignore=var --ignore=tests
MESSAGES := makemessages --locale=nl --no-obsolete --no-wrap --add-location=file $(SOURCES)
.DEFAULT_GOAL := help
.PHONY: help run test postgresql verapdf lint lock messages reference clean

help: ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: ## set up what is missing, load the demo practices, serve on 127.0.0.1:$(PORT), a worker beside it
	@$(PYTHON) .ci/port_free.py "$(PORT)"
	@$(PYTHON) .ci/setup.py run
	@$(MANAGE) migrate --verbosity=0
	@$(MANAGE) demo
	@$(WORKER) & WORKER=1 exec $(MANAGE) runserver "127.0.0.1:$(PORT)"

test: ## set up what is missing, run the whole test suite, what measures time first and apart
	@$(PYTHON) .ci/setup.py test
	@failed=0; \
	.venv/bin/python -m pytest -n 2 tests/benchmarks || failed=1; \
	.venv/bin/python -m pytest $(SPREAD) --ignore=tests/benchmarks || failed=1; \
	exit $$failed

postgresql: ## set up what is missing, run what uses the database on a PostgreSQL server that is started for it
	@$(PYTHON) .ci/setup.py test
	@.venv/bin/python -m tests.on_postgresql $(SPREAD) --ignore=tests/benchmarks

verapdf: ## what the reference validator of PDF/A and PDF/UA says of every paper; needs Java
	@$(PYTHON) .ci/setup.py verapdf
	@.venv/bin/python -m pytest -m verapdf tests/paper/test_verapdf.py

lint: ## formatting, lint, types, migrations, translations, production settings
	@$(PYTHON) .ci/setup.py lint
	@sh .ci/lint

lock: ## write requirements.lock, docs/sbom.json and docs/licences.md after a change of requirements.txt
	@$(PYTHON) .ci/setup.py lint
	@.venv/bin/uv --no-config --quiet pip compile --upgrade --generate-hashes --universal \
	    --python-version=3.11 \
	    --custom-compile-command="make lock" --output-file=requirements.lock requirements.txt >/dev/null
	@$(PYTHON) .ci/setup.py lint
	@.venv/bin/python .ci/sbom.py

messages: ## collect the texts to translate, compile the translations
	@$(PYTHON) .ci/setup.py lint
	@$(MANAGE) $(MESSAGES)
	@$(MANAGE) compilemessages --locale=nl --ignore=.venv

reference: ## write docs/settings.md again after a change of clinic/settings.py
	@$(PYTHON) .ci/settings_reference.py

clean: ## remove the virtual environment and caches; the data in var/ stays
	rm -rf .venv .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -path ./var -prune -o -name __pycache__ -type d -exec rm -rf {} +
