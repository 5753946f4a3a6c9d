"""verdict.py REPORT FAIL_ON [MIN_SCORE]: 1 where the report does not meet what is required, and says why."""

import json
import sys

LEVELS = ["note", "warning", "error"]


def main():
    report_path, fail_on, required = (sys.argv[1:] + [""])[:3]
    if fail_on not in [*LEVELS, "never"]:
        print(f"::error title=tracklint::the input fail-on is {fail_on!r}: use note, warning, error or never")
        return 2
    with open(report_path, encoding="utf-8") as file:
        report = json.load(file)
    reasons = []
    if fail_on != "never":
        counted = LEVELS[LEVELS.index(fail_on) :]
        bad = sum(f["level"] in counted and not f["suppressed"] for f in report["findings"])
        if bad:
            reasons.append(f"{bad} findings at level {fail_on} or above")
    if required.strip():
        try:
            least = float(required)
        except ValueError:
            print(f"::error title=tracklint::the input min-score is {required!r}: use a number from 0 to 100")
            return 2
        score = report["score"]
        if not (score and score["scored"]):
            reasons.append("a score is required, but there is none: " + ((score or {}).get("reason") or "no runs"))
        elif score["low"] < least:
            reasons.append(f"the traceability score {score['low']:.1f} is lower than the required {least:g}")
    if reasons:
        told = "; ".join(reasons).replace("%", "%25").replace("\n", " ")
        print(f"::error title=tracklint::{told}")
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
