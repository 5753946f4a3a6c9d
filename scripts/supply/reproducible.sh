#!/usr/bin/env bash
# reproducible.sh [--against BINARY] [REV]: builds a commit (default: HEAD) in two folders with names of different
# length, without a cache of compilers, and compares the bytes of the program. --against: one build, compared with a
# binary that was built from the same commit elsewhere.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
against=
if [ "${1:-}" = --against ]; then
  against=$(realpath "$2")
  shift 2
fi
revision=${1:-HEAD}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build() {
  mkdir -p "$1/build"
  git archive "$revision" | tar -x -C "$1"
  ln -s "$root/build/grammar" "$1/build/grammar"
  (cd "$1" && CCACHE_DISABLE=1 cmake --preset release -DTRACKLINT_TESTS=OFF >log 2>&1 &&
    CCACHE_DISABLE=1 nice cmake --build build/release --target tracklint >>log 2>&1) || { tail -n 20 "$1/log" >&2; exit 2; }
}
build "$work/one"
first=$work/one/build/release/tracklint
if [ -n "$against" ]; then
  second=$against
else
  build "$work/another-folder/with/a-longer-name"
  second=$work/another-folder/with/a-longer-name/build/release/tracklint
fi
sha256sum "$first" "$second" | sed "s|$work/||"
if ! cmp "$first" "$second"; then
  echo "the two builds differ" >&2
  exit 1
fi
echo "the two builds are the same $(stat -c %s "$first") bytes"
