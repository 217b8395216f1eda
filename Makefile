# Works on a bare Debian with python3 (3.11 or later), python3-venv and make.
PYTHON ?= python3
BIN = .venv/bin
REGISTER ?= demo.db

.PHONY: demo serve test lint bench speed figures clean

demo: .venv/ready
	@$(BIN)/python -m entente.cli.demo

# The pages of a register; `make serve REGISTER=other.db` for another one.
serve: .venv/ready
	@test -e $(REGISTER) || $(BIN)/python -m entente.cli.demo >/dev/null
	@$(BIN)/entente serve --register $(REGISTER)

test: .venv/ready
	$(BIN)/python -m pytest -rs

lint: .venv/ready
	@status=0; \
	$(BIN)/ruff check . || status=1; \
	$(BIN)/ruff format --check . || status=1; \
	$(BIN)/mypy || status=1; \
	exit $$status

bench: .venv/ready
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/details.py

speed: .venv/ready
	$(BIN)/python benchmarks/speed.py

# Runs the benchmarks and writes what they print into docs/quality.md and docs/speed.md.
figures: .venv/ready
	$(BIN)/python benchmarks/report.py

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

clean:
	rm -rf demo.db demo.db-* .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
