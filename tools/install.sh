#!/bin/sh
# Install a lock file and our two distributions into .venv: with uv where it is there, with pip where not.
set -eu
lock=$1
if command -v uv >/dev/null 2>&1; then
  uv pip install -q --python .venv/bin/python --require-hashes -r "$lock"
  uv pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e ./library -e .
else
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock"
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e ./library -e .
fi
