#!/usr/bin/env python3
"""usage: read_formats.py FOLDER: reads the golden reports with the programs and libraries that others read them with.

Prints a line for each reader that is not installed; exit 1 if a report is not what its reader expects."""
import csv
import html.parser
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree

folder = pathlib.Path(sys.argv[1])
FINDINGS = 5
failed = 0


def check(condition, what):
    global failed
    if not condition:
        print(f"not as expected: {what}", file=sys.stderr)
        failed += 1


def missing(reader):
    print(f"left out: {reader} is not installed")


rows = list(csv.DictReader((folder / "report.csv").open(encoding="utf-8", newline="")))
check(len(rows) == FINDINGS and all(row["rule"].startswith("MLF") and int(row["line"]) > 0 for row in rows), "csv")
check(all(None not in row and None not in row.values() for row in rows), "csv: number of columns")

gitlab = json.loads((folder / "report.gitlab").read_text(encoding="utf-8"))
for issue in gitlab:  # the fields that GitLab documents
    check(isinstance(issue["description"], str) and isinstance(issue["check_name"], str), "gitlab: text")
    check(issue["severity"] in ("info", "minor", "major", "critical", "blocker"), "gitlab: severity")
    check(issue["location"]["lines"]["begin"] >= 1 and not issue["location"]["path"].startswith("./"), "gitlab: location")
check(len({issue["fingerprint"] for issue in gitlab}) == FINDINGS, "gitlab: fingerprints differ")

rdjson = json.loads((folder / "report.rdjson").read_text(encoding="utf-8"))
check(set(rdjson) <= {"source", "severity", "diagnostics"}, "rdjson: fields")
for one in rdjson["diagnostics"]:
    check(set(one) <= {"message", "location", "severity", "source", "code", "suggestions", "original_output"}, "rdjson: fields of a diagnostic")
    check(one["severity"] in ("ERROR", "WARNING", "INFO") and one["location"]["range"]["start"]["line"] >= 1, "rdjson: place")

for name, tag in (("report.checkstyle", "error"), ("report.junit", "testcase")):
    root = xml.etree.ElementTree.parse(folder / name).getroot()
    check(len(list(root.iter(tag))) == FINDINGS, name)
if shutil.which("xmllint"):
    for name in ("report.checkstyle", "report.junit", "clean.checkstyle", "clean.junit"):
        check(subprocess.run(["xmllint", "--noout", str(folder / name)]).returncode == 0, f"xmllint {name}")
else:
    missing("xmllint (libxml2-utils)")



class Page(html.parser.HTMLParser):
    """Tags that close what is open, addresses that stay in the page, nothing that runs."""

    VOID = {"meta", "input", "br", "link", "img", "hr"}

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.refs, self.faults, self.findings = [], [], [], [], 0
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"not closed: {self.open}")
        if len(set(self.ids)) != len(self.ids):
            self.faults.append("an id is there twice")
        self.faults += [f"no such id: {ref}" for ref in self.refs if ref not in self.ids]

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag not in self.VOID:
            self.open.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        if "for" in values:
            self.refs.append(values["for"])
        if "href" in values:
            self.refs.append(values["href"].removeprefix("#"))
        if tag in ("script", "iframe", "link", "img", "object") or any(n.startswith("on") or n == "src" for n in values):
            self.faults.append(f"<{tag}> {values}")
        self.findings += tag == "article"

    def handle_endtag(self, tag):
        if tag == "p" and self.open and self.open[-1] != "p":
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")


for name, count in (("report.html", FINDINGS), ("clean.html", 0)):
    page = Page((folder / name).read_text(encoding="utf-8"))
    check(not page.faults and page.findings == count, f"{name}: {page.faults}")

if importlib.util.find_spec("junitparser"):
    import junitparser

    suites = list(junitparser.JUnitXml.fromfile(str(folder / "report.junit")))
    cases = [case for suite in suites for case in suite]
    check(len(cases) == FINDINGS and all(case.result for case in cases), "junitparser")
    check(sum(suite.failures for suite in suites) == FINDINGS, "junitparser: failures")
else:
    missing("junitparser")

if importlib.util.find_spec("sarif"):
    from sarif import loader

    sarif = loader.load_sarif_file(str(folder / "report.sarif"))
    check(len(sarif.get_results()) == FINDINGS, "sarif-tools: results")
    check(all(record["Location"] and record["Line"] for record in sarif.get_records()), "sarif-tools: records")
else:
    missing("sarif-tools")

sys.exit(1 if failed else 0)
