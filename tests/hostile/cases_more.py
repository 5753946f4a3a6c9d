"""What another stranger might think of: values that change while they are looked at, objects that answer with themselves,
notebooks of other makers, project files of enormous length, folders where files should be.
"""
import json
import os
import subprocess
import sys

from make import LOG, SMALL, START, add, case, size

RUN = "with mlflow.start_run():\n    "
BODY = START + RUN + "mlflow.log_param('a', 1)\n"


def notebook(cells, **more):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


def cell(source, kind="code", **more):
    return {"cell_type": kind, "source": source, "metadata": {}, "outputs": [], "execution_count": None, **more}



def dense(n):
    """Of what is slow because every few bytes are a node."""
    return n // 60 if SMALL else n


# --- depth and length ------------------------------------------------------------------------------------------------

for name, (before, inside, after, depth) in {
    "parentheses": ("(", "1", ")", 100000), "lambdas": ("lambda: ", "1", "", 100000), "brackets_open": ("[", "", "", 200000), "mixed_open": ("({[", "", "", 60000),
    "f_strings": ("f'{f\"{", "1", "}\"}'", 5000), "keywords": ("f(a=", "1", ")", 50000), "starred": ("f(*", "a", ")", 50000), "slices": ("a[", "1", ":]", 50000), "dictionaries": ("{**", "a", "}", 50000),
    "generators": ("(x for x in ", "q", ")", 20000), "inverted": ("~", "1", "", 200000), "yields": ("(yield ", "1", ")", 20000), "conditions": ("(1 if ", "c", " else 2)", 20000), "attributes_of_calls": ("", "a", "().b", 100000),
    "targets": ("", "a", " = a", 100000), "annotations": ("x: ", "int", "", 20000), "strings_beside": ("'a' ", "'b'", "", 200000),
}.items():
    add("very_deep_" + name, START + "x = " + before * size(depth) + inside + after * size(depth) + "\n" + LOG)
add("very_deep_patterns", START + "match x:\n    case " + "[" * size(20000) + "a" + "]" * size(20000) + ":\n        mlflow.log_param('a', a)\n    case " + "C(k=" * size(20000) + "b" + ")" * size(20000) + ":\n        pass\n")
add("very_deep_assignment_targets", START + "(" * size(20000) + "a" + ",)" * size(20000) + " = b\nfor " + "[" * size(20000) + "a" + "]" * size(20000) + " in b: pass\n" + LOG)
for name, part in {"numbers": "1,", "names": "a,", "calls": "f(),", "strings": "'',", "dictionaries": "{},", "attributes": "a.b,", "comparisons": "a<b,", "lambdas": "lambda:0,", "sums": "a+"}.items():
    # Just below the limit of one file: every few bytes are a node.
    add("one_line_of_" + name, START + "x = [" + part * (dense(18 << 20) // len(part)) + "1]\n" + LOG)
add("one_line_of_text", START + "x = '" + "a" * dense(18 << 20) + "'\n" + LOG)
add("many_short_lines", START + "f()\n" * (dense(18 << 20) // 4) + LOG)
add("many_log_calls", START + "mlflow.log_metric('a',1)\n" * (dense(18 << 20) // 26))
add("many_blocks", START + "if a:\n b\n" * (dense(18 << 20) // 9) + LOG)
add("many_errors", START + "if a b:\n )\n" * (dense(4 << 20) // 11) + LOG)
add("many_imports", START + "".join(f"import a{i}.b{i} as c{i}\nfrom d{i} import *\n" for i in range(size(40000))) + LOG)
add("many_definitions", START + "".join(f"class C{i}(C{i - 1}):\n    def m{i}(self, x=[]): mlflow.log_param('p{i}', x)\n" for i in range(size(20000))) + f"C{size(20000) - 1}().m1()\n")
add("many_decorators", START + "@a\n" * size(40000) + "def f(): mlflow.log_param('a', 1)\nf()\n")
add("many_keywords", START + "mlflow.log_params(dict(" + ",".join(f"k{i}={i}" for i in range(size(40000))) + "))\nf(" + "*a, **b, " * size(20000) + ")\nclass C(" + "a.b, " * size(20000) + "): pass\n")
add("many_targets", START + " = ".join(["x"] * size(40000)) + " = mlflow\n" + ", ".join(["y"] * size(40000)) + " = z\ndel " + ", ".join(["y"] * size(40000)) + "\nglobal " + ", ".join(["y"] * size(40000)) + "\n")
add("carriage_returns_alone", ("import mlflow\r" + "mlflow.log_metric('a', 1)\r" * size(200000)).encode())
add("many_cells", "# %%\nimport mlflow\n" + "# %% a\nmlflow.log_metric('a', 1)\n" * size(80000))

# --- values that answer with themselves --------------------------------------------------------------------------------

add("texts_that_grow", START + "s = 'a'\nwhile True:\n    s += s + f'{s}{s}' + '%s%s' % (s, s) + '{0}{0}'.format(s)\n    s = s.replace('a', s).join(s).ljust(len(s) * 9, 'x')\n    mlflow.log_param(s, s)\n"
    "l = [1]\nwhile l:\n    l = l + l + [l] * 9 + l[:] + l[::-1]\n    l[1:1] = l\n    l[:] = l * 30\n    l[len(l):] = l\n    mlflow.log_params({str(l): l})\nd = {}\nwhile 1:\n    d[str(d)] = d.copy()\n    d = {**d, 'a': d} | {str(len(d)): d}\n    mlflow.log_params(d)\n")
add("slices_of_all_kinds", START + "l = list(range(50))\ns = 'abc' * 20\n" + "".join(
    f"mlflow.log_param('a{n}', l[{part}])\nmlflow.log_param('b{n}', s[{part}])\nl[{part}] = l\nl[{part}] = 'xy'\nl[{part}] = 5\ndel l[{part}]\nl = list(range(9))\n" for n, part in enumerate(
        ("::0", f"{2**70}:", f":{-2**70}", f"::{2**63 - 1}", f"::-{2**63}", f"{-2**63}:{2**63 - 1}", "5:2", "5:2:-1", "::-7", "-1:", "None:None:None", "'a':'b'", "l:l", "1.5:", "True:False", "x:y:z", "-9999999:9999999:3"))))
add("deletions_of_all_kinds", START + "l = [1, 2, 3]\ndel l[0], l[-1], l[99], l[2**70], l[-2**63], l['a'], l[None], l[1:2], l[::2], l[x], l\ndel l[0]\nd = {1: 2}\ndel d[1], d[1], d[d], d[[]], d\nmlflow.log_param('a', d)\nt = (1, 2)\ndel t[0]\ndel 'abc'[0]\n")
add("sorting_that_changes", START + "l = [3, 1, 2] * 20\nl.sort(key=lambda x: l.sort() or l.append(x) or x)\nl.sort(key=l.sort)\nl.sort(key=lambda x: l.clear())\nsorted(l, key=lambda x: sorted(l, key=lambda y: sorted(l, key=sorted)))\n"
    "def k(x): return sorted([x, x], key=k)\nmlflow.log_param('a', sorted([[1], [2]], key=k))\nmax(l, key=k)\nl.sort(key=k, reverse=k)\nt = ()\nfor i in range(400): t = (t, 1)\nu = ()\nfor i in range(400): u = (u, 1)\nmlflow.log_param('b', sorted([t, u, t, u]))\n"
    "mlflow.log_param('c', t < u)\nmlflow.log_param('d', [t, u].index(u))\nmlflow.log_param('e', t in [u, t])\na = [1]\nb = [1]\na.append(b)\nb.append(a)\nmlflow.log_param('f', a == b)\nmlflow.log_param('g', sorted([a, b]))\nmlflow.log_param('h', [a, b].count(a))\nmlflow.log_param('i', {'a': a} == {'a': b})\n")
add("formats_of_all_kinds", START + "".join(f"mlflow.log_param('f{i}', f'{{1:{s}}}{{1.5:{s}}}{{True:{s}}}{{\"ü\":{s}}}{{x:{s}}}')\nmlflow.log_param('g{i}', format(1.5, '{s}') + '{{:{s}}}'.format(-7))\nmlflow.log_param('h{i}', '%{s}' % 1.5 + '%{s}' % 'ü' + '%{s}' % -7)\n" for i, s in enumerate(
    ("999", "1000", "99999999999999999999", ".999f", ".1000f", "0999d", "=+999", "*^999", "ü^9", "\U0001f600>9", ",", "_", "_x", ",b", "#x", "#010b", "e", "E", "g", "G", "n", "c", "%", ".0%", ".3", "s", ".2s", "5.1", "-5d", "+ 5d", "05s", "<<<", "{", "z.1f", "!r", "0=5", "99.99%", " d", "d ", "1.", "."))))
add("arithmetic_at_the_edge", START + "".join(f"mlflow.log_param('a{i}', {e})\n" for i, e in enumerate(
    ("9223372036854775807 + 1", "-9223372036854775808 // -1", "(-9223372036854775807 - 1) % -1", "abs(-9223372036854775807 - 1)", "-(-9223372036854775807 - 1)", "~9223372036854775807", "1 << 63", "-1 << 62", "-1 >> 9999", "1 >> -1", "3 ** 9999999", "(-1) ** (2**62)", "0 ** 2**62", "2 ** -9999", "(-8) ** 0.5", "1e308 * 10", "1e308 // 1e-308",
     "5e-324 % 1e308", "-0.0 // 5", "0.0 ** -1", "True << 62", "True & 5", "True ^ True", "round(1e308, 20)", "round(5e-324, 20)", "round(1.5, -2)", "round(1.5, 10**9)", "round(2**70, -3)", "int('9' * 5000)", "int('_1')", "int(' 1_0 ')", "float('1_0.5e1_0')", "float('1e400')", "float('.')", "float('+-1')", "int('+-1')", "int('')", "sum([1e308] * 2)",
     "sum([0.1] * 256)", "min([])", "max({}, default={})", "divmod(1, 0)", "hash(1)", "[1, 2] < [1, 'a']", "(1,) < [1]", "'a' < b'a'", "sorted([1, 'a', None])", "9007199254740993 / 1", "1 / 3 * 3 == 1", "2**53 + 1.0", "{1: 2}[True]", "1 is True", "() is ()"))))
add("objects_that_answer_themselves", START + """
class A:
    def __getattr__(self, n): return self
    def __call__(self, *a, **k): return self
    def __iter__(self): return self
    def __next__(self): return self
    def __enter__(self): return self
    def __exit__(self, *a): return self
    def __getitem__(self, k): return self
    def __setitem__(self, k, v): self[k] = self[v]
    def __str__(self): return str(self)
    def __repr__(self): return f"{self}{self!r}"
    def __format__(self, s): return format(self, s)
    def __eq__(self, o): return self == o
    def __lt__(self, o): return self < o
    def __bool__(self): return bool(self)
    def __len__(self): return len(self)
    def __hash__(self): return hash(self)
    def __contains__(self, x): return x in self
    def __add__(self, o): return self + o
    __radd__ = __mul__ = __or__ = __sub__ = __add__
    def keys(self): return self
    def __del__(self): del self
a = A()
for x in a: mlflow.log_metric(x, a[x])
mlflow.log_params(a)
mlflow.log_params({**a, a: a})
mlflow.log_param("a", a)
mlflow.log_param(f"{a:{a}}", a + a * a | a - a)
with a as b, mlflow.start_run(run_name=b): mlflow.log_param("%s" % a, sorted([a, a], key=a))
if a == a and a in a and a < a or not a: mlflow.log_metric("b", len(a))
f(*a, **a)
""")
add("classes_that_make_themselves", START + """
class M(type):
    def __new__(m, n, b, d, **k): return m(n, b, d)
    def __prepare__(n, b, **k): return M.__prepare__(n, b)
    def __instancecheck__(c, i): return isinstance(i, c)
    def __getitem__(c, i): return c[i]
    def __setattr__(c, n, v): setattr(c, n, v)
class D:
    def __init_subclass__(cls, **k):
        class E(cls): pass
        super().__init_subclass__(**k)
        mlflow.log_param(cls.__name__, 1)
    def __set_name__(self, o, n): setattr(o, n, D())
    def __get__(self, i, o): return i.d if i else o.d
    def __set__(self, i, v): i.d = v
    def __new__(cls, *a): return cls(*a)
    def __class_getitem__(cls, x): return cls[x]
    d = property(lambda s: s.d, lambda s, v: setattr(s, "d", v))
class E(D, metaclass=M, x=1):
    d = D()
    E = E
    def __init__(self): self.__init__(); self.d = self
    class E(E): pass
e = E()
e.d = e
mlflow.log_params({"a": e.d, "b": E[E[E]], "c": isinstance(e, E)})
from functools import cached_property, wraps, lru_cache, singledispatch
class F:
    @cached_property
    def p(self): return self.p
    @property
    @lru_cache
    def q(self): return self.q + self.p
    @staticmethod
    def s(): return F.s()
    @classmethod
    def c(cls): return cls.c()
    @p.setter
    def p(self, v): self.p = v
mlflow.log_params({"p": F().p, "q": F().q, "s": F.s(), "c": F.c()})
def f(g=lambda: f()): return g()
f()
@f
@wraps(f)
class G:
    @f
    def f(self): return f(self.f)
mlflow.log_param("g", G().f())
""")
add("generators_without_end", START + """
import itertools
def g(n=0):
    while True:
        n = yield n
        mlflow.log_metric(f"a{n}", n)
        yield from g(n + 1)
for x in g(): mlflow.log_metric("x", x)
mlflow.log_params({str(i): i for i in itertools.count()})
mlflow.log_param("l", list(itertools.chain.from_iterable(itertools.repeat(itertools.cycle("ab")))))
mlflow.log_param("s", sorted(g(), key=g))
mlflow.log_param("t", sum(x for x in g() for y in g() for z in g()))
a, *b = g()
print(*g(), **{str(k): v for k, v in zip(g(), g())})
it = iter(g())
while (y := next(it)) is not None: mlflow.log_metric("y", y)
async def h():
    async for x in h(): yield x; mlflow.log_metric("h", await x)
async def m(): [x async for x in h() async for y in h()]; await m()
""")
add("scopes_of_all_kinds", START + "globals().update(globals())\nlocals()['x'] = vars()\nfor k, v in list(globals().items()): mlflow.log_param(k, v)\nexec('mlflow.log_param(\"a\", 1)')\neval('eval(\"1\")')\n__builtins__.x = 1\n__name__ = __file__ = None\n"
    "def f():\n    def f():\n        nonlocal f\n        f = f()\n        return f\n    return f()\nf = f()\nmlflow.log_params(vars(f) | locals() | globals())\nsetattr(mlflow, 'log_param', f)\ngetattr(mlflow, 'log_' + x)('a', 1)\nmlflow.__dict__['log_metric'](1)\n[mlflow := x for x in y]\nlambda: (yield)\ndel globals, locals\n")
add("search_spaces_of_all_kinds", START + "from sklearn.model_selection import GridSearchCV\nfrom sklearn.svm import SVC\n" + "".join(f"GridSearchCV(SVC(), {space}).fit(x, y)\n" for space in (
    "{'': [1]}", "{'__': [1]}", "{'_': [1]}", "{'a__': [1]}", "{'__a': [1]}", "{1: [2]}", "{None: None}", "[{}, [], None, {'': {}}]", "''", "[[[{'C': 1}]]]", "{'C': x, **y}", "{'C': ''}", "{'a' * 9999: [1]}")))
add("modules_named_as_libraries", {"a.py": "import mlflow, os, sys, numpy, sklearn.linear_model\nfrom mlflow import *\nmlflow.log_param('a', os)\n", "mlflow.py": "from mlflow import *\nimport mlflow, a\nlog_param = lambda *a: log_param(*a)\n", "mlflow/__init__.py": "from .mlflow import *\nfrom . import mlflow as mlflow\nfrom .. import mlflow\n",
    "os.py": "import os\n", "sys/__init__.py": "import sys.sys\n", "numpy/__init__/__init__.py": "", "sklearn/linear_model.py": "import mlflow\nclass LogisticRegression(LogisticRegression): pass\n", "__init__.py": "from . import *\n", "__main__.py": "import __main__\nfrom __main__ import *\n", "builtins.py": "print = mlflow = 1\n"})
add("star_imports_in_a_ring", {f"m{i}.py": "import mlflow\n" + "".join(f"from m{(i * 7 + k) % 60} import *\n" for k in range(20)) + f"x{i} = x{(i + 1) % 60}\nmlflow.log_param('a', x{i})\n" for i in range(60)})
add("packages_in_packages", {"/".join(["p"] * i) + "/__init__.py": "from . import p\nfrom .p import *\nfrom " + "." * i + "p import x\nimport mlflow\nmlflow.log_param('a', x)\n" for i in range(1, 60)})
add("messages_of_great_length", START + "k = 'ключ' * 4000\nmlflow.log_param(k, k)\nmlflow.log_param(k, 1)\nmlflow.log_metric(k, '" + "ü" * 20000 + "')\nmlflow.start_run(run_name=k)\nmlflow.start_run(run_name=k)\nmlflow." + "x" * 20000 + "(k)\nmlflow.log_params({k: k, " + ", ".join(f"k + '{i}': k" for i in range(300)) + "})\n")
add("texts_of_odd_letters", START + "".join(f"mlflow.log_param({t!r}.{m}, {t!r}.{m})\n" for t in ("ß", "İ", "ŉ", "ﬁ", "ǆ", "Ω", "\u0345", "a\u0301", "ΑΣ", "\u2000a\u3000", "\x1ca\x85", "１２", "²", "👨‍👩") for m in (
    "upper()", "lower()", "title()", "capitalize()", "swapcase()", "casefold()", "strip()", "split()", "zfill(9)", "center(9)", "replace('', 'x')", "partition('a')", "isdigit()", "encode()", "splitlines()", "rsplit(None, 1)[0]", "translate({97: 'b'})", "expandtabs()", "count('')", "find('')")))

# --- notebooks ---------------------------------------------------------------------------------------------------------

for name, text in {
    "outputs_deep": notebook([cell(BODY, outputs=1)]).replace('"outputs": 1', '"outputs": ' + '[{"data":' * size(100000) + "1" + "}]" * size(100000)), "outputs_huge": notebook([cell(BODY, outputs=[{"output_type": "display_data", "data": {"image/png": "iVBO" * size(4 << 20)}}])]),
    "outputs_many": notebook([cell(BODY, outputs=[{"output_type": "stream", "text": ["x\n"] * 100}] * size(8000))]), "numbers": '{"cells":[{"cell_type":"code","source":"import mlflow","execution_count":1e400,"x":-1e400,"y":' + "9" * 100000 + "}],\"nbformat\":1e400,\"nbformat_minor\":-0}",
    "counts": notebook([cell(BODY, execution_count=n) for n in (0, -1, 2**31, 2**63, 2**64, 1.5, "3", [], {}, True, None)]), "nan": '{"cells":[{"cell_type":"code","source":"import mlflow","execution_count":NaN}],"nbformat":Infinity}',
    "raw_nul": b'{"cells":[{"cell_type":"code","source":"import mlflow\0\\nmlflow.log_param(1, 2)"}],"nbformat":4}', "raw_controls": b'{"cells":[{"cell_type":"code","source":"import mlflow\n\tmlflow.log_param(1, 2)\x01\x1b"}],"nbformat":4}', "bad_utf_8": b'{"cells":[{"cell_type":"code","source":"import mlflow\\nx = \'\xff\xfe\xed\xa0\x80\'"}],"nbformat":4}',
    "lone_surrogates": '{"cells":[{"cell_type":"code","source":["\\udc00\\ud800import mlflow\\n","mlflow.log_param(\'\\ud83d","\\ude00\', 1)\\n"]}],"nbformat":4}', "comments": "// x\n/* y */" + notebook([cell(BODY)]), "comma": notebook([cell(BODY)]).replace("]}", ",]}"), "quotes": notebook([cell(BODY)]).replace('"', "'"),
    "source_is_map": notebook([cell({"a": BODY}), cell([[BODY]]), cell([1, None, BODY, {}]), cell(None), cell(True), cell(1e300)]), "two_documents": notebook([cell(BODY)]) + "\n" + notebook([cell(BODY)]), "lines_of_json": "\n".join([notebook([cell(BODY)])] * 500),
    "version_3": json.dumps({"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": [{"cell_type": "code", "input": [BODY, 1, None], "prompt_number": n, "language": "python", "collapsed": 1} for n in (1, "2", None, 2**70)] + [{"cell_type": "heading", "level": 99, "source": 1}]}] * 3}), "versions_mixed": json.dumps({"nbformat": 4, "worksheets": [{"cells": [cell(BODY)]}], "cells": [{"cell_type": "code", "input": BODY, "source": BODY, "outputs": []}]}),
    "keys_of_all_kinds": "{" + ",".join(f'"k{i}":[]' for i in range(size(400000))) + ',"cells":[{"cell_type":"code","source":"import mlflow"}],"nbformat":4}', "keys_escaped": '{"\\u0063ells":[{"\\u0063ell_type":"\\u0063ode","\\u0073ource":"import mlflow\\nmlflow.log_param(1,1)"}],"nbformat":4}', "endings": notebook([cell("import mlflow\r\nmlflow.log_param('a', 1)\rx = 1\u2028\u2029\x85\x0b\x0cy\r\n")]),
    "magics_of_all_kinds": notebook([cell(s) for s in ("%%writefile ../../../outside/x.py\nimport mlflow", "%run -i ../../../../etc/passwd\n%run $x\n%run", "!ls \\\n  x \\\n", "%pip install \\\n mlflow \\\n -r /etc/passwd", "x = %sql \\\n select 1\ny = !ls | \\\n wc", "%%timeit -n1 import mlflow\nmlflow.log_param('a', 1)", "%%script python\nimport mlflow", "%%file\n", "%%", "%%\n%%\n%%", "?", "??", "a?\nb??\n?c\n??d", "%%html --isolated\n<script>\n", "if 1:\n    %pip install mlflow\n    !touch EXECUTED\nelse:\n    %%bash\n", "%cd ..\n%env A=$B\n%set_env X\n%store -r\n%load /etc/passwd\n%loadpy x\n%autoreload 2", "!" * 5000, "%" + "a" * 99999)]),
}.items():
    add("notebook_with_" + name, {"a.ipynb": text, "b.py": START + LOG})
add("cells_of_many_values", {"a.ipynb": notebook([cell(START + "x = [" + "1," * 200000 + "]\n" + LOG)] * (3 if SMALL else 40))})

# --- project files -----------------------------------------------------------------------------------------------------

FILES = ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "requirements.in", "Pipfile", "Pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "pixi.toml", "pixi.lock", "conda.yaml", "environment.yml", "conda-lock.yml", "python_env.yaml", "MLproject", "Dockerfile", "docker-compose.yml", "dvc.yaml", "dvc.lock",
         "params.yaml", ".dvc/config", "a.csv.dvc", ".gitignore", ".dvcignore", ".gitattributes", ".python-version", "runtime.txt", ".tool-versions", ".env", ".gitlab-ci.yml", ".github/workflows/a.yml", "azure-pipelines.yml", "Jenkinsfile", "tox.ini", "noxfile.py", "Makefile", "justfile", "conf/config.yaml", "tracklint.toml", "mlruns/0/meta.yaml", "mlflow.db", "databricks.yml")


def every_file(name, make):
    def build(folder):
        (folder / "a.py").write_text(BODY + "import numpy, sklearn\n")
        for file in FILES:
            place = folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            make(place)
        return {"common": ["--no-cache", "-j1"]}
    build.__name__ = "every_file_" + name
    case(build)


def written(data):
    return lambda place: place.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))


for name, make in {
    "is_a_folder": lambda place: (place / place.name).mkdir(parents=True), "is_a_pipe": lambda place: os.mkfifo(place), "leads_to_itself": lambda place: place.symlink_to(place.name), "leads_nowhere": lambda place: place.symlink_to("/nowhere/at/all"), "leads_to_zeros": lambda place: place.symlink_to("/dev/zero"),
    "leads_to_the_folder": lambda place: place.symlink_to(".."), "is_empty": written(""), "is_one_letter": written("a"), "is_one_bracket": written("["), "is_one_quote": written('"""'), "is_one_brace": written("{"), "is_nul": written(bytes(5000)), "is_newlines": written("\n" * 99999), "is_blanks": written(" " * 99999), "is_tabs": written("a:\n\t- b\n\tc = d\n" * 999), "is_utf_16": written("a: [mlflow]\n".encode("utf-16")),
    "is_bytes": written(bytes(range(256)) * 40), "is_one_line": written("a" * (1 << 20)), "is_colons": written(": " * 99999), "is_dashes": written("- " * 40000), "is_equals": written("a=" * 99999), "is_documents": written("---\na: 1\n" * 20000), "is_keys": written("".join(f"k{i}: [v{i}]\n" for i in range(20000))), "is_sections": written("".join(f"[s{i}]\nk{i} = 'v'\n" for i in range(20000))),
    "is_lines": written("mlflow==2.1\n" * 60000), "is_continued": written("a \\\n" * 60000), "is_quoted": written("'a' \"b\" " * 40000), "is_directives": written("%YAML 1.1\n" * 9999 + "--- !!map\n? ? ? a\n: b\n"), "is_anchors": written("".join(f"k{i}: &a{i} *a{i - 1 if i else 0}\n" for i in range(5000))), "is_merged": written("a: &a\n  <<: *a\n  b: {<<: [*a, *a, 1, x]}\n<<: *a\n<<: 1\n"), "is_questions": written("? " * 40000), "is_scalars": written("a: |9\n" + "x: >-\n" + " y\n" * 40000 + "z: |+\n" + "\n" * 40000), "is_tags": written("!!python/object:os.system {a: !<b> !c d}\n" * 5000),
    "is_variables": written("".join(f"A{i}=${{A{i + 1}:-$A{i + 2}}}\n" for i in range(5000)) + "ENV A=$A B=${B}\nRUN pip install $A mlflow==${B:-$(touch EXECUTED)}\n"), "is_heredocs": written("FROM x\nRUN <<EOF <<-'B' <<C\npip install mlflow\n" * 5000), "is_interpolated": written("[metadata]\nname = %(name)s\nversion = %(a)s%(b)s\n[options]\ninstall_requires =\n" + "".join(f"    a{i}%(install_requires)s\n" for i in range(9999))),
    "is_json": written(json.dumps({f"k{i}": {"version": "==1", "hashes": ["sha256:" + "0" * 64] * 3, "dependencies": {f"d{j}": "*" for j in range(5)}} for i in range(6000)})), "is_packages": written("".join(f'[[package]]\nname = "p{i}"\nversion = "1.{i}"\ndependencies = [{{name = "p{i + 1}"}}, {{name = "p{i // 2}", marker = "python_version > \'3\'"}}]\n' for i in range(12000))),
}.items():
    every_file(name, make)

# --- folders and stores ------------------------------------------------------------------------------------------------


@case
def folders_longer_than_a_path(folder):
    (folder / "a.py").write_text(BODY)
    make = "import os\nfor i in range(60):\n    os.mkdir('d' * 200)\n    os.chdir('d' * 200)\n    open('x.py', 'w').write('import mlflow\\n')\n"
    subprocess.run([sys.executable, "-c", make], cwd=folder, check=True)  # a process of its own: it goes into them


@case
def twenty_thousand_files(folder):
    for i in range(size(20000)):
        (folder / f"f{i}.py").write_text(BODY if i % 50 == 0 else "x = 1\n")
    for i in range(size(8000)):
        (folder / f"e{i}").mkdir()


@case
def stores_of_all_kinds(folder):
    (folder / "train.py").write_text("import mlflow\nmlflow.set_tracking_uri('mlruns')\nmlflow.set_experiment('x')\n" + RUN + "mlflow.log_param('a', 1)\n")
    runs = folder / "mlruns"
    for i in range(size(4000)):
        (runs / str(i)).mkdir(parents=True)
        (runs / str(i) / "meta.yaml").write_text(f"experiment_id: '{i}'\nname: " + ("[" * 2000 if i % 3 == 0 else "&a [*a]" if i % 3 == 1 else "\"\\e[31m\"") + "\n")
    os.mkfifo(runs / "meta.yaml")
    (runs / "loop").symlink_to("..")
    (runs / ".trash").symlink_to(".trash")
    (runs / "x").mkdir()
    os.mkfifo(runs / "x" / "meta.yaml")
    (folder / "mlflow.db").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 99)
    (folder / "mlflow.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))
    (folder / "mlflow.db-journal").mkdir()


@case
def baseline_of_many(folder):
    (folder / "a.py").write_text(BODY)
    entry = {"rule": "MLF101", "path": "a.py", "fingerprint": "x" * 64, "message": "\x1b[31m", "line": 1}
    (folder / "b.json").write_text(json.dumps({"schema": "tracklint-baseline/1", "findings": [{**entry, "fingerprint": f"{i:064x}", "path": f"{i}\n::error::.py"} for i in range(size(400000))]}))
    return {"check": ["--baseline", "b.json"]}


for name, make in {"folder": lambda place: place.mkdir(), "pipe": lambda place: os.mkfifo(place), "itself": lambda place: place.symlink_to(place.name), "zeros": lambda place: place.symlink_to("/dev/zero"), "sarif": written(json.dumps({"version": "2.1.0", "runs": [{"results": 1, "tool": []}]})), "utf_16": written("{}".encode("utf-16")), "cut": written('{"schema":"tracklint-baseline/1","findings":[{"rule":"MLF')}.items():
    def build(folder, make=make):
        (folder / "a.py").write_text(BODY)
        make(folder / "b.json")
        return {"check": ["--baseline", "b.json"]}
    build.__name__ = "baseline_is_" + name
    case(build)


def dot_git(name, make):
    def build(folder):
        (folder / "a.py").write_text(BODY)
        make(folder / ".git")
        return {"corpus": {}}
    build.__name__ = "dot_git_" + name
    case(build)


def bare(place, **files):
    for folder in ("objects/info", "objects/pack", "refs/heads", "info"):
        (place / folder).mkdir(parents=True)
    for path, content in {"HEAD": "ref: refs/heads/main\n", "config": "[core]\n\trepositoryformatversion = 0\n\tbare = false\n", **{k.replace("__", "/"): v for k, v in files.items()}}.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(content if isinstance(content, bytes) else content.encode())


PACK = b"PACK\0\0\0\x02\0\0\0\x01\x9f\xff\xff\xff\xff\xff\xff\xff\x7fx\x9c\x03\0\0\0\0\x01" + bytes(20)
for name, make in {
    "leads_to_itself": written("gitdir: .git\n"), "leads_in_a_ring": lambda place: (place.write_text("gitdir: g/.git\n"), (place.parent / "g").mkdir(), (place.parent / "g/.git").write_text("gitdir: ../.git\n")), "is_a_pipe": lambda place: os.mkfifo(place), "is_zeros": lambda place: place.symlink_to("/dev/zero"), "of_many_lines": written("gitdir: a\n" * 99999), "of_a_long_name": written("gitdir: " + "a/" * 99999 + "\n"), "of_nul": written(b"gitdir: a\0b\n"),
    "alternates_itself": lambda place: bare(place, objects__info__alternates=".\n../objects\n/\n\n#x\n\"\\377\"\n" + "../objects\n" * 9999), "common_folder_itself": lambda place: bare(place, commondir=".\n"), "common_folder_elsewhere": lambda place: bare(place, commondir="/etc\n", gitdir="/etc/passwd\n"), "references_in_a_ring": lambda place: bare(place, refs__heads__main="ref: refs/heads/b\n", refs__heads__b="ref: refs/heads/main\n"),
    "reference_of_great_length": lambda place: bare(place, refs__heads__main="0" * (1 << 20)), "packed_references_damaged": lambda place: bare(place, **{"packed-refs": b"# pack-refs with: peeled fully-peeled sorted \n^" + b"0" * 40 + b"\n" + b"f" * 40 + b" refs/heads/main\n" + b"zz refs/x\n" + b"0" * 39 + b" a\n" * 9999 + b"\xff\0\n"}),
    "pack_without_end": lambda place: bare(place, **{"refs__heads__main": "1" * 40 + "\n", "objects__pack__pack-" + "1" * 40 + ".pack": PACK, "objects__pack__pack-" + "1" * 40 + ".idx": b"\xfftOc\0\0\0\x02" + b"\0\0\0\x01" * 256 + b"\x11" * 20 + bytes(4) + b"\0\0\0\x0c" + bytes(40)}),
    "index_of_packs_lies": lambda place: bare(place, **{"refs__heads__main": "1" * 40 + "\n", "objects__pack__pack-" + "2" * 40 + ".pack": PACK, "objects__pack__pack-" + "2" * 40 + ".idx": b"\xfftOc\0\0\0\x02" + b"\xff\xff\xff\xff" * 256 + b"\x11" * 20 + bytes(4) + b"\xff\xff\xff\xff" + bytes(40), "objects__pack__multi-pack-index": b"MIDX\x01\x01\xff\xff" + b"\xff" * 400}),
    "configuration_of_all_kinds": lambda place: bare(place, config="[core]\nworktree = ../../../..\nrepositoryformatversion = 99999999999999\nhooksPath = /tmp\nfsmonitor = touch EXECUTED\n[include]\npath = config\npath = /dev/zero\npath = ~/x\n[includeIf \"gitdir:**/\"]\npath = .\n[extensions]\nobjectformat = sha512\n[a \"" + "b" * 99999 + "\"]\nx = \\\n" + "y \\\n" * 9999),
    "tag_files_damaged": lambda place: bare(place, HEAD="ref: refs/tags/x\n", refs__tags__x="ref: ../../../../etc/passwd\n", MERGE_HEAD="x", shallow="0" * 40 + "\n" * 9999, info__grafts="0 " * 99999, info__exclude="**/" * 9999, FETCH_HEAD="\0" * 9999),
}.items():
    dot_git(name, make)
