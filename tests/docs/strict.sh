#!/usr/bin/env bash
# strict.sh TRACKLINT OUT: the documentation builds without a warning. 77 (skipped) where `./dev docs` has never run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
mkdocs=$root/build/docs/venv/bin/mkdocs
[ -x "$mkdocs" ] || { echo "skipped: there is no mkdocs, ./dev docs installs it"; exit 77; }
rm -rf "$2"
python3 "$root/docs/build.py" "$1" "$2"
build() { NO_MKDOCS_2_WARNING=1 "$mkdocs" build --strict --config-file "$2/mkdocs.yml" >"$2/log" 2>&1; }
build "$@" || { cat "$2/log"; exit 1; }
# Generated pages are there, and outputs of the program stand in the text.
grep -q 'MLF201' "$2/site/rules/index.html"
[ -f "$2/site/rules/mlf201.html" ]
grep -q 'required-version' "$2/site/configuration.html"
! grep -rlE '^```run' "$2/pages"
grep -q 'Traceability: ' "$2/pages/score.md"
# Nothing is fetched from elsewhere when a page is read.
! grep -rhoE '(src|href)="(https?:)?//[^"]*\.(js|css|woff2?)"' "$2/site" --include=*.html | grep .
# A page that points nowhere fails the build.
printf '\n[nowhere](nowhere.md)\n' >>"$2/pages/index.md"
if build "$@"; then
  echo "a broken link was not noticed"
  exit 1
fi
