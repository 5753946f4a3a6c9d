#!/usr/bin/env bash
# cells.sh PYTHON TREE_DUMP PATH...: cells.py where that Python is (`./dev setup` makes it if it can).
python=$1 dump=$2
shift 2
[ -x "$python" ] || { echo "skipped: no $python"; exit 77; }
exec "$python" -B "$(dirname "${BASH_SOURCE[0]}")/cells.py" --dump "$dump" "$@"
