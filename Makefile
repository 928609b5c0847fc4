# Lyceum's commands. `make help` lists them. Each sets up what it needs and is quick when nothing has changed.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON_LOCK := backend/requirements.lock
DEV_LOCK := backend/requirements-dev.lock
BIN := $(CURDIR)/.venv/bin
STAMPS := .setup
DIST := frontend/dist/index.html
SOURCES := $(shell find frontend/src frontend/public frontend/*.json -type f 2>/dev/null)
SAY := @printf '\n\033[1m==> %s\033[0m\n'

.PHONY: help run test setup build lint types arch api api-check test-backend test-postgres test-frontend e2e format locks clean

help: ## list these targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

run: $(STAMPS)/run $(DIST) ## set up what is missing and start everything; options: make run ARGS="--port 9000 --home DIR"
	@exec $(BIN)/lyceum up $(ARGS)

test: ## everything: lint, types, architecture, contract, back end, front end, browser
	@for part in setup lint types arch api-check test-backend test-frontend build e2e; do $(MAKE) $$part; done
	$(SAY) 'All of it passed.'

setup: $(STAMPS)/dev $(STAMPS)/node $(STAMPS)/chromium ## install everything for development

$(STAMPS)/run: $(PYTHON_LOCK) backend/pyproject.toml
	$(SAY) 'Installing the Python packages into .venv'
	@tools/install-python.sh $(PYTHON_LOCK)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: $(DEV_LOCK) backend/pyproject.toml
	$(SAY) 'Installing the Python packages for development into .venv'
	@tools/install-python.sh $(DEV_LOCK)
	@mkdir -p $(STAMPS) && touch $@ $(STAMPS)/run

$(STAMPS)/node: frontend/package-lock.json
	$(SAY) 'Installing the npm packages into frontend/node_modules'
	@cd frontend && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/chromium: | $(STAMPS)/node
	@mkdir -p $(STAMPS) && tools/find-chromium.sh > $@

build: $(DIST) ## build the front end

$(DIST): $(SOURCES) | $(STAMPS)/node
	$(SAY) 'Building the front end'
	@cd frontend && npm run --silent build
	@touch $@

lint: $(STAMPS)/dev $(STAMPS)/node ## ruff, eslint, stylelint, prettier
	$(SAY) 'Linting the back end'
	@cd backend && $(BIN)/ruff check . ../bench && $(BIN)/ruff format --check . ../bench
	$(SAY) 'Linting the front end'
	@cd frontend && npm run --silent lint

types: $(STAMPS)/dev $(STAMPS)/node ## mypy strict, tsc
	$(SAY) 'Checking types of the back end'
	@cd backend && $(BIN)/mypy config lyceum
	$(SAY) 'Checking types of the front end'
	@cd frontend && npm run --silent typecheck

arch: $(STAMPS)/dev ## import-linter: who may import whom
	$(SAY) 'Checking the architecture'
	@cd backend && $(BIN)/lint-imports

api: $(STAMPS)/dev $(STAMPS)/node ## write api/openapi.yaml, the front end's types and the generated pages of docs/
	$(SAY) 'Writing the contract and what is generated from the code'
	@mkdir -p api
	@cd backend && $(NO_STORES) $(BIN)/python manage.py spectacular --validate --fail-on-warn --file ../api/openapi.yaml
	@cd backend && $(NO_STORES) $(BIN)/python manage.py write_docs
	@cd frontend && npm run --silent api && npx prettier --log-level=warn --write src/app/core/api-types.d.ts

# Describing the API signs nothing and asks no store; Django only refuses to load without a key.
NO_STORES := SECRET_KEY=unused JWT_SIGNING_KEY=unused MEDIA_SIGNING_KEY=unused DATABASE_URL=sqlite://:memory:

GENERATED := api/openapi.yaml frontend/src/app/core/api-types.d.ts docs/guide/settings.md docs/guide/cache.md docs/guide/roles.md

api-check: ## fail if what `make api` writes is not what is there
	@mkdir -p $(STAMPS)/generated && rm -f $(STAMPS)/generated/*
	@for file in $(GENERATED); do cp $$file $(STAMPS)/generated/; done
	@$(MAKE) api
	@for file in $(GENERATED); do \
	  diff -u $(STAMPS)/generated/$$(basename $$file) $$file \
	    || { echo "$$file was not current; it has been written anew: review and commit it." >&2; exit 1; }; \
	done

test-backend: $(STAMPS)/dev ## pytest against real stores; options: make test-backend ARGS="-k enroll"
	$(SAY) 'Testing the back end'
	@cd backend && $(BIN)/pytest -q -n 2 --dist loadfile $(ARGS)
	@[ -n "$(ARGS)" ] || $(MAKE) test-postgres

test-postgres: $(STAMPS)/dev ## the tests of accounts once more, on PostgreSQL
	$(SAY) 'Testing accounts on PostgreSQL'
	@cd backend && $(BIN)/python -m tests.on_postgres -q lyceum/accounts

test-frontend: $(STAMPS)/node ## Jest
	$(SAY) 'Testing the front end'
	@cd frontend && npm test --silent

e2e: $(STAMPS)/dev $(STAMPS)/chromium $(DIST) ## Playwright through the built front end and a real `lyceum up`
	$(SAY) 'Testing in the browser'
	@cd frontend && CHROMIUM=$$(cat ../$(STAMPS)/chromium) npm run --silent e2e

format: $(STAMPS)/dev $(STAMPS)/node ## write all code in the one format
	@cd backend && $(BIN)/ruff check --fix --quiet . ../bench; $(BIN)/ruff format --quiet . ../bench
	@cd frontend && npm run --silent format

UV_COMPILE := uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate

locks: $(STAMPS)/dev ## lock the Python dependencies of backend/pyproject.toml anew, keeping versions that still fit
	@cd backend && ../.uv/bin/$(UV_COMPILE) pyproject.toml --extra embedded -o requirements.lock
	@cd backend && ../.uv/bin/$(UV_COMPILE) pyproject.toml --extra embedded --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what was installed and built; data in var/ stays
	rm -rf .venv .uv $(STAMPS) frontend/node_modules frontend/dist frontend/.angular
