"""Requirement lines and what the PyPI package `packaging` (and poetry-core) makes of them, one JSON object a line.

    packaging_referee.py versions|requirements|poetry [SEED]

Lines are generated from grammars that also produce nonsense, so that refusing is compared as well as accepting.
"""

import itertools
import json
import random
import sys

ENVIRONMENTS = [
    {"implementation_name": "cpython", "implementation_version": "3.11.0", "os_name": "posix", "platform_machine": "x86_64",
     "platform_release": "6.1.0", "platform_system": "Linux", "platform_version": "", "python_full_version": "3.11.0",
     "platform_python_implementation": "CPython", "python_version": "3.11", "sys_platform": "linux", "extra": ""},
    {"implementation_name": "cpython", "implementation_version": "3.9.13", "os_name": "nt", "platform_machine": "AMD64",
     "platform_release": "10", "platform_system": "Windows", "platform_version": "10.0.19045",
     "python_full_version": "3.9.13", "platform_python_implementation": "CPython", "python_version": "3.9",
     "sys_platform": "win32", "extra": "Dev_Tools"},
    {"implementation_name": "pypy", "implementation_version": "7.3.12", "os_name": "posix", "platform_machine": "arm64",
     "platform_release": "22.5.0", "platform_system": "Darwin", "platform_version": "Darwin Kernel Version 22.5.0",
     "python_full_version": "3.10.0rc1", "platform_python_implementation": "PyPy", "python_version": "3.10",
     "sys_platform": "darwin", "extra": "gpu"},
]
NAMES = ["mlflow", "scikit-learn", "Scikit_Learn", "ruamel.yaml", "a", "A1", "zope.interface", "foo_", "-bad", "x-", "é", "torch2"]
EXTRAS = ["", "[dev]", "[a,b]", "[ a , B_c ]", "[]", "[,]", "[a", "[a b]"]
OPERATORS = ["==", ">=", "<=", "<", ">", "~=", "!=", "===", "=", "=>", "^"]
COLLECTED = [
    "numpy>=1.21,<2", "pandas == 2.0.3", "torch==2.1.0+cu118", "tensorflow~=2.12.0", "mlflow[extras]>=2,!=2.3.*",
    "requests (>=2.0)", "requests (>=2.0", "six>=1.5;python_version<'3'", "pywin32 >= 1.0 ; sys_platform == 'win32'",
    "pip @ https://example.org/pip-22.0.tar.gz", "pip@https://example.org/pip.whl ; os_name=='posix'", "name@http://foo.com",
    "typing-extensions; python_version < '3.10' and platform_system != \"Windows\"", "uvloop; (sys_platform=='linux' or sys_platform=='darwin') and implementation_name=='cpython'",
    "pkg ; extra == 'dev-tools'", "pkg;extra=='DEV_tools' or 'gpu' == extra", "black==22.*", "black>=22.*", "a==1.0.dev*", "a===weird-version",
    "a==1.0.post1", "a==1!2.0", "a>=1.0rc1", "a~=1", "a==1.0,", "a==,1", "a;python_version in '3.9 3.10'", "a;python_version not in '3.9, 3.11'",
    "a;platform_release >= '20'", "a;'linux' in sys_platform", "a;sys_platform in 'linux darwin'", "a;os.name == 'posix'", "a;python_implementation=='PyPy'",
    "a ;", "a ; python_version", "a ; python_version >= 3.9", "a b", "a >=1 <2", "", " ", "=1.0", "a=1.0", "a>1.0,>2", "a<2.0.0a1", "a[b]==1 ; extra != 'gpu'",
]


def a_version(pick):
    text = pick.choice(["", "", "", "v", "1!", " "])
    text += ".".join(str(pick.choice([0, 1, 2, 3, 9, 10, 21, 2023])) for _ in range(pick.choice([1, 2, 2, 3, 3, 3, 4])))
    text += pick.choice(["", "", "", "", "a1", "b2", "rc1", ".rc.1", "-alpha", "_c3", "pre", "preview4"])
    text += pick.choice(["", "", "", "", ".post1", "-1", "-r2", ".rev", "post"])
    text += pick.choice(["", "", "", "", ".dev0", "dev3", "-dev_1"])
    text += pick.choice(["", "", "", "", "+cu118", "+local.1", "+ubuntu-2", "+", "+a..b"])
    return text


def a_marker(pick, depth=0):
    if depth < 3 and pick.random() < 0.3:
        inner = a_marker(pick, depth + 1) + pick.choice([" and ", " or ", " AND ", "and "]) + a_marker(pick, depth + 1)
        return pick.choice([inner, "(" + inner + ")", "( " + inner + " )", "(" + inner])
    variable = pick.choice(["python_version", "python_version", "python_full_version", "os_name", "sys_platform", "platform_machine",
                            "platform_release", "platform_system", "platform_python_implementation", "implementation_name",
                            "implementation_version", "extra", "platform_version", "unknown_thing"])
    value = pick.choice(["3.9", "3.10", "3", "3.11.0", "3.9.13", "3.10.0rc1", "posix", "nt", "linux", "win32", "darwin", "Linux", "Windows", "x86_64",
                         "CPython", "pypy", "dev-tools", "Dev_Tools", "GPU", "3.*", "3.9 3.10", "10", "22.5.0", ""])
    operator = pick.choice(["==", "!=", "<", ">", "<=", ">=", "in", "not in", "~=", "===", "=", "not  in"])
    quote = pick.choice(["'", '"'])
    left, right = variable, quote + value + quote
    if pick.random() < 0.15:
        left, right = right, left
    return left + pick.choice([" ", " ", ""]) + operator + pick.choice([" ", " ", ""]) + right


def a_requirement(pick):
    text = pick.choice(NAMES) + pick.choice(EXTRAS) * (pick.random() < 0.4) + pick.choice(["", "", " "])
    kind = pick.random()
    if kind < 0.1:
        text += "@" + pick.choice(["", " "]) + pick.choice(["https://example.org/a-1.0.zip", "git+https://example.org/o/p.git@v1", "file:///a", ""]) + pick.choice(["", " "])
    elif kind < 0.85:
        clauses = pick.choice([",", ", ", " ,"]).join(
            pick.choice(OPERATORS[:8] if pick.random() < 0.9 else OPERATORS) + pick.choice(["", "", " "]) + a_version(pick).strip() + pick.choice(["", "", "", ".*"])
            for _ in range(pick.choice([1, 1, 2, 3])))
        text += pick.choice([clauses, clauses, clauses, "(" + clauses + ")"])
    if pick.random() < 0.5:
        text += pick.choice([";", " ;", "; ", " ; "]) + a_marker(pick)
    return text


def say(**fields):
    print(json.dumps(fields))


def versions(pick):
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion, Version

    def parse(text):
        try:
            return Version(text)
        except InvalidVersion:
            return None

    texts = sorted({a_version(pick) for _ in range(900)})
    for text in texts:
        version = parse(text)
        say(kind="version", text=text, ok=version is not None, canonical=str(version) if version else "")
    good = [text for text in texts if parse(text)]
    for _ in range(1500):
        a, b = pick.choice(good), pick.choice(good)
        x, y = Version(a), Version(b)
        say(kind="order", a=a, b=b, order=(x > y) - (x < y))
    for _ in range(2500):
        text = ",".join(pick.choice(OPERATORS[:8]) + a_version(pick).strip() + pick.choice(["", "", ".*"]) for _ in range(pick.choice([1, 1, 2])))
        version = pick.choice(good)
        if pick.random() < 0.5:  # near the bound, where the rules bite
            near = text.split(",")[0].lstrip("=<>~!").removesuffix(".*")
            near = pick.choice([near, near + ".1", near + ".post1", near + "rc1", near + ".dev1", near + "+x"])
            version = near if parse(near) else version
        try:
            admits = SpecifierSet(text).contains(Version(version), prereleases=True)
            ok = True
        except InvalidSpecifier:
            ok = admits = False
        say(kind="specifier", text=text, version=version, ok=ok, admits=admits)


def requirements(pick):
    from packaging.markers import UndefinedComparison, UndefinedEnvironmentName
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.version import InvalidVersion

    def evaluate(marker, environment):
        try:
            return marker.evaluate(environment)
        except (UndefinedComparison, UndefinedEnvironmentName, InvalidVersion):
            return None  # packaging refuses to answer

    for text in itertools.chain(COLLECTED, (a_requirement(pick) for _ in range(3000))):
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            say(text=text, ok=False)
            continue
        say(text=text, ok=True, name=requirement.name, extras=sorted(requirement.extras), url=requirement.url or "",
            clauses=sorted(str(clause) for clause in requirement.specifier), marker=requirement.marker is not None,
            holds=[evaluate(requirement.marker, e) for e in ENVIRONMENTS] if requirement.marker else [])


def poetry(pick):
    from poetry.core.constraints.version import Version, parse_constraint

    def number():
        return ".".join(str(pick.choice([0, 0, 1, 2, 3, 10])) for _ in range(pick.choice([1, 2, 3, 3])))

    for _ in range(600):
        first = pick.choice(["^", "^", "~", ">=", "<", "==", "!=", "", ">", "<="]) + number()
        text = first + (pick.choice([",", " ", ", "]) + pick.choice(["<", "!=", ">="]) + number() if pick.random() < 0.3 else "")
        if pick.random() < 0.1:
            text = pick.choice(["*", number() + ".*", "^" + number() + "rc1"])
        try:
            constraint = parse_constraint(text)
        except Exception:
            continue
        asked = [number() for _ in range(4)]
        say(text=text, versions=asked, admits=[constraint.allows(Version.parse(v)) for v in asked])


if __name__ == "__main__":
    {"versions": versions, "requirements": requirements, "poetry": poetry}[sys.argv[1]](random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1))
