#!/bin/sh
# Makes the scratch folder that the generators read: usage: prepare.sh FOLDER
#   FOLDER/venv      an environment with requirements.txt (imported: scikit-learn and what its measurement needs)
#   FOLDER/<name>/   wheels of sources.txt unpacked (only read as source text, never imported)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: prepare.sh FOLDER}
mkdir -p "$folder/wheels"
test -x "$folder/venv/bin/python" || python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install -q uv
"$folder/venv/bin/uv" pip install -q --python "$folder/venv/bin/python" -r "$here/requirements.txt"
while read -r group package platform; do
  case $group in ''|'#'*) continue ;; esac
  target=$folder/$group
  stamp=$target/.${package%%==*}
  test "$(cat "$stamp" 2>/dev/null || true)" != "$package" || continue
  mkdir -p "$target"
  set -- --no-deps -q -d "$folder/wheels/$group"
  test -z "$platform" || set -- "$@" --only-binary=:all: --platform "$platform" --python-version 3.11
  "$folder/venv/bin/python" -m pip download "$@" "$package"
  "$folder/venv/bin/python" "$here/unpack.py" "$folder/wheels/$group" "${package%%==*}" "$target"
  echo "$package" > "$stamp"
done < "$here/sources.txt"
