#!/usr/bin/env bash
# usage: validate.sh TRACKLINT WORKDIR
# SARIF of the examples and of all rule fixtures (scripts, notebooks, projects) under Microsoft's validator with the
# rules of GitHub code scanning: it must name no error and no warning. Exit 77: the validator is not installed.
set -euo pipefail
tracklint=$1 work=$2
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
validator=$PWD/build/validator/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
[ -x "$validator" ] || { echo "skipped: ./dev setup has installed no SARIF validator"; exit 77; }
rm -rf "$work"
mkdir -p "$work"

for project in examples/faulty examples/mended tests/rules/*/; do
  (cd "$project" && "$tracklint" check . --isolated --no-cache --exit-zero --select MLF \
    --output-format sarif --output-file "$work/$(basename "$project").sarif")
done
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
"$validator" validate "$work/*.sarif" --rule-kind "Sarif;Gh" --level "Error;Warning;Note" -o "$work/verdict.json" \
  --log ForceOverwrite >"$work/validator.log" 2>&1 || { cat "$work/validator.log"; exit 1; }

# It exits 0 even with errors: its verdict is in the file it wrote.
python3 - "$work" <<'PYTHON'
import collections
import glob
import json
import sys

work = sys.argv[1]
results = 0
for name in glob.glob(work + "/*.sarif"):
    for run in json.load(open(name, encoding="utf-8"))["runs"]:
        results += len(run["results"])
bad = 0
seen = collections.Counter()
verdict = json.load(open(work + "/verdict.json", encoding="utf-8"))
for run in verdict["runs"]:
    for result in run.get("results", []):
        level = result.get("level", "warning")
        seen[level] += 1
        if level in ("error", "warning"):
            bad += 1
            place = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            print(level, result["ruleId"], place, result["message"].get("arguments"))
print(f"{results} results validated; the validator says: {dict(seen)}")
sys.exit(1 if bad or results < 500 or not seen["note"] else 0)
PYTHON
