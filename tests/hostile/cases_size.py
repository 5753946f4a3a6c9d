"""Programs that are deep, long, recursive or grow without end."""
import json

from make import LOG, START, add, case, size


def nested(before, inside, after, depth):
    return START + "x = " + before * depth + inside + after * depth + "\n" + LOG


def ladder(line, depth, end, step=" "):
    return START + "".join(step * i + line.format(i=i) + "\n" for i in range(depth)) + step * depth + end + "\n"


for name, arguments in {
    "brackets": ("[", "", "]", 10000), "parentheses": ("(", "1", ")", 10000), "braces": ("{1:", "1", "}", 5000),
    "calls": ("f(", "1", ")", 5000), "nots": ("not ", "1", "", 10000), "minuses": ("-", "1", "", 10000),
    "lambdas": ("lambda: ", "1", "", 5000), "conditionals": ("1 if c else ", "2", "", 5000),
    "sums": ('"a" + ', '"b"', "", 10000), "attributes": ("", "a", ".b", 10000), "subscripts": ("", "a", "[0]", 10000),
    "method_chain": ("", "a", ".b()", 5000), "comprehensions": ("[a for a in ", "q", "]", 300),
    "f_strings": ('f"{', "1", '}"', 60), "powers": ("2 ** ", "2", "", 5000), "awaits": ("await ", "x", "", 5000),
}.items():
    add(name, nested(*arguments))

add("clauses_of_a_comprehension", START + "x = [a " + "for a in a " * size(300_000) + "]\n")
for name, line in {"nested_ifs": "if c{i}:", "nested_functions": "def f{i}():", "nested_classes": "class C{i}:",
                   "nested_loops": "for c{i} in x{i}:", "nested_whiles": "while c{i}:", "nested_withs": "with mlflow.start_run(nested=True):",
                   "nested_tries": "try:"}.items():
    add(name, ladder(line, 90, 'mlflow.log_metric("a", 1)'))
    add("deep_" + name, ladder(line, size(4800), 'mlflow.log_metric("a", 1)'))


@case
def patterns_that_backtrack():
    patterns = [r"(a*)*b", r"(a|a)*b", ".*.*.*.*.*.*=.*x", "a{1000}{1000}{1000}", "(a?){50}a{50}"]
    return "import re\nimport mlflow\n" + "".join(f'mlflow.log_param(re.sub({p!r}, "q", {"a" * 180!r}), 1)\n' for p in patterns)


@case
def elif_chain():
    return START + "if c == 0:\n    x = 0\n" + "".join(f'elif c == {i}:\n    x = {i}\n    mlflow.log_param("p{i}", x)\n' for i in range(size(4800)))


@case
def match_cases():
    return START + "match x:\n" + "".join(f'    case [{i}, *r] if r:\n        mlflow.log_param("a{i}", r)\n' for i in range(size(4800)))


@case
def many_statements():
    return START + "v0 = 0\n" + "".join(f"v{i} = v{i - 1} + 1\n" for i in range(1, size(100000))) + f'mlflow.log_param("a", v{size(100000) - 1})\n'


@case
def many_parameters():
    return START + "with mlflow.start_run():\n" + "".join(f'    mlflow.log_param("p{i}", {i})\n' for i in range(size(5000)))


@case
def many_branches():
    return START + "x = {}\n" + "".join(f'if a{i}:\n    x["k"] = {i}\nelse:\n    mlflow.log_metric("m{i}", {i})\n' for i in range(size(2000)))


@case
def many_runs():
    return START + "for i in range(1000):\n    mlflow.start_run()\n" + "mlflow.start_run(nested=True)\n" * size(4000)


@case
def many_exits():
    return START + "def f(x):\n" + "".join(f'    if x == {i}:\n        return {{"a": {i}}}\n' for i in range(size(2000))) + "    raise ValueError\nmlflow.log_params(f(y))\n"


@case
def functions_call_each_other():
    one = 'def f{0}(x):\n    mlflow.log_param(f"p{0}_{{x}}", x)\n    f{1}(x)\n    f{2}(x + 1)\n    return f{3}(x)\n'
    return START + "".join(one.format(i, (i * 7 + 1) % size(3000), (i * 13 + 5) % size(3000), (i * 3 + 2) % size(3000)) for i in range(size(3000)))


@case
def doubling_calls():
    return START + "".join(f"def f{i}(x):\n    return f{i + 1}(x) + f{i + 1}(x + 1)\n" for i in range(1000)) + "def f1000(x):\n    return x\nmlflow.log_param('x', f0(1))\n"


@case
def ackermann():
    return START + """
def ack(m, n):
    if m == 0: return n + 1
    if n == 0: return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
mlflow.log_param("a", ack(3, 9))
mlflow.log_param("f", fib(40))
"""


@case
def deep_inheritance():
    return START + "class C0:\n    def run(self):\n        mlflow.log_param('a', self.x)\n" + "".join(
        f"class C{i}(C{i - 1}):\n    x = {i}\n    def __init__(self):\n        super().__init__()\n        self.y{i} = {i}\n" for i in range(1, 501)) + "C500().run()\n"


@case
def diamonds():
    return START + "class A0: pass\nclass B0: pass\n" + "".join(
        f"class A{i}(A{i - 1}, B{i - 1}): pass\nclass B{i}(A{i - 1}, B{i - 1}): pass\n" for i in range(1, 60)) + "mlflow.log_param('a', A59().nothing)\nmlflow.log_param('b', isinstance(A59(), int))\n"


@case
def cyclic_inheritance():
    return START + "class A(B): pass\nclass B(A): pass\nmlflow.log_param('a', A().x)\nmlflow.log_param('b', isinstance(B(), A))\n"


@case
def huge_mapping():
    return START + "d = {" + ",".join(f'"k{i}": {i}' for i in range(size(20000))) + "}\nmlflow.log_params(d)\nfor k, v in d.items():\n    mlflow.log_metric(k, v)\n"


@case
def growing_mapping():
    return START + "d = {}\n" + "".join(f'd["k{i}"] = {i}\n' for i in range(size(5000))) + "mlflow.log_params(d)\n"


@case
def cyclic_imports():
    return {"a.py": "import mlflow\nfrom b import x\nfrom c import *\ny = x\nmlflow.log_param('a', y)\n",
            "b.py": "from a import y\nfrom c import *\nx = y\nimport mlflow\n",
            "c.py": "from a import *\nfrom b import *\nimport c\nimport mlflow\n"}


@case
def layered_modules():
    files = {}
    for i in range(size(120)):
        below = range(max(0, i - 6), i)
        files[f"m{i}.py"] = "import mlflow\n" + "".join(f"from m{j} import f{j}\n" for j in below) + \
            f"def f{i}(x):\n    mlflow.log_metric('m{i}', x)\n" + "".join(f"    f{j}(x)\n" for j in below)
    return files


@case
def enormous_values():
    return START + "".join(f'mlflow.log_param("p{i}", {value})\n' for i, value in enumerate("""
        "a" * 10**12 | [0] * 10**9 | f"{1:>1000000000}" | "%1000000000d" % 3 | "{:{}}".format(1, 10**9)
        "x".center(10**10) | "x".zfill(10**10) | 10**100000 | 1 << 10**9 | 7 ** 7 ** 7 ** 7 | list(range(10**12))
        -9223372036854775808 // -1 | -9223372036854775808 % -1 | 1 // 0 | 1 % 0 | abs(-9223372036854775808)
        9223372036854775807 + 1 | int(1e300) | round(1e300) | 1 << -1 | 1 << 64 | int(float("nan")) | [1, 2, 3][::0]
        "abc"[-9223372036854775808:9223372036854775807:-9223372036854775808] | f"{0.1:.1000000000f}" | b"a" * 10**12
        "a".ljust(10**12) | "a,b" * 10**11 | (0,) * 10**11 | "{:>1000000000}".format(1) | "%.1000000000f" % 1.5
        -(-9223372036854775808) | 9223372036854775807 * 2 | -9223372036854775808 - 1 | divmod(-9223372036854775808, -1)
        "a\\t".expandtabs(10**10) | "%*d" % (10**9, 1) | range(0, 10**18, 3)[10**17] | sum(range(10**9)) | "x".join("y" * 10**9)
    """.replace("\n", "|").split("|")) if value.strip())


@case
def doubling_values():
    return START + """
x = "ab"
for i in range(30):
    x = f"{x}{x}"
mlflow.log_param(x, x)
s = t = (1,)
l = m = [1]
d = {}
for i in range(32):
    t = (t, t)
    s = s + s
    l = [l, l]
    m = m + m
    d = {"a": d, "b": d}
mlflow.log_params({"l": l, "t": t, "m": m, "s": s, "text": str(l), "f": f"{t}{l}{d}"})
print(t == (t, t), l == [l], d == {"a": d})
mlflow.log_params(d)
mlflow.log_dict(d, "d.json")
"""


@case
def values_in_themselves():
    return START + """
import copy, json
l = []
l.append(l)
d = {}
d["d"] = d
class A: pass
a = A()
a.a = a
a.__class__ = a
mlflow.log_param("l", l)
mlflow.log_params(d)
mlflow.log_dict(d, "x.json")
mlflow.log_params(vars(a))
mlflow.log_param("c", copy.deepcopy(a))
mlflow.log_param("j", json.dumps(d))
l += l
l.extend(l)
for x in l:
    l.append(x)
d.update(d)
"""


@case
def generators():
    return START + """
def g():
    yield g()
    yield from g()
    for y in g():
        yield y
for x in g():
    for y in x:
        mlflow.log_metric("a", y)
gg = (gg for _ in range(3))
for z in gg:
    mlflow.log_metric("b", z)
def h(it):
    for x in it:
        yield x
i = h(range(3))
for k in range(60):
    i = h(i)
for v in i:
    mlflow.log_metric("v", v)
def me():
    it = me()
    yield it
    yield from it
list(me())
"""


@case
def decorators():
    return START + """
def deco(f):
    @deco
    def w(*a):
        return f(*a)
    return w
@deco
def x():
    mlflow.log_param("a", 1)
x()
def d2(f):
    return d2(f)
@d2
@d2
def y(): mlflow.log_param("b", 1)
y()
class M(type):
    def __call__(cls, *a):
        return cls(*a)
class N(metaclass=M):
    def __getattr__(self, n):
        return getattr(self, n)
    def __call__(self): return self()
    @property
    def p(self): return self.p
n = N()
mlflow.log_params({"q": n.q, "p": n.p, "n": n()})
""" + "@x\n" * 300 + "def z(): pass\nz()\n"


@case
def long_names_of_modules():
    deep, wide = ".".join("a" * 50_000), "a" * 200_000
    names = ", ".join(f"b{i} as c{i}" for i in range(20_000))
    return {"a.py": START + f"import {deep}\n", "b.py": START + f"from {deep} import {names}\n", "c.py": START + f"from {wide} import {names}\n"}


@case
def notebook_of_many_runs():
    cells = [START + "from sklearn.svm import SVC\n"] + [f"with mlflow.start_run():\n    SVC(C={i}).fit(x, y)\n" for i in range(size(8000))]
    notebook = {"cells": [{"cell_type": "code", "source": c, "metadata": {}, "outputs": [], "execution_count": 1} for c in cells],
                "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return {"lines.ipynb": json.dumps(notebook, indent=1), "one_line.ipynb": json.dumps(notebook)}


@case
def errors_one_after_another():
    units = ["f(a b) ", "a 1 ", "a b \n", "(f(a b)\n", "1 2\n", "x = 1 + \\\n", "x = 1 + ", '"a" 1 ', "class A( ", "f'{a b}' "]
    return {f"{i}.py": START + unit * (size(2_000_000) // len(unit)) + "\n" + 'mlflow.log_param("a", 1)\n' for i, unit in enumerate(units)}


@case
def functions_that_train():
    one = """def f{0}(C={0}, g='x'):
    with mlflow.start_run():
        m = SVC(C=C, kernel=g).fit(x, y)
        mlflow.log_metric('a{0}', m.score(x, y))
        f{1}(C)
"""
    return START + "from sklearn.svm import SVC\n" + "".join(one.format(i, (i * 7 + 1) % 400) for i in range(400))


@case
def callables():
    return START + """
from functools import partial, reduce
f = mlflow.log_param
for i in range(32):
    f = partial(f, "a")
f()
p = lambda p: p(p)
p(p)
y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
y(lambda s: lambda n: s(n))(5)
reduce(lambda a, b: a + b, range(100000))
list(map(f, map(f, map(f, range(1000000)))))
"""


@case
def long_arguments():
    return START + "def f(" + ",".join(f"a{i}={i}" for i in range(size(2000))) + ", **k):\n    mlflow.log_params(locals())\nf()\nf(**{" + ",".join(f'"a{i}": 1' for i in range(size(2000))) + "})\n"


@case
def notebook_of_5_megabytes():
    cells = [START] + [f'mlflow.log_metric("m{i}", {i})\n' for i in range(2400)]
    output = [{"output_type": "stream", "name": "stdout", "text": ["x" * 2000]}]
    return {"a.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": c, "metadata": {}, "outputs": output, "execution_count": 1} for c in cells],
                                   "metadata": {}, "nbformat": 4, "nbformat_minor": 5}),
            "b.ipynb": '{"cells":' + "[" * 100000 + "]" * 100000 + "}"}


@case
def configuration_bombs():
    load = START + "import json, tomllib, yaml\n" + "".join(f'mlflow.log_params(yaml.safe_load(open("{n}.yaml")))\n' for n in "abcd") + \
        'mlflow.log_params(json.load(open("d.json")))\nmlflow.log_params(tomllib.load(open("c.toml", "rb")))\n'
    aliases = 'a: &a ["l","l","l","l"]\n' + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))
    pairs = "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{l: *a{i - 1}, r: *a{i - 1}, s: *a{i - 1}}}\n" for i in range(1, 40))
    return {"a.py": load, "a.yaml": aliases, "b.yaml": "[" * 20000, "c.yaml": "a: &a\n  b: *a\n", "d.yaml": pairs, "d.json": "[" * 100000,
            "c.toml": "x = " + "[" * 20000, "pyproject.toml": "x = " + "[" * 20000, "requirements.txt": "mlflow\n" * 5000 + "-r requirements.txt\n",
            "conda.yaml": "dependencies:\n" + "- " * 5000, "MLproject": "[" * 10000}


@case
def broken_text():
    junk = "".join(chr(c) for c in range(1, 256)) * 40
    return {"a.py": START + junk, "b.py": START + 'x = """' + "a" * 100000, "c.py": START + "\0\0\0" + LOG,
            "d.py": START + "".join(" " * (i % 37) + "if x:\n" for i in range(size(3000))), "e.py": START + "\t" * 5000 + "x = 1\nif x:\n" + "\t" * 9999 + LOG}


@case
def suppressions_of_nothing():
    return {"a.py": START + "x = 1  # tracklint: ignore[MLF304]\n" * size(40000),
            "b.py": START + ("# tracklint: ignore[" + ", ".join(f"MLF{i}" for i in range(900)) + "]\n") * size(1500),
            "c.py": START + "# tracklint: ignore-file[MLF304]\n" * size(20000)}


@case
def patterns_of_an_ignore_file():
    return {".gitignore": "".join(f"**/x{i}/**/*y*.py\n" for i in range(size(40000))), **{f"p{i}/a.py": START + LOG for i in range(20)}}
