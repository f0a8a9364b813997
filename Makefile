# Everything a person or CI needs; each target sets up what it needs by itself.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup test lint run demo bench screenshots
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

test: lint
	$(BIN)/python -m pytest -q -n auto --dist loadfile tests/unit tests/media
	$(BIN)/python -m pytest -q -n auto --dist loadfile tests/jobs
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

screenshots: setup
	$(BIN)/python packaging/screenshots.py screenshots --readme resources/screenshots
