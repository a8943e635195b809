#!/usr/bin/env bash
# Builds the browser editor into scripts/editor/dist; `camtay build` puts it into the site. Needs Node 20 with npm.
set -euo pipefail
cd "$(dirname "$0")"
npm ci --no-audit --no-fund --loglevel=error
node build.mjs "$@"
