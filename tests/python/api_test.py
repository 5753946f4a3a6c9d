"""The Python package against the program: TRACKLINT_BINARY names it, PYTHONPATH the package."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import tracklint

TRAINING = """\
import mlflow
from sklearn.ensemble import RandomForestClassifier

with mlflow.start_run():
    model = RandomForestClassifier(n_estimators=300, max_depth=9)
    model.fit(x, y)  # <b>
    mlflow.log_param("max_depth", 9)
"""


class Api(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "train.py").write_text(TRAINING)

    def test_findings_and_score_are_typed(self):
        report = tracklint.check(self.root, isolated=True)
        (finding,) = [one for one in report if one.rule == "MLF201"]
        self.assertEqual((finding.path, finding.line, finding.subject), ("train.py", 5, "n_estimators"))
        self.assertEqual(finding.place, f"train.py:5:{finding.column}")
        self.assertIsNone(finding.cell)
        self.assertIsInstance(finding.fixes[0].edits[0], tracklint.Edit)
        self.assertEqual(len(report), report.summary["findings"])
        self.assertTrue(report.score.scored)
        self.assertEqual(len(report.score.facets), 8)
        self.assertIn("Traceability: ", str(report))
        with self.assertRaises(AttributeError):
            finding.line = 1

    def test_rules_can_be_chosen(self):
        report = tracklint.check(self.root, select=["MLF201"], isolated=True)
        self.assertEqual({one.rule for one in report}, {"MLF201"})
        self.assertEqual(len(tracklint.check(self.root, select="MLF201", ignore="MLF201", isolated=True)), 0)

    def test_suppressed_findings_stand_apart(self):
        (self.root / "train.py").write_text(TRAINING.replace("max_depth=9)", "max_depth=9)  # tracklint: ignore[MLF201]"))
        report = tracklint.check(self.root, select=["MLF201"], isolated=True)
        self.assertEqual((len(report), len(report.suppressed)), (0, 1))
        self.assertTrue(report)

    def test_a_notebook_displays_it(self):
        shown = tracklint.check([self.root / "train.py"], isolated=True)._repr_html_()
        self.assertIn("MLF201", shown)
        self.assertIn("<b>Traceability:</b>", shown)
        self.assertIn("&lt;", tracklint.Report._repr_html_(hostile_report()))
        self.assertNotIn("<script", tracklint.Report._repr_html_(hostile_report()))

    def test_wrong_usage_raises_what_the_program_says(self):
        with self.assertRaisesRegex(tracklint.TracklintError, "MLF2O1"):
            tracklint.check(self.root, select=["MLF2O1"])
        with self.assertRaises(tracklint.TracklintError):
            tracklint.check(self.root, config=self.root / "none.toml")

    def test_a_path_is_never_an_option(self):
        report = tracklint.check(self.root / "--watch", isolated=True)
        self.assertEqual(len(report.errors), 1)

    def test_the_module_is_the_program(self):
        command = [sys.executable, "-m", "tracklint", "check", str(self.root), "--isolated", "--output-format", "concise"]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"MLF201", done.stdout)

    def test_a_missing_program_is_said(self):
        command = [sys.executable, "-m", "tracklint", "version"]
        environment = {**os.environ, "TRACKLINT_BINARY": "", "PATH": str(self.root)}
        done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, check=False)
        if done.returncode != 0:  # nothing is installed beside this interpreter
            self.assertEqual(done.returncode, 2)
            self.assertIn(b"neither beside this package nor on the PATH", done.stderr)


def hostile_report():
    finding = tracklint.Finding(
        rule="MLF201", name="n", level="error", message="<script>alert(1)</script>", path="<b>.py", cell=None, line=1,
        column=1, end_line=1, end_column=2, subject=None, run=None, help=None, fixes=(), fingerprint="0", suppressed=False,
    )  # fmt: skip
    return tracklint.Report("0", ".", (finding,), (), None, (), {}, "3.0.0")


if __name__ == "__main__":
    unittest.main()
