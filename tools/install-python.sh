#!/bin/bash
# Makes .venv with what a lock file names, by uv, which is installed into .uv first. Usage: install-python.sh LOCK
set -euo pipefail
cd "$(dirname "$0")/.."

readonly lock=$1
readonly uv=.uv/bin/uv

# The first Python that runs; a version manager's stand-in may be there without the version it wants.
find_python() {
  local candidate
  for candidate in python3 /usr/bin/python3 python3.13 python3.12; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "setup: no python3 (3.9 or later) was found; install one." >&2
  exit 1
}

install_uv() {
  local python
  python=$(find_python)
  # Debian's python3 may lack ensurepip; its pip can fill the environment from outside.
  "$python" -m venv .uv 2>/dev/null || {
    rm -rf .uv
    "$python" -m venv --without-pip .uv
    "$python" -m pip --python .uv/bin/python --version >/dev/null || {
      echo "setup: $python has neither ensurepip nor pip; on Debian: apt-get install python3-venv" >&2
      exit 1
    }
    "$python" -m pip --python .uv/bin/python install --quiet --require-hashes -r backend/requirements-uv.lock
    return
  }
  .uv/bin/python -m pip install --quiet --require-hashes -r backend/requirements-uv.lock
}

[ -x "$uv" ] || install_uv
export UV_LINK_MODE=copy
# uv takes a Python of this machine, and fetches one only where there is none.
[ -x .venv/bin/python ] || "$uv" venv --quiet --python "$(cat .python-version)" .venv \
  || "$uv" venv --quiet --python '>=3.12,<3.14' .venv
"$uv" pip install --quiet --python .venv/bin/python --compile-bytecode --require-hashes -r "$lock"
"$uv" pip install --quiet --python .venv/bin/python --no-deps --offline --editable backend
