#!/usr/bin/env python3
"""threads.py TRACKLINT: what has threads, in a program built with the thread sanitizer. Any report of it fails.

Checks of trees with many threads, corpus runs, caches that several processes use, the language server.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    tool = str(pathlib.Path(sys.argv[1]).resolve())
    environment = {**os.environ, "TSAN_OPTIONS": "exitcode=66:halt_on_error=0:history_size=4"}
    failed = []

    def judge(name, code, errors):
        wrong = "WARNING: ThreadSanitizer" in errors or code == 66 or code not in (0, 1)
        print(f"{name}: {'ends with %d' % code if wrong else 'holds'}", flush=True)
        if wrong:
            failed.append(name)
            print(errors[-4000:])

    def run(name, *arguments, **more):
        done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, errors="replace", env=environment, check=False, **more)
        judge(name, done.returncode, done.stderr)
        return done

    with tempfile.TemporaryDirectory(prefix="threads_") as folder:
        work = pathlib.Path(folder)
        for tree in (ROOT / "examples", ROOT / "tests" / "rules", ROOT / "tests" / "oracle" / "cases"):
            outputs = {run(f"check -j{jobs} {tree.name}", "check", "--isolated", "--no-cache", "-q", f"-j{jobs}", "--select", "ALL", "--output-format", "json", tree).stdout for jobs in (2, 4, 8)}
            if len(outputs) != 1:
                failed.append(f"outputs of {tree.name} differ")
        for command in ("facts", "score"):
            run(f"{command} -j8", command, "--isolated", "--no-cache", "-j8", "--output-format", "json", ROOT / "tests" / "rules")
        run("corpus -j4", "corpus", "-q", "--no-progress", "-j4", "-o", work / "out", *sorted(p for p in (ROOT / "tests" / "rules").iterdir() if p.is_dir()))
        cache = work / "cache"
        started = [subprocess.Popen([tool, "check", "--isolated", "-q", "-j4", "--cache-dir", str(cache), str(ROOT / "tests" / "rules" / "runs")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) for _ in range(6)]
        seen = set()
        for one in started:
            output, errors = one.communicate()
            seen.add(output)
            judge("six processes, one cache", one.returncode, errors)
        if len(seen) != 1:
            failed.append("processes with one cache differ")
        done = subprocess.run([sys.executable, "-B", str(ROOT / "tests" / "server" / "client_test.py")], capture_output=True, text=True, errors="replace", check=False,
                              env={**environment, "TRACKLINT_BINARY": tool, "TRACKLINT_EDIT_SECONDS": "10", "TSAN_OPTIONS": environment["TSAN_OPTIONS"] + f":log_path={work}/server"})
        reports = "".join(p.read_text(errors="replace") for p in work.glob("server*"))
        print(f"language server: {done.stderr.splitlines()[-1:] or done.stdout.splitlines()[-1:]}")
        if reports or done.returncode != 0:
            failed.append("language server")
            print(reports[:4000])
    print(json.dumps({"failed": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
