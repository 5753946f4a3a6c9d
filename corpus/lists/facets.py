#!/usr/bin/env python3
"""The table of repositories and facets from the records of a corpus run.

    facets.py RECORDS.jsonl > facets.md
"""

import json
import pathlib
import sys

HEAD = """# Facets of the {n} repositories

What `tracklint score` says of each repository of `repositories.csv` at the commit named there (mean over its training
scopes; `partial` also where the scopes differ). `facet_agreement.py` compares one scope of each of 25 repositories, drawn at random, with statuses found by hand.

| repository | scopes | score | {facets} |
|---|---:|---|{rules}
"""


def main(path):
    records = [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()]
    facets = list(next(record["facets"] for record in records if record.get("facets")))
    print(HEAD.format(n=len(records), facets=" | ".join(facets), rules="---|" * len(facets)), end="")
    for record in records:
        cells = [record["repo"], str(len(record.get("scopes") or []))]
        if record.get("scored"):
            cells.append(f"{record['low']:.0f} [{record['low']:.0f}–{record['high']:.0f}] · {record['grade']} · T{record['level']}")
            cells += [record["facets"][facet]["status"].replace("not-applicable", "n/a") for facet in facets]
        else:
            cells += ["no score" if record["error"] is None else "not readable"] + [""] * len(facets)
        print("|" + "|".join(f" {cell} " if cell else " " for cell in cells) + "|")


if __name__ == "__main__":
    main(*sys.argv[1:])
