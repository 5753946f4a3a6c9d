#!/usr/bin/env python3
"""Generated projects, read by tracklint and by poetry-core and uv: both must say the same.

usage: project_referee.py TRACKLINT [--seed N] [--poetry N] [--uv N]

TRACKLINT_PACKAGING_PYTHON names an interpreter with poetry-core and uv (default: this one). Nothing is downloaded: uv
reads locks that are written here. Exit status 77 (skipped) and the reason where neither is installed.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

NAMES = ["numpy", "Scikit_Learn", "ruamel.yaml", "torch", "mlflow", "six", "PyYAML", "zope.interface", "A1", "idna"]
VERSIONS = ["0.9", "1.0", "1.2.3", "2", "2.31.0", "0.0.4", "1.4rc1", "10.20.30.4", "2024.8.30", "0"]
PROBES = ["0", "0.0.3", "0.0.4", "0.0.5", "0.1", "0.9", "0.9.1", "0.10", "1.0", "1.0.5", "1.1", "1.2.3", "1.2.9", "1.3", "1.4",
          "1.4.1", "1.5", "2", "2.0.1", "2.1", "2.31.0", "2.31.7", "2.32", "3", "9.9", "10.20.30.4", "10.20.30.5",
          "10.21", "11", "2024.8.30", "2024.9", "2025"]
MARKERS = ["sys_platform == 'linux'", "python_version < '3.12'", "os_name != 'nt' and python_version >= '3.9'"]
ASK_POETRY = """
import json, pathlib, sys
from poetry.core.constraints.version import Version
from poetry.core.factory import Factory
probes = json.loads(sys.argv[1])
for line in sys.stdin:
    try:
        package = Factory().create_poetry(pathlib.Path(line.strip())).package
        groups = [(name, package.dependency_group(name)) for name in sorted(package.dependency_group_names(include_optional=True))]
        found = [[str(d.name), d.is_optional() or name != "main",
                  "".join("01"[d.constraint.allows(Version.parse(p))] for p in probes)] for name, group in groups for d in group.dependencies]
    except Exception as error:
        found = str(error)
    print(json.dumps(found))
"""


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def read(tool, folder):
    command = [tool, "facts", "--isolated", "--no-cache", "--output-format", "json", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["project"]["dependencies"]


def project(folder):
    folder.mkdir()
    (folder / "train.py").write_text("import mlflow\nmlflow.log_metric('a', 1)\n")
    return folder


def constraint(rng):
    version = rng.choice(VERSIONS)
    final = re.sub("rc.*", "", version)
    kinds = [lambda: "*", lambda: f"^{version}", lambda: f"~{version}", lambda: version, lambda: f"=={version}",
             lambda: f">={version}", lambda: f">{version},<3000", lambda: f">={version},!=2.0", lambda: f"{final.split('.')[0]}.*",
             lambda: f"=={final}.*", lambda: f"~={final}.0", lambda: f">= {version}, < 3000", lambda: f"<={version}"]
    return rng.choice(kinds)()


def poetry_project(rng, folder):
    def value(optional):
        one = constraint(rng)
        kind = rng.randrange(4)
        if optional:
            return f'{{version = "{one}", optional = true}}'
        if kind == 0:
            return f'{{version = "{one}", markers = "{rng.choice(MARKERS)}"}}'
        if kind == 1:
            return f'[{{version = "{one}", python = "<3.12"}}, {{version = "{constraint(rng)}", python = ">=3.12"}}]'
        return f'"{one}"'

    names = rng.sample(NAMES, len(NAMES))
    optional = names.pop()
    lines = ["[tool.poetry]", 'name = "demo"', 'version = "0.1"', 'description = ""', 'authors = ["A <a@b.cd>"]',
             "[tool.poetry.dependencies]", 'python = ">=3.9,<4"']
    lines += [f'"{names.pop()}" = {value(False)}' for _ in range(rng.randrange(1, 5))]
    lines.append(f'"{optional}" = {value(True)}')
    lines.append("[tool.poetry.dev-dependencies]" if rng.random() < 0.3 else "[tool.poetry.group.dev.dependencies]")
    lines += [f'"{names.pop()}" = {value(False)}' for _ in range(rng.randrange(1, 4))]
    lines += ["[tool.poetry.extras]", f'more = ["{optional}"]']
    (folder / "pyproject.toml").write_text("\n".join(lines) + "\n")


def allowed(specifier, specifiers):
    given = specifiers.SpecifierSet(specifier, prereleases=True)
    return "".join("01"[given.contains(probe)] for probe in PROBES)


def compare_poetry(options, python, work):
    rng = random.Random(options.seed)
    folders = [project(work / f"poetry{n}") for n in range(options.poetry)]
    for folder in folders:
        poetry_project(rng, folder)
    done = subprocess.run([python, "-c", ASK_POETRY, json.dumps(PROBES)], input="".join(f"{f}\n" for f in folders),
                          cwd=work, capture_output=True, text=True, check=True)
    import packaging.specifiers as specifiers

    wrong = refused = count = 0
    for folder, line in zip(folders, done.stdout.splitlines()):
        theirs = json.loads(line)
        if isinstance(theirs, str):
            refused += 1
            continue
        ours = [[d["name"], d["optional"], allowed(d["specifier"], specifiers)] for d in read(options.tool, folder)]
        count += len(theirs)
        if sorted(ours) != sorted(theirs):
            wrong += 1
            print(f"{folder.name}: differs in {[d for d in ours if d not in theirs]} and {[d for d in theirs if d not in ours]}")
            print((folder / "pyproject.toml").read_text())
    print(f"poetry-core: {len(folders)} projects, {count} dependencies, {refused} refused by poetry-core, {wrong} differ")
    return wrong


def uv_project(rng, folder):
    names = [canonical(name) for name in rng.sample(NAMES, rng.randrange(3, len(NAMES)))]
    main, extra, group = names[0::3], names[1::3], names[2::3]
    versions = {name: re.sub("rc", "rc", rng.choice(VERSIONS)) for name in names}
    below = [f"{name}>=0" if rng.random() < 0.5 else name for name in main]
    lines = ["[project]", 'name = "demo"', 'version = "0.1"', 'requires-python = ">=3.10"', f"dependencies = {json.dumps(below)}",
             "[project.optional-dependencies]", f"plot = {json.dumps(extra)}", "[dependency-groups]"]
    lines.append(f'dev = {json.dumps(group)[:-1]}{", " if group else ""}{{include-group = "types"}}]')
    lines.append("types = []")
    (folder / "pyproject.toml").write_text("\n".join(lines) + "\n")
    listed = lambda members: "[" + ", ".join(f'{{ name = "{name}" }}' for name in members) + "]"
    lock = ["version = 1", "revision = 3", 'requires-python = ">=3.10"', "", "[[package]]", 'name = "demo"', 'version = "0.1"',
            'source = { virtual = "." }', f"dependencies = {listed(main)}", "[package.optional-dependencies]", f"plot = {listed(extra)}",
            "[package.dev-dependencies]", f"dev = {listed(group)}"]
    for name in names:
        source = "https://packages.example.org/simple"
        sdist = f'{{ url = "https://packages.example.org/{name}-{versions[name]}.tar.gz", hash = "sha256:{"0" * 64}", size = 10 }}'
        lock += ["", "[[package]]", f'name = "{name}"', f'version = "{versions[name]}"', f'source = {{ registry = "{source}" }}',
                 f"sdist = {sdist}"]
    (folder / "uv.lock").write_text("\n".join(lock) + "\n")
    return {"main": main, "optional": extra + group}


def compare_uv(options, uv, work):
    rng = random.Random(options.seed)
    wrong = count = 0
    for number in range(options.uv):
        folder = project(work / f"uv{number}")
        uv_project(rng, folder)
        command = [uv, "export", "--frozen", "--offline", "--no-hashes", "--all-groups", "--all-extras", "--no-header",
                   "--no-annotate", "--no-emit-project", "--no-config"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"{folder.name}: uv refuses: {done.stderr}")
            return 1
        base = subprocess.run(command[:5] + ["--no-default-groups"] + command[7:], cwd=folder, capture_output=True, text=True, check=True)
        direct = {line.split("==")[0] for line in base.stdout.split()}
        dependencies = read(options.tool, folder)
        ours = sorted(f"{d['name']}=={d['pinned']}" for d in dependencies if d["kind"] == "lock")
        theirs = sorted(done.stdout.split())
        needed = {d["name"] for d in dependencies if d["kind"] == "pyproject" and not d["optional"]}
        stated = {d["name"] for d in dependencies if d["kind"] == "pyproject"}
        count += len(theirs)
        if ours != theirs or needed != direct or stated != {line.split("==")[0] for line in theirs}:
            wrong += 1
            print(f"{folder.name}: {ours} and {theirs}, needed {sorted(needed)} and {sorted(direct)}")
    print(f"uv: {options.uv} projects with locks, {count} packages, {wrong} differ")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tool")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--poetry", type=int, default=150)
    parser.add_argument("--uv", type=int, default=60)
    options = parser.parse_args()
    options.tool = str(pathlib.Path(options.tool).resolve())
    python = os.environ.get("TRACKLINT_PACKAGING_PYTHON", sys.executable)
    beside = pathlib.Path(python).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv")
    ask = "import poetry.core, packaging"
    poetry = subprocess.run([python, "-c", ask], capture_output=True, check=False).returncode == 0
    try:
        import packaging.specifiers  # noqa: F401
    except ImportError:
        poetry = False
    if not poetry and uv is None:
        print("skipped: neither poetry-core (with packaging) nor uv is installed")
        return 77
    wrong = 0
    with tempfile.TemporaryDirectory() as work:
        if poetry:
            wrong += compare_poetry(options, python, pathlib.Path(work))
        if uv is not None:
            wrong += compare_uv(options, uv, pathlib.Path(work))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
