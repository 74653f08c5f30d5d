# The daily verbs. Each makes the environment it needs first; a machine with make and Python 3.11 or later has all it takes.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first Python that is new enough; `make PYTHON=/path/to/python …` picks another.
ifndef PYTHON
PYTHON := $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell $(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
endif
HASH = $(shell $(PYTHON) -c 'import hashlib, sys; print(hashlib.sha256(b"".join(open(n, "rb").read() for n in sys.argv[1:])).hexdigest()[:16])' $(1))
RUN := .venv/bin
COMPILE = $(RUN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(UPGRADE)

# An environment is complete when it holds a stamp with the hash of what it was made from. A changed lock makes it anew, so nothing
# stays behind that no lock names; a changed pyproject.toml only installs the project again.
LOCKED := .venv/locked-$(call HASH,requirements-dev.lock)
VENV := .venv/installed-$(call HASH,requirements-dev.lock pyproject.toml)
INSTALL := -m pip install --quiet --disable-pip-version-check

.PHONY: help generate new check stale lint types samples mypy pyright typed statuses announced baseline guide wheel test demo demo-live docs site pictures bench load prism reach fuzz soak faults lock clean documents assumptions

help:      ## Show this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' Makefile | expand -t 12

generate: $(VENV)  ## Rebuild generated/ from specs/
	$(RUN)/python -m identkit.generator

new: $(VENV)  ## Write a provider's skeleton: make new NAME=acme
	$(RUN)/python -m identkit.cli new "$(NAME)"

check: stale lint types statuses announced documents guide wheel  ## Stale output, format, lint, types, unmapped statuses, unannounced breaking changes, the published documents, the guide, the wheel

stale: $(VENV)  ## Fail when generated/ is not what specs/ produce
	$(RUN)/python -m identkit.generator --check

documents: $(VENV)  ## Ask Redocly, Spectral and openapi-spec-validator about the published documents; is the page of assumptions fresh?
	$(RUN)/python -m tools.openapi
	$(RUN)/python -m docs.builder.assumptions --check

assumptions: $(VENV)  ## Make docs/assumptions.md from the specs
	$(RUN)/python -m docs.builder.assumptions

lint: $(VENV)  ## Format check and lint
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .

types: mypy pyright typed  ## mypy --strict and pyright strict, over everything, the samples of the documentation too

samples: $(VENV)
	rm -rf build/samples && $(RUN)/python -m docs.builder.fences build/samples

mypy: samples
	$(RUN)/mypy
	$(RUN)/mypy build/samples

pyright: samples
	$(RUN)/pyright
	$(RUN)/pyright build/samples

typed: $(VENV)
	$(RUN)/pytest -q -m types tests/corpus tests/runtime/test_typed_requests.py

statuses: $(VENV)  ## Fail when a provider's status has no row in the outcome tables
	$(RUN)/python -m identkit.core.status

announced: $(VENV)  ## Fail when a spec broke something since the last release that CHANGELOG.md does not tell
	$(RUN)/python -m identkit.documents.diff docs/released generated/identkit --changelog CHANGELOG.md

baseline: $(VENV)  ## At a release: keep the specs as they are now, to compare the next ones with
	rm -f docs/released/*.json
	for bundle in generated/identkit/*/openapi.json; do cp "$$bundle" "docs/released/$$(basename "$$(dirname "$$bundle")").json"; done

guide: $(VENV)  ## Add a provider to a copy of the tree as docs/adding-a-provider.md says
	$(RUN)/pytest -q -m guide tests/generator

wheel: $(VENV)  ## Build wheel and sdist, look inside, install the wheel alone, make a call; freeze an application and run it
	$(RUN)/pytest -q -m wheel tests/packaging

test: export PYTHONDONTWRITEBYTECODE := # where it is set, each worker compiles what the other one has compiled
test: $(VENV)  ## All tests; no network beyond loopback
	$(RUN)/python -m pytest -n auto --dist loadgroup

demo: $(VENV)  ## Play the demo flows against the sandbox
	$(RUN)/python -m identkit.sandbox.demo

demo-live: $(VENV)  ## Play the demo flows, then keep a sandbox up and open its page
	$(RUN)/python -m identkit.sandbox.demo --live

docs: $(VENV)  ## Build the site into site/, strictly; the first time fetches two pinned scripts with npm
	$(RUN)/python -m docs.builder

site: $(VENV)  ## Build the site anew and check it in Chromium: links, search, accessibility, phone and desktop
	$(RUN)/pytest -q -m site tests/docs

pictures: docs  ## Draw the pictures of README.md anew: the demo, a reference page, the sandbox's page
	$(RUN)/python -m docs.builder.pictures

bench: $(VENV)  ## Measure the budgets; every row is a ratio measured in the same run
	$(RUN)/python -m benchmarks

load: $(VENV)  ## The sandbox under load: 4 processes x 50 threads, 60 s (SECONDS=60)
	$(RUN)/python -m benchmarks.load --seconds $(or $(SECONDS),60)

prism: $(VENV)  ## Our clients against Prism on each published document; the first time npm fetches it (TIMES=300 SECONDS=300)
	$(RUN)/python -m benchmarks.prism --times $(or $(TIMES),300) --seconds $(or $(SECONDS),300)

fuzz: $(VENV)  ## Feed mutated input to everything that reads (COUNT=1000000 SECONDS=600)
	$(RUN)/python -m tests.runtime.fuzz --count $(or $(COUNT),1000000) --seconds $(or $(SECONDS),600)

soak: $(VENV)  ## 50,000 calls, 5,000 cancellations and 500 forks on the same clients: what is held half-way and at the end
	$(RUN)/python -m tests.runtime.soak

faults: $(VENV)  ## Play every fault against every class of operation, and write docs/faults.md
	$(RUN)/python -m tests.runtime.faults

reach: $(VENV)  ## How far the generator reaches on documents of others: make reach DIR=folder
	$(RUN)/python -m benchmarks.reach "$(DIR)"

lock: $(VENV)  ## Pin dependencies anew (UPGRADE=--upgrade takes newer ones)
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra sandbox --group dev -o requirements-dev.lock

clean:     ## Remove environments, caches and build results
	rm -rf .venv build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis artifacts benchmarks/results.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(LOCKED): | python
	$(PYTHON) -m venv --clear .venv
	$(RUN)/python $(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV): $(LOCKED)
	$(RUN)/python $(INSTALL) --no-deps --no-build-isolation -e .
	@rm -f .venv/installed-* && touch $@

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and was not found as python3"; exit 1; }
