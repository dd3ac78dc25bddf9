# Everything a person does here, by name: `make help` lists it. Needs Python 3.11 or newer, git and make.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check fix train evaluate bench fuzz samples wheel schema readme clean

BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
INSTALLED := .venv/.installed
DEVELOP := .venv/.develop
CODE := pipeline tests benchmarks
PYTEST ?= $(BIN)/python -m pytest -n auto --dist loadfile
SAMPLES ?= data/samples
OUT ?= out

help: ## list what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

run: $(INSTALLED) ## set up, read the samples into out/ and say where to look
	@$(BIN)/minutebook extract $(SAMPLES) --out $(OUT)

test: check ## check, then run every test and try the wheel in a fresh environment
	$(PYTEST)

check: $(DEVELOP) ## format, lint, types, layers and rules; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/minutebook check-rules

fix: $(DEVELOP) ## put format and lint right where that can be done by machine
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: $(DEVELOP) ## make the weights in models/ again, from the gold (ALSO=FOLDER: yours too) and invented minutes
	$(BIN)/python -m minutebook.training $(if $(ALSO),--also $(ALSO))

evaluate: $(DEVELOP) ## score against the gold records, by document and family
	$(BIN)/python benchmarks/evaluate.py

bench: $(DEVELOP) ## speed: pages a second by format, ratios to named baselines, memory, two processes against one
	$(BIN)/python benchmarks/pages_speed.py
	$(BIN)/python benchmarks/archive_scale.py --control 300
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/ocr_speed.py

fuzz: $(DEVELOP) ## read 10,000 harmed samples: each must end in time and in one status
	$(BIN)/python tests/fuzz/run.py --count 10000

samples: $(DEVELOP) ## write data/samples and its expected records again
	$(BIN)/python tests/samples/regenerate.py

schema: $(DEVELOP) ## write the record's JSON schema again
	$(BIN)/minutebook schema --out pipeline/minutebook/minutes.schema.json

readme: $(DEVELOP) ## run the README's commands and write their output again
	$(BIN)/python tests/test_readme.py

wheel: $(DEVELOP) ## build the wheel through the sdist into dist/ and try it in a fresh environment
	rm -rf dist
	$(BIN)/python -m build --outdir dist
	MINUTEBOOK_DIST=dist $(BIN)/python -m pytest tests/wheel

clean: ## remove everything that was made here, the environment too
	rm -rf .venv dist build $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The environment is stamped: nothing is installed again until pyproject.toml changes.
.venv/pyvenv.cfg:
	@python=$$(for name in $(PYTHON) python3.13 python3.12 python3.11 python3 python py; do \
	  if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo "$$name"; break; fi; done); \
	if [ -z "$$python" ]; then \
	  echo "minutebook needs Python 3.11 or newer: install it, or say where it is with make PYTHON=/path/to/python" >&2; exit 1; fi; \
	echo "Making .venv with $$("$$python" --version)"; \
	"$$python" -m venv .venv || { rm -rf .venv; \
	  echo "python -m venv failed: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 1; }

$(INSTALLED): pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing minutebook and what it needs into .venv (about a minute the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEVELOP): pyproject.toml | $(INSTALLED)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
