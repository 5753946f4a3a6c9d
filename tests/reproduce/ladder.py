#!/usr/bin/env python3
"""Tries real repositories again and sets the steps reached beside those that a table recorded.

    ladder.py TRACKLINT TABLE MANIFEST WORK [--timeout 150] [--match WORD] [--output ladder.md]

TABLE: tab-separated with a head; repo, path and, where they are known, asis_level, cause, patched_level and arguments
(`name=value` with blanks between). MANIFEST: CSV with a head, name,commit,path of git mirrors. WORK keeps what each
attempt left: a row that is there is not tried again. Needs bubblewrap, uv and a network for the environments.
"""

import argparse
import csv
import json
import pathlib
import re
import subprocess
import time

FACETS = ("params", "metrics", "tags", "models")


def attempt(options, row, place):
    folder = options.work / re.sub(r"[^\w.+-]", "_", f"{row['repo']}__{row['path']}")
    report = folder / "report.json"
    if not report.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        command = [options.tool, "reproduce", f"{place['path']}@{place['commit']}", "--entry", row["path"], "--run"]
        command += ["--timeout", str(options.timeout), "--output-dir", str(folder), "--output-format", "json"]
        for pair in (row.get("arguments") or "").split():
            command += ["-P", pair]
        began = time.monotonic()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        (folder / "seconds").write_text(f"{time.monotonic() - began:.1f}")
        (folder / "errors.txt").write_text(done.stderr)
    if not report.is_file():
        return None
    found = json.loads(report.read_text(encoding="utf-8"))
    found["wall"] = float((folder / "seconds").read_text())
    return found


def forecast(met):
    """Of what the facts had surely foretold, so much was stored; of what was stored, so much was foreseen."""
    cells = []
    for facet in FACETS:
        one = met.get(facet)
        if not one or not (one["expected"] or one["stored"]):
            continue
        more = ", open" if one.get("open") else ""
        cells.append(f"{facet} {one['met']}/{one['expected']}, {one['foreseen']}/{one['stored']}{more}")
    return "; ".join(cells) or "–"


def stop(report, key):
    return (report.get(key) or {}).get("cause") or ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("table", type=pathlib.Path)
    parser.add_argument("manifest", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--timeout", type=int, default=150)
    parser.add_argument("--match", default="")
    parser.add_argument("--output", type=pathlib.Path)
    options = parser.parse_args()
    with open(options.manifest, newline="", encoding="utf-8") as lines:
        places = {row["name"]: row for row in csv.DictReader(lines)}
    with open(options.table, newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["repo"] in places and options.match in row["repo"]]
    out = ["| repository, entry | recorded: as it is; mended | here: as it is; in the end | CPU s | wall s | forecast | score |", "|---|---|---|---|---|---|---|"]
    seen = set()
    for row in rows:
        if (row["repo"], row["path"]) in seen:
            continue
        seen.add((row["repo"], row["path"]))
        report = attempt(options, row, places[row["repo"]])
        recorded = "–" if not row.get("asis_level") else f"{row['asis_level']} {row.get('cause') or ''}; {row.get('patched_level') or '–'}"
        if report is None:
            out.append(f"| {row['repo']} {row['path']} | {recorded} | no report | | | | |")
        else:
            end = stop(report, "stopped_by")
            as_is = stop(report, "stopped_by_as_is") or (end if report["level_as_is"] == report["level"] else "")
            here = f"{report['level_as_is']} {as_is}; {report['level']} {end}"
            stored = any(one["runs"] for one in report.get("tries") or [])
            score = report["plan"].get("score")
            out.append(
                f"| {row['repo']} {row['path']} | {recorded} | {here} | {report['cpu_seconds']:.1f} | {report['wall']:.0f} | "
                f"{forecast(report.get('forecast_met') or {}) if stored else '–'} | {'–' if score is None else f'{score:.0f}'} |"
            )
        print(out[-1], flush=True)
    text = "\n".join(out) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
