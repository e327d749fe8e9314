# Each target does its own set-up: a fresh machine needs Python 3.11 or later and nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test kills properties check bench format clean

demo: $(READY)
	@$(BIN)/paht demo

test: $(READY)
	@$(BIN)/pytest -n auto

# Kills the sending process a hundred times at random, and counts at the server; `make test` does it a dozen times.
kills: $(READY)
	PAHT_KILLS=100 $(BIN)/pytest tests/jobs/test_send_killed.py

# Tries thousands of names, texts and zones in messages; `make test` does some dozens.
properties: $(READY)
	PAHT_PROPERTIES=properties $(BIN)/pytest -n auto tests/mail/test_calendar_properties.py tests/mail/test_markdown.py

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	@$(BIN)/python -m tests.bench

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[postgres,dev]'
	@touch $(READY)
