"""What stands in packaging/ and beside it, run as its users run it. TRACKLINT_BINARY names the program."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ["TRACKLINT_BINARY"])
VERSION = re.search(r'kVersion = "([^"]+)"', (ROOT / "include/tracklint/version.h").read_text())[1]


def run(command, **options):
    return subprocess.run(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options
    )


class TempDirTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.dir = pathlib.Path(folder.name)


class PreCommit(TempDirTest):
    def test_the_stub_repository_has_the_hooks_and_the_version(self):
        done = run([ROOT / "packaging/pre-commit/generate", self.dir / "stub"])
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertEqual(
            {path.name for path in (self.dir / "stub").iterdir()},
            {".pre-commit-hooks.yaml", "LICENSE", "README.md", "pyproject.toml"},
        )
        self.assertIn(f'dependencies = ["tracklint=={VERSION}"]', (self.dir / "stub/pyproject.toml").read_text())
        ours = (ROOT / ".pre-commit-hooks.yaml").read_text()
        theirs = (self.dir / "stub/.pre-commit-hooks.yaml").read_text()
        uncommented = [[x for x in text.splitlines() if not x.startswith("#")] for text in (ours, theirs)]
        self.assertEqual(*uncommented)

    def test_the_entries_are_commands_of_the_program(self):
        (self.dir / "clean.py").write_text("x = 1\n")
        entries = re.findall(r"entry: tracklint (.*)", (ROOT / ".pre-commit-hooks.yaml").read_text())
        self.assertEqual(len(entries), 2)
        for entry in entries:
            done = run([BINARY, *entry.split(), "clean.py"], cwd=self.dir)
            self.assertEqual((done.returncode, done.stdout), (0, ""))


class GitHub(TempDirTest):
    def setUp(self):
        super().setUp()
        bin_dir = self.dir / "bin"
        bin_dir.mkdir()
        (bin_dir / "tracklint").symlink_to(BINARY)
        self.environment = {
            "PATH": f"{bin_dir}:{os.environ['PATH']}",
            "RUNNER_TEMP": str(self.dir / "temp"),
            "GITHUB_OUTPUT": str(self.dir / "output"),
            "GITHUB_STEP_SUMMARY": str(self.dir / "summary.md"),
        }

    def step(self, name, folder=ROOT / "examples/faulty", **inputs):
        environment = {**self.environment, **{"TRACKLINT_" + key.upper(): value for key, value in inputs.items()}}
        return run(["bash", ROOT / "packaging/github/steps", name], cwd=folder, env=environment)

    def check(self, **inputs):
        return self.step("check", **{"sarif": str(self.dir / "out.sarif"), **inputs})

    def test_check_writes_everything_at_once(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stdout)
        outputs = dict(line.split("=", 1) for line in (self.dir / "output").read_text().splitlines())
        self.assertEqual(set(outputs), {"sarif-file", "findings", "score", "grade"})
        self.assertRegex(outputs["grade"], "^[A-E]$")
        sarif = json.loads((self.dir / "out.sarif").read_text())
        self.assertEqual(sarif["version"], "2.1.0")
        self.assertEqual(len(sarif["runs"][0]["results"]), int(outputs["findings"]))
        self.assertIn("| error | MLF", (self.dir / "summary.md").read_text())
        comment = (self.dir / "temp/tracklint/comment.md").read_text()
        self.assertTrue(comment.startswith("<!-- tracklint -->"))
        self.assertIn("**Traceability: ", comment)

    def test_annotations_are_few_and_worst_first(self):
        levels = re.findall(r"^::(error|warning|notice) ", self.check().stdout, re.M)
        self.assertEqual(levels, sorted(levels, key=["error", "warning", "notice"].index))
        for level in set(levels):
            self.assertLessEqual(levels.count(level), 10, level)
        self.assertNotIn("::warning", self.check(annotations="false").stdout)

    def test_closing_count_is_within_the_limit(self):
        code = "".join(f"with mlflow.start_run():\n    mlflow.log_param('a{i}@', {i})\n" for i in range(15))
        code += "".join(f"mlflow.set_tracking_uri('http://127.0.0.1:50{i:02}')\n" for i in range(15))
        (self.dir / "many.py").write_text("import mlflow\n" + code)
        done = self.step("check", folder=self.dir, sarif=str(self.dir / "out.sarif"))
        notices = re.findall(r"^::notice .*$", done.stdout, re.M)
        self.assertLessEqual(len(notices), 10)
        self.assertRegex(notices[-1], r"::\d+ further findings are not annotated")

    def test_verdict_follows_the_inputs(self):
        self.check()
        for inputs, code in (
            ({"fail_on": "never"}, 0),
            ({"fail_on": "error"}, 1),
            ({"fail_on": "never", "min_score": "1"}, 0),
            ({"fail_on": "never", "min_score": "99"}, 1),
            ({"fail_on": "sometimes"}, 2),
            ({"fail_on": "never", "min_score": "high"}, 2),
        ):
            done = self.step("verdict", **inputs)
            self.assertEqual(done.returncode, code, (inputs, done.stdout))
            self.assertEqual("::error" in done.stdout, code != 0)

    def test_a_clean_project_without_a_score(self):
        (self.dir / "clean").mkdir()
        (self.dir / "clean/plain.py").write_text("x = 1\n")
        self.assertEqual(self.step("check", self.dir / "clean").returncode, 0)
        self.assertIn("score=\n", (self.dir / "output").read_text())
        self.assertEqual(self.step("verdict", fail_on="note").returncode, 0)
        done = self.step("verdict", fail_on="note", min_score="10")
        self.assertEqual(done.returncode, 1)
        self.assertIn("a score is required, but there is none", done.stdout)

    def test_inputs_are_data(self):
        mark = self.dir / "mark"
        done = self.check(paths=f"$(touch {mark})\n; touch {mark}\n--config=x")
        self.assertFalse(mark.exists())
        self.assertNotIn("unknown", done.stdout)
        self.assertEqual(self.step("verdict", fail_on="never").returncode, 2)  # those paths do not exist
        self.assertEqual(self.step("install", version="0.1 --index-url x").returncode, 2)

    def test_the_step_summary_stays_below_its_limit(self):
        (self.dir / "summary.md").write_text("x" * 79 + "\n")
        with open(self.dir / "summary.md", "a") as file:
            file.write("y" * (1024 * 1024 - 600))
        self.assertEqual(self.check().returncode, 0)
        self.assertLessEqual((self.dir / "summary.md").stat().st_size, 1024 * 1024)
        self.assertIn("Cut here", (self.dir / "summary.md").read_text()[-200:])

    def test_a_report_is_needed_for_a_verdict(self):
        self.assertEqual(self.step("verdict").returncode, 2)

    def test_the_action_passes_every_input_on(self):
        action = (ROOT / "action.yml").read_text()
        declared = set(re.findall(r"^  ([a-z-]+):$", action.split("outputs:")[0].split("inputs:")[1], re.M))
        self.assertEqual(declared, set(re.findall(r"inputs\.([a-z-]+)", action)))
        steps = (ROOT / "packaging/github/steps").read_text()
        for name in re.findall(r"^        (TRACKLINT_\w+):", action, re.M):
            self.assertIn(name, steps)
        for line in re.findall(r"^      run: .*$", action, re.M):
            self.assertNotIn("${{", line)


class GitLab(TempDirTest):
    def test_its_command_writes_the_reports_it_names(self):
        template = (ROOT / "packaging/gitlab/tracklint.gitlab-ci.yml").read_text()
        command = " ".join(re.search(r"script:\n    - >-\n((?:      .*\n)+)  artifacts", template)[1].split())
        command = command.replace("$TRACKLINT_OPTIONS", "--exit-zero").replace("$TRACKLINT_PATHS", str(ROOT / "examples/faulty"))
        done = run([BINARY, *command.split()[1:]], cwd=self.dir)
        self.assertEqual(done.returncode, 0, done.stdout)
        for name in ("gl-code-quality-report.json", "tracklint.html", "tracklint.xml"):
            self.assertIn(name, template.split("artifacts:")[1])
            self.assertGreater((self.dir / name).stat().st_size, 100)
        self.assertIn(f'TRACKLINT_VERSION: "{VERSION}"', template)

    def test_the_pages_name_this_version(self):
        self.assertIn(f"rev: v{VERSION}", (ROOT / "docs/ci.md").read_text())
        self.assertIn(f"@v{VERSION}", (ROOT / "docs/ci.md").read_text())


if __name__ == "__main__":
    unittest.main()
