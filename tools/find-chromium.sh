#!/bin/bash
# Prints the path of a Chromium for the browser tests, installing one where there is none: $CHROMIUM, one on PATH,
# Debian's as root, Playwright's own download.
set -euo pipefail
cd "$(dirname "$0")/.."

on_path() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

by_apt() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  echo "setup: installing chromium by apt-get" >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } >&2 && on_path
}

by_playwright() {
  echo "setup: downloading Playwright's Chromium" >&2
  (cd frontend && npx playwright install chromium >&2 \
    && node --input-type=module -e 'import { chromium } from "@playwright/test"; console.log(chromium.executablePath())')
}

if [ -n "${CHROMIUM:-}" ]; then
  echo "$CHROMIUM"
  exit
fi
on_path || by_apt || by_playwright || {
  echo "setup: no Chromium was found or could be installed; install one, or name it in CHROMIUM." >&2
  exit 1
}
