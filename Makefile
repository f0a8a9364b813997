# Everything a person or CI needs; each target sets up what it needs by itself.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup test lint run demo bench chaos screenshots
setup: .venv/.ready

.venv/.ready: pyproject.toml constraints.txt packaging/bootstrap.sh
	packaging/bootstrap.sh
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]'
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	! grep -n "://" constraints.txt
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/translations.py --check

# Jobs wait much of their time: one process more than there are cores keeps these busy.
test: lint
	$(BIN)/python -m pytest -q -n $$(($$(nproc) + 1)) --dist loadfile tests/jobs tests/media tests/unit
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n auto --dist loadfile tests/ui
	QT_QPA_PLATFORM=xcb xvfb-run -a $(BIN)/python -m pytest -q tests/e2e

demo: setup
	$(BIN)/montage-desktop demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	    $(BIN)/montage-desktop --film demo/montage-20s.mp4 demo/footage/*.mp4 demo/song.wav; fi

run: setup
	$(BIN)/montage-desktop

# One table of ratios: make bench BENCH="--quick --media DIR --out DIR". The rivals get an environment of their own.
bench: setup
	$(BIN)/python tests/benchmarks/bench.py $(BENCH)

# Two hundred jobs while everything that can die is killed at random, about ten minutes: make chaos CHAOS="--seed 7".
chaos: setup
	$(BIN)/python tests/jobs/chaos.py $(CHAOS)

screenshots: setup
	$(BIN)/python packaging/screenshots.py screenshots --readme resources/screenshots
