#!/usr/bin/env bash
# Makes .venv with Cầm Tay in it, for pipelines and for a bare machine. Run it in the project's folder.
# A project that is Cầm Tay itself installs what constraints.txt names, any other what requirements.txt names.
set -euo pipefail
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
wanted=()
python3 -c 'import ensurepip' 2>/dev/null || wanted+=(python3-venv)
for program in "$@"; do # programs of the same name as their Debian packages: git, rsync …
  command -v "$program" >/dev/null || wanted+=("$program")
done
if [ ${#wanted[@]} -gt 0 ]; then
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null
fi
[ -x .venv/bin/python ] || python3 -m venv .venv
if [ -f constraints.txt ]; then
  .venv/bin/pip install -q -r constraints.txt
  .venv/bin/pip install -q --no-deps -e .
else
  .venv/bin/pip install -q -r requirements.txt
fi
if [ -n "${GITHUB_PATH:-}" ]; then echo "$PWD/.venv/bin" >>"$GITHUB_PATH"; fi
