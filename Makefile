# Bare `make` explains itself: every target with a `##` comment is listed.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ATHERIS_VERSION := 3.0.0
UV_VERSION := 0.13.9
READY := $(VENV)/.ready
COMPILED := .compiled
KAFKA_PORT ?= 9092

.DEFAULT_GOAL := help
.PHONY: help setup demo test browser screenshots chaos restarts fuzz audit compiled lint lock kafka kafka-stop bench clean

help: ## this text
	@echo "tasrih: statements out of Arabic wire copy, live."
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

setup: $(READY) ## .venv with the tasrih command in it

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "tasrih needs Python 3.11 or later; name one with make PYTHON=python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the locked dependencies into $(VENV)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps -r requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

demo: setup ## the main job on an embedded broker: articles in, statements and live counts out
	@$(BIN)/tasrih demo

test: setup ## all tests, two files at a time; those on a real Kafka, in a browser and in containers where these are (it says which ran)
	@tests/run.sh

browser: setup ## the board's tests in Debian's Chromium, which it installs where it may
	@tests/browser/run.sh

screenshots: setup ## pictures of the board and the terminal in docs/screenshots; ARTICLES=FILE.jsonl for other articles than the demo's
	@PYTHONPATH=tests/support:. $(BIN)/python tests/browser/screenshots.py docs/screenshots $(ARTICLES)

kafka: setup ## a real Apache Kafka on 127.0.0.1:9092 (Java and Maven); KAFKA_PORT=N for another port
	@$(BIN)/python -m streams.brokers.kafka start --port $(KAFKA_PORT)

kafka-stop: setup ## end it; its data stay in .kafka
	@$(BIN)/python -m streams.brokers.kafka stop

chaos: SEED ?= $(shell date +%s)
chaos: MINUTES ?= 5
chaos: BROKERS ?= 1
chaos: setup ## hurt workers and BROKERS (1 or 3) for MINUTES (5) with SEED, and see that every count is exact
	@PYTHONPATH=tests/support $(BIN)/python tests/kafka/chaos.py --seed $(SEED) --minutes $(MINUTES) --brokers $(BROKERS)

restarts: SEED ?= $(shell date +%s)
restarts: CLIENTS ?= 60
restarts: RESTARTS ?= 20
restarts: setup ## kill and end serve RESTARTS (20) times under CLIENTS (60) with SEED, and see that each has every statement once
	@PYTHONPATH=tests/support $(BIN)/python tests/support/restarts.py --seed $(SEED) --clients $(CLIENTS) --restarts $(RESTARTS)

fuzz: SEED ?= $(shell date +%s)
fuzz: MINUTES ?= 5
fuzz: setup ## bytes to statements for MINUTES (5) with SEED, by atheris where its wheel installs, else by changing bytes
	@$(BIN)/uv pip install --quiet --python $(BIN)/python atheris==$(ATHERIS_VERSION) 2>/dev/null || true
	@PYTHONPATH=tests/support $(BIN)/python tests/fuzz/fuzz.py --seed $(SEED) --minutes $(MINUTES)

audit: setup ## look the locked packages up among the known vulnerabilities; needs the advisories of PyPI
	@$(BIN)/python tests/audit.py

compiled: $(COMPILED)/.ready ## the wheel with extraction/ compiled by mypyc (GCC, minutes), unpacked into .compiled

$(COMPILED)/.ready: $(READY) pyproject.toml deploy/wheel.sh $(shell git ls-files agents cli extraction schemas serving streams tests/gold/articles)
	@rm -rf $(COMPILED)
	@echo "compiling extraction/ into $(COMPILED), twice: the second time by what the first did" >&2
	@deploy/wheel.sh $(BIN)/python $(COMPILED)/dist
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --target $(COMPILED)/lib $(COMPILED)/dist/*.whl
	@touch $@

bench: compiled ## time and memory of extraction, as written and compiled; ARTICLES=FILE.jsonl
	@$(BIN)/python benchmarks/extraction.py $(ARTICLES)
	@PYTHONPATH=$(COMPILED)/lib $(BIN)/python benchmarks/extraction.py $(ARTICLES)

lint: setup ## ruff, mypy strict, the rooms' imports
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

lock: ## resolve the dependencies again into requirements*.lock
	@$(BIN)/uv pip compile -q --upgrade --python-version 3.11 --override lock-overrides.txt --no-emit-package numpy --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --python-version 3.11 --override lock-overrides.txt --custom-compile-command "make lock" --extra dev --extra plot -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove what the targets above made
	@rm -rf $(VENV) $(COMPILED) .kafka .data .hypothesis .mypy_cache .ruff_cache dist
