"""texts.py REPORT SUMMARY COMMENT STEP_SUMMARY: what people read on GitHub, from the report and its Markdown table.

Appends the table to the step summary, which GitHub drops as a whole above 1,024 KiB, writes the short text for the
pull request, and prints the step's outputs, `name=value` a line.
"""

import json
import os
import sys

LIMIT = 1024 * 1024
ROWS = 20
MARK = "<!-- tracklint -->"
LEVELS = {"error": 0, "warning": 1, "note": 2}


def cell(text):
    shown = "".join(c if c.isprintable() else " " for c in text)
    for c, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "\\|"), ("@", "&#64;")):
        shown = shown.replace(c, safe)
    return shown


def place(finding):
    inside = "" if finding["cell"] is None else f"cell {finding['cell']}:"
    return f"{finding['path']}:{inside}{finding['line']}"


def cut(text, limit):
    """At most `limit` bytes, whole lines."""
    if len(text.encode()) <= limit:
        return text
    note = "\nCut here: GitHub limits the size of this text.\n"
    kept, size = [], len(note.encode())
    for line in text.splitlines(keepends=True):
        size += len(line.encode())
        if size > limit:
            break
        kept.append(line)
    return "".join(kept) + note


def pull_request_text(findings, score):
    lines = [MARK, "### tracklint", ""]
    if score:
        lines += [f"**Traceability: {cell(score['headline'])}**", ""]
        lines += [f"- {cell(step['action'])} ({step['points']:.0f} points)" for step in score.get("first", [])]
        lines.append("")
    if not findings:
        return "\n".join([*lines, "No problems found.", ""])
    counts = [f"{sum(f['level'] == level for f in findings)} {level}s" for level in LEVELS]
    lines += [", ".join(counts), "", "| level | rule | where | what |", "| --- | --- | --- | --- |"]
    for f in findings[:ROWS]:
        lines.append(f"| {f['level']} | {f['rule']} | {cell(place(f))} | {cell(f['message'])} |")
    if len(findings) > ROWS:
        lines += ["", f"… and {len(findings) - ROWS} more, in the step summary"]
    return "\n".join([*lines, ""])


def main():
    report_path, summary_path, comment_path, step_summary = sys.argv[1:5]
    with open(report_path, encoding="utf-8") as file:
        report = json.load(file)
    findings = [f for f in report["findings"] if not f["suppressed"]]
    findings.sort(key=lambda f: LEVELS.get(f["level"], 3))
    score = report["score"]
    with open(comment_path, "w", encoding="utf-8") as file:
        file.write(pull_request_text(findings, score))
    with open(summary_path, encoding="utf-8") as file:
        summary = file.read()
    used = os.path.getsize(step_summary) if os.path.isfile(step_summary) else 0
    with open(step_summary, "a", encoding="utf-8") as file:
        file.write(cut(summary, max(0, LIMIT - used)))
    scored = bool(score and score["scored"])
    print(f"findings={len(findings)}")
    print(f"score={score['low']:.1f}" if scored else "score=")
    print(f"grade={score['grade']}" if scored else "grade=")


if __name__ == "__main__":
    main()
