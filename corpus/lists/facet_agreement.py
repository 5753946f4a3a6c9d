"""How far the score's facet statuses agree with statuses found by hand.

usage: facet_agreement.py [--least 0.92]                      the statuses kept in facets_by_hand.csv
       facet_agreement.py --tool TRACKLINT --trees DIR        score the trees (DIR/owner+name) again first

`hand` was written from the code alone, before the tool's answer was looked at; `first` is what the tool said then, `now`
what it says today. `settled` is the status that both readings led to where they differed.
"""

import argparse
import collections
import csv
import json
import pathlib
import subprocess
import sys

TABLE = pathlib.Path(__file__).with_name("facets_by_hand.csv")


def scored(tool, tree):
    command = [tool, "score", "--isolated", "--no-cache", "--output-format", "json", "."]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    scopes = json.loads(done.stdout)["score"]["scopes"]
    return {
        (scope["entry"], scope["run"] or "", facet["facet"]): facet["status"]
        for scope in scopes
        for facet in scope["facets"]
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool")
    parser.add_argument("--trees", type=pathlib.Path)
    parser.add_argument("--least", type=float, default=0.0, help="exit 1 when a facet agrees less with `settled`")
    options = parser.parse_args()
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    answers = {}
    for row in rows:
        now = row["now"]
        if options.tool and options.trees:
            if row["name"] not in answers:
                answers[row["name"]] = scored(options.tool, options.trees / row["name"].replace("/", "+"))
            now = answers[row["name"]].get((row["entry"], row["run"], row["facet"]), "missing")
        row["now"] = now
    total = collections.Counter(row["facet"] for row in rows)
    print(f"{'facet':16}{'scopes':>7}{'first':>8}{'now':>8}{'settled':>9}")
    low = 1.0
    for facet, count in total.items():
        mine = [row for row in rows if row["facet"] == facet]
        first = sum(row["first"] == row["hand"] for row in mine) / count
        now = sum(row["now"] == row["hand"] for row in mine) / count
        settled = sum(row["now"] == row["settled"] for row in mine) / count
        low = min(low, settled)
        print(f"{facet:16}{count:7}{first:8.2f}{now:8.2f}{settled:9.2f}")
    return 1 if low < options.least else 0


if __name__ == "__main__":
    sys.exit(main())
