"""Python and notebooks: text that is hardly text, syntax of all ages, values that are hard to know, and what a message quotes."""
import json

from formats import COMMAND, MARKUP, SECRET
from make import LOG, START, add, size

RUN = "with mlflow.start_run():\n    "

# --- bytes ---------------------------------------------------------------------------------------------------------

CODE = 'import mlflow\nx = "ü"\nwith mlflow.start_run():\n    mlflow.log_param("ü", x)\n    mlflow.log_metric("acc", 1)\n'
for name, data in {
    "empty_file": b"", "one_nul": b"\0", "only_newlines": b"\n" * 50000, "only_blanks": b" " * 200000, "only_tabs": b"\t" * 100000,
    "only_comment": b"#" * 300000, "byte_order_mark_only": b"\xef\xbb\xbf", "byte_order_mark": b"\xef\xbb\xbf" + CODE.encode(),
    "two_byte_order_marks": b"\xef\xbb\xbf\xef\xbb\xbf" + CODE.encode(), "byte_order_mark_inside": CODE.encode().replace(b"x =", b"\xef\xbb\xbfx ="),
    "utf_16_little": b"\xff\xfe" + CODE.encode("utf-16-le"), "utf_16_big": b"\xfe\xff" + CODE.encode("utf-16-be"), "utf_16_bare": CODE.encode("utf-16-le"),
    "utf_16_odd": b"\xff\xfe" + CODE.encode("utf-16-le") + b"x", "utf_16_half_pair": b"\xff\xfe" + "x='".encode("utf-16-le") + b"\x00\xd8" + "'".encode("utf-16-le"),
    "utf_32": CODE.encode("utf-32"), "utf_7": CODE.encode("utf-7"), "latin_1_said": b"# -*- coding: latin-1 -*-\n" + CODE.encode("latin-1"),
    "latin_1_unsaid": CODE.encode("latin-1"), "utf_8_said_but_latin": b"# coding: utf-8\n" + CODE.encode("latin-1"), "coding_unknown": b"# coding: nonsense-42\n" + CODE.encode(),
    "coding_twice": b"# coding: latin-1\n# coding: utf-8\n" + CODE.encode(), "coding_utf_16_lie": b"# coding: utf-16\n" + CODE.encode(),
    "coding_shift_jis": b"# coding: shift_jis\n" + 'import mlflow\nx = "表"\nmlflow.log_param("a", x)\n'.encode("shift_jis"),
    "coding_rot13": b"# coding: rot13\n" + CODE.encode(), "coding_very_long": b"# coding: " + b"a" * 100000 + b"\n" + CODE.encode(),
    "carriage_returns": CODE.replace("\n", "\r").encode(), "mixed_line_ends": CODE.replace("\n", "\r\n", 2).replace("\n", "\r", 1).encode(),
    "line_end_then_return": CODE.replace("\n", "\n\r").encode(), "form_feeds": CODE.replace("\n", "\n\f").encode(), "vertical_tabs": CODE.replace("\n", "\v\n").encode(),
    "unicode_line_ends": "import mlflow\nx = 1\u2028mlflow.log_param('a', x)\u2029\x85\x1c\x1d\x1emlflow.log_param('b', x)\n".encode(),
    "nul_in_name": CODE.encode().replace(b"x =", b"x\0y ="), "nul_in_string": CODE.encode().replace(b"acc", b"a\0c"), "nul_at_end": CODE.encode() + b"\0" * 4096,
    "surrogates": b'import mlflow\nx = "\xed\xa0\x80\xed\xb0\x80"\nmlflow.log_param("\xed\xa0\x80", x)\n', "overlong": b'import mlflow\nmlflow.log_param("\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf", 1)\n',
    "beyond_unicode": b'import mlflow\nmlflow.log_param("\xf4\x90\x80\x80\xf8\x88\x80\x80\x80", 1)\n', "cut_character": b'import mlflow\nmlflow.log_param("\xf0\x9f\x98', "all_bytes": bytes(range(256)) * 64,
    "control_z": CODE.encode() + b"\x1a" + CODE.encode(), "backslashes_at_end": b"import mlflow\nx = 1 + \\", "continuations": b"import mlflow\nx = 1" + b" + \\\n1" * 20000 + b"\nmlflow.log_param('a', x)\n",
    "empty_continuations": b"import mlflow\nx = \\\n" + b"\\\n" * 50000 + b"1\n", "one_long_line": b"import mlflow;" + b"mlflow.log_param('a', 1);" * 20000, "one_long_string": b"import mlflow\nmlflow.log_param('a', '" + b"x" * 3000000 + b"')\n",
    "one_long_name": b"import mlflow\n" + b"x" * 1000000 + b" = 1\nmlflow.log_param('a', " + b"x" * 1000000 + b")\n", "elf_named_py": b"\x7fELF\x02\x01\x01" + bytes(9) + bytes(range(256)) * 100,
    "png_named_py": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100, "gzip_named_py": b"\x1f\x8b\x08\0\0\0\0\0" + bytes(range(256)) * 100, "pickle_named_py": b"\x80\x04cos\nsystem\n(S'touch EXECUTED'\ntR.",
}.items():
    add(name, {"a.py": data, "b.py": START + LOG})

# --- syntax --------------------------------------------------------------------------------------------------------

for name, code in {
    "python_2": 'import mlflow\nprint "a", mlflow\nexec "x = 1" in {}\ntry:\n    pass\nexcept Exception, e:\n    raise E, "x", tb\nx = `x` <> 0777L\nprint >>f, ur"x"\nmlflow.log_param("a", x)\ndef f((a, b), c): pass\n',
    "soft_keywords": "import mlflow\nmatch = case = type = _ = 1\nmatch(match)\nmatch[match]\ntype(type)\nmatch match:\n    case case: mlflow.log_param('a', case)\ntype type[type] = type\nprint(match, case, type)\n",
    "type_parameters": "import mlflow\ntype A[T: (int, str) = int, *Ts = *tuple[int, ...], **P = [int]] = dict[T, Ts]\ndef f[T: A](x: T) -> T:\n    mlflow.log_param('a', x)\nclass C[T, *U, **V](f): pass\nf(1)\n",
    "except_star": "import mlflow\ntry:\n    with mlflow.start_run():\n        f()\nexcept* (A, B) as g:\n    mlflow.log_param('a', g)\nexcept* C:\n    raise\nexcept D:\n    pass\nelse:\n    mlflow.end_run()\nfinally:\n    mlflow.end_run()\n",
    "matching": "import mlflow\nmatch (x, *y), {**z}:\n    case [(1 | 2) as a, *_, C(k=[b, {'q': {'r': d}}])] | {'a': -1+2j, **rest} if (w := a):\n        mlflow.log_params({'a': a, 'b': b, 'w': w})\n    case {**a, 'b': 1}: pass\n    case C(1, k=2, 3): pass\n    case a | a.b.c | None | 'x' 'y' | b'z' | f'{q}': mlflow.log_param('a', 1)\n    case _: ...\n",
    "walrus": "import mlflow\nmlflow.log_param('a', (a := (b := (c := (d := 1)))))\n[y := x for x in (z := range(3)) if (q := x)]\n(x.y := 1)\n(a, b := 1)\nwhile (n := (n := n) + 1): mlflow.log_metric('n', n)\nf(x := 1, y=(y := 2))\n",
    "nested_f_strings": "import mlflow\nx = f'{f\"{f'''{f\"\"\"{1}\"\"\"}'''}\"}'\nmlflow.log_param(f\"{x!r:{y}.{z!a:>{w}}}\", f'{a[\"b\"]}{{}}{c=}{d = !s:^10}{lambda: 1}{(lambda: 1)}{\n1\n}')\ny = f'{' * 100 + '}' * 100 + '\n",
    "f_string_never_ends": "import mlflow\nmlflow.log_param(f'{" + "{f'" * 200 + "\n", "template_strings": "import mlflow\nx = t'{a}{b!r:{c}}'\nmlflow.log_param('t', t'{x}')\n",
    "stars_everywhere": "import mlflow\n*a, = *b, *c = 1, *d\nf(*a, *b, **c, **d, e=1, *g)\nx[*a, *b:c]\nmlflow.log_params({**a, **{**b, **{**c}}})\nfor *x, (*y, z) in *a, *b: mlflow.log_metric('m', z)\ndef f(*, a, /, *b, **c, d): pass\nreturn *a, *b\nprint(*(*a,))\n",
    "await_everywhere": "import mlflow\nasync def f():\n    async with mlflow.start_run() as r, a as b:\n        async for x in (y async for y in z if await y):\n            await mlflow.log_metric('a', await (await x))\n        return [await x async for x in y]\nawait f()\nasync for x in y: pass\nyield x\nyield from (yield)\n",
    "decorators_of_all_kinds": "import mlflow\n@(lambda f: f)\n@x[0].y(1)[2]\n@(yield)\n@mlflow.trace\n@await z\n@a if b else c\ndef f(): mlflow.log_param('a', 1)\nf()\n@\ndef g(): pass\n",
    "deletions": "import mlflow\ndel mlflow\nmlflow.log_param('a', 1)\nimport mlflow\ndel mlflow.log_param, x[0], (a, [b, c]), 1\nmlflow.log_param('a', a)\n",
    "globals_and_nonlocals": "import mlflow\nglobal x\nnonlocal y\ndef f():\n    global f, x\n    nonlocal f, z\n    f = x = z = mlflow\n    def g():\n        nonlocal x\n        global g\n        x = g\n    g()\nf()\nmlflow.log_param('a', x)\nf.log_param('b', 1)\n",
    "class_bodies": "import mlflow\nclass A(A, *A, metaclass=A, **A):\n    mlflow.start_run()\n    class A: mlflow.log_param('a', A)\n    A = A.A = A\n    for A in A: mlflow.log_metric('a', A)\n    __slots__ = __dict__ = __class__ = __mro__ = A\n    def __init_subclass__(cls): cls()\n    def __new__(cls): return cls()\n    def __set_name__(self, *a): self.__set_name__(*a)\nA()()()\n",
    "imports_of_all_kinds": "import mlflow, mlflow.mlflow.mlflow as m, mlflow as mlflow.x\nfrom . import *\nfrom .. import mlflow\nfrom " + "." * 500 + " import x\nfrom ...a.b import (c as d, e,)\nfrom mlflow import *\nfrom mlflow import (\n*)\nimport " + "a." * 3000 + "b\nfrom __future__ import braces, annotations\n__import__('mlflow').log_param('a', 1)\nimport importlib; importlib.import_module('ml' 'flow').log_param('b', 2)\nlog_param('c', c)\n",
    "broken_everywhere": "import mlflow\n)]}\nwith mlflow.start_run(:\nlog(\n  mlflow.log_param('a', = 1\nif else: for\n\tx\n  y\n z\ndef (:\nclass :\n'''\n", "unclosed": "import mlflow\nx = ([{(\nmlflow.log_param('a', 1)\n" * 300,
    "indentation": "import mlflow\nif 1:\n\tx = 1\n        y = 2\n  \t z = 3\n\f\tif 2:\n \f mlflow.log_param('a', 1)\n   \\\n  w = 1\n" + "".join(" " * (i * i % 97) + "if x:\n" for i in range(400)),
    "semicolons": "import mlflow" + ";" * 50000 + "\n" + ";x = 1;;" * 100, "ellipses": "import mlflow\n" + "..." * 30000 + "\nx = " + "...," * 30000 + "\n", "operators": "import mlflow\nx = 1 " + "".join(f"{o} 1 " for o in "+ - * / // % @ ** << >> & | ^ < > == != <= >= <> in is and or := -> = => ?".split() * 100) + "\nmlflow.log_param('a', x)\n",
    "comparisons": "import mlflow\nif " + "a < " * 5000 + "b:\n    mlflow.log_param('a', 1)\nx = " + "a is not b not in " * 3000 + "c\n", "booleans": "import mlflow\nx = " + "a and b or not " * 5000 + "c\nif x: mlflow.log_param('a', x)\n",
    "slices": "import mlflow\nx = a" + "[::-1, ..., 1:2:3, *b]" * 3000 + "\nmlflow.log_param('a', x)\n", "annotations": "import mlflow\nx: " + "List[" * 900 + "int" + "]" * 900 + " = 1\ndef f(a: 'b: c' = 1, *b: *c, **d: yield) -> (yield): mlflow.log_param('a', a)\nf()\n(x): int = 1\nx.y[0]: int\n",
    "errors_in_one_line": "import mlflow\n" + "1a " * 100000 + "\nmlflow.log_param('a', 1)\n", "errors_in_one_bracket": "import mlflow\nx = (" + "1a (] f(a b ...\n" * 20000,
    "string_prefixes": "import mlflow\nfor x in (r'\\', u'', b'', br'\\', Rb'\\', rB'', f'', fr'\\{1}', Rf'{1}', bu'', ub'', fb'', rr'', 'a' b'c', f'a' 'b' r'c'): mlflow.log_param(x, x)\n",
    "escapes": "import mlflow\nmlflow.log_param('\\x1b[31m\\u202e\\N{BULLET}\\N{nonsense}\\U00110000\\ud800\\777\\400\\x\\u\\U\\N\\N{', '\\x1b]0;title\\x07')\nmlflow.log_param('\\\n', 1)\nmlflow.log_param(b'\\xff\\xfe', 1)\n",
    "docstrings": '"""' + "a\n" * 50000 + '"""\nimport mlflow\n' + '"""x"""\n' * 20000 + "mlflow.log_param('a', 1)\n", "comments": "import mlflow\n" + "# tracklint: ignore[" * 20000 + "\nmlflow.log_param('a', x) # noqa:" + " MLF201," * 20000 + "\n",
    "suppressions": "import mlflow\n# tracklint: ignore-file[" + "MLF101," * 5000 + "]\n" + "x = 1  # tracklint: ignore[MLF1, \x1b[31m, <b>, ::error::]\n" * 500 + "mlflow.log_param('a', x)  # tracklint: ignore\n",
}.items():
    add(name, {"a.py": code})

# --- values --------------------------------------------------------------------------------------------------------

NUMBERS = """1e400 -1e400 1e-400 1e999999999999 0e99999999999 1E+0_0 1_000__000 0x 0xg 0b2 0o9 00 007 1__0 1_ 1.e5j 1jj .5 5. 1..real 1if 0xfor 9223372036854775807 9223372036854775808
-9223372036854775808 18446744073709551616 0xffffffffffffffffffffffffffffffff 1e308*10 -1e308*10 1e308*10-1e308*10 float("nan") float("-inf") float("1e400") float("0x1p3") float("１２") int("１２") int("1"*9999)
int("0x10",0) int("z",36) int("1",99) complex("nan+infj") 10**308*10.0 2**1023*2 2**0.5 (-8)**(1/3) 0**-1 0.0**-1 1<<63 1<<64 -1<<63 -1>>100 ~9223372036854775807 True<<62 5%-3 -5%3 5.5%-0.0 1e308//1e-308
9007199254740993 0.1+0.2 hash("a") id(0) round(2.5) round(1e400) round(5,-400) round(5,400) divmod(5,0) pow(2,-1,0) pow(2,10**10,7) pow(0,-1) abs(-0.0) min() max(1,"a") sum([1e308]*10) sum(["a"])
chr(-1) chr(1114112) chr(0xd800) ord("") ord("ab") hex(-1) oct(10**30) bin(2**70) "a"*-1 "a"*2**63 [1]*2**62 range(2**63)[-1] len(range(2**63)) bytes(10**12) bytearray(-1) "%c"%1114112""".split()
add("numbers", START + "".join(f"mlflow.log_param('n{i}', {number})\n" for i, number in enumerate(NUMBERS)))
add("numbers_as_settings", START + "from sklearn.linear_model import *\nfrom sklearn.model_selection import train_test_split\n" + "".join(
    f"train_test_split(a, b, test_size={n}, random_state={n})\nm = LogisticRegression(C={n}, random_state={n}); m.fit(x, y)\nmlflow.log_metric('m', {n}, step={n})\nfor i in range({n}): mlflow.log_metric('x', i, {n})\n" for n in NUMBERS))
add("giant_integer", START + "mlflow.log_param('a', " + "9" * 500000 + ")\nmlflow.log_metric('m', 1" + "0" * 100000 + ", step=1" + "0" * 10000 + ")\nx = 0x" + "f" * 500000 + "\ny = 1." + "1" * 500000 + "e" + "9" * 100000 + "\nmlflow.log_params({'x': x, 'y': y})\n")
add("format_strings", START + "".join(f"mlflow.log_param({f!r} % v, {f!r}.format(v))\nmlflow.log_param({f!r} % (1, 2), {f!r}.format(1, *a, **k))\n" for f in (
    "%", "%%", "%s%s%s", "%(a)s", "%(", "%(a", "%*.*f", "%999999999999d", "%-+ #0d", "%lld", "%n", "%c", "{", "}", "{}{}{}{}", "{0}{}", "{a.b[c].d}", "{0[" + "0" * 5000 + "]}", "{:{}{}{}}", "{!x}", "{:>" + "9" * 5000 + "}", "{0.__class__.__mro__}", "{" * 999, "{{{{}}}}" * 999)))
add("regular_expressions", START + "import re\n" + "".join(f"mlflow.log_param(re.sub({p!r}, {r!r}, 'aaaa'), re.split({p!r}, 'b' * 999)); mlflow.log_param(str(re.findall({p!r}, x)), 1)\n" for p, r in (
    ("(" * 500 + ")" * 500, "\\1"), ("[", "x"), ("(?P<a>", "\\g<a>"), ("(?<=a*)b", ""), ("\\", "\\"), ("(?i)(?x) # \n", "\\99"), ("(a|b|ab)*c" * 20, ""), ("[^\\W\\d_]{2,}" * 40, ""), ("(?:(?:(?:a+)+)+)+$", ""), ("\\p{L}\\X\\K", "\\g<0>"), ("a{,}", "a{9999999999}"), ("[[:alpha:]-\\]", ""))))
add("unicode_names", START + "ﬁle = 1\nfile = 2\nª = º = K = K = 3\nmlﬂow = mlflow\nmlﬂow.log_param('a', file)\nmlflow.ｌｏｇ＿ｐａｒａｍ('b', ﬁle)\n𝓍 = x = 1\nmlflow.log_params({'ﬁ': 1, 'fi': 2, 'é': 3, 'e\\u0301': 4, 'ÅÅÅ': 5})\nх = 1  # cyrillic\nmlflow.log_param('х', х)\n变量 = 'ñ' * 1000\nmlflow.log_param(变量, 变量)\n" + "x" + "\u0301" * 50000 + " = 1\n")
add("emoji_and_joiners", START + "".join(f'mlflow.log_param("{c}", "{c}")\n' for c in ("👨‍👩‍👧‍👦" * 500, "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "\u200b", "\u200d", "\ufeff", "\u2066a\u2069", "\U000e0001", "\ufdfd" * 2000, "Z" + "\u0300" * 9000, "\ud7ff\ue000\uffff\U0010ffff")))
add("names_that_do_not_end_the_loop", START + "import itertools\nwhile True:\n    mlflow.log_metric('a', 1)\nfor i in itertools.count():\n    for j in itertools.cycle([1]):\n        for k in iter(int, 1):\n            mlflow.log_metric('b', k, step=j)\n            continue\nelse:\n    mlflow.log_metric('c', 1)\nwhile 1: pass\nmlflow.end_run()\n")
add("branches_that_double", START + "".join(f"if a{i}: x{i} = x{i - 1} + 'a'\nelse: x{i} = x{i - 1} + 'b'\n" for i in range(1, 60)) + "mlflow.log_param(x59, x59)\n" + "x = 0\n" + "".join(f"try:\n    x += f{i}()\nexcept A{i}: x -= 1\nelse: x *= 2\nfinally: mlflow.log_metric('m{i}', x)\n" for i in range(100)))
add("keys_that_multiply", START + "for a in 'abcdefgh':\n for b in range(9):\n  for c in [x for x in range(50)]:\n   for d in 'xyz':\n    for e in range(10**6):\n     mlflow.log_metric(f'{a}{b}{c}{d}{e}', e)\nimport itertools\nfor t in itertools.product('abc', repeat=30): mlflow.log_param('_'.join(t), t)\nfor p in itertools.permutations(range(20)): mlflow.log_params({str(q): q for q in p})\n")
add("recursive_structures", START + "class N:\n    def __init__(self, d): self.l = N(d - 1); self.r = N(d - 1) if d else None; self.up = self\n    def walk(self):\n        mlflow.log_metric('a', self.l.walk() + self.r.walk())\n        return self.up.l.up.r.up.walk()\nN(100).walk()\n" + "d = {}\n" + "d['a'] = d['b'] = {'x': d, **d}\n" * 300 + "mlflow.log_params(d)\n")
add("self_modifying", START + "import sys, builtins\nmlflow.log_param = mlflow.log_metric = mlflow.start_run = mlflow\nmlflow.log_param('a', 1)\nsys.modules['mlflow'] = None\nbuiltins.print = mlflow.log_param\nprint('a', 1)\nglobals()['mlflow'] = locals\nsetattr(mlflow, 'log_' + 'param', setattr)\ngetattr(mlflow, 'log_param' * 9999)('x', 1)\nexec('mlflow.log_param(\"q\", 1)' * 999)\neval('(' * 9999)\ncompile('1', '', 'exec')\n__builtins__.__dict__['__import__']('os').system('touch EXECUTED')\n")
add("executes_when_imported", {"a.py": "open('EXECUTED', 'w'); import os; os.system('touch EXECUTED')\nimport mlflow\nmlflow.log_param('a', 1)\n", "conftest.py": "open('EXECUTED', 'w')\n", "sitecustomize.py": "open('EXECUTED', 'w')\n", "mlflow.py": "open('EXECUTED', 'w')\n", "setup.py": "import subprocess\nsubprocess.run(['touch', 'EXECUTED'])\nfrom setuptools import setup\nsetup(name='x', install_requires=open('/etc/passwd').read().split())\n",
                              "setup.cfg": "[metadata]\nname = file: /etc/passwd\n[options]\ninstall_requires = file: ../../../../../etc/passwd\n", "pyproject.toml": "[build-system]\nrequires = []\nbuild-backend = 'a'\nbackend-path = ['.']\n[project]\nname = 'x'\ndynamic = ['version', 'dependencies']\n[tool.setuptools.dynamic]\ndependencies = {file = ['/etc/passwd', '../../../../etc/passwd']}\nversion = {attr = 'a.x'}\n"})
add("opens_strange_files", START + "import json, yaml, pandas\n" + "".join(f"mlflow.log_params({r}(open({p!r})))\nmlflow.log_artifact({p!r})\npandas.read_csv({p!r})\n" for r in ("json.load", "yaml.safe_load") for p in (
    "/etc/passwd", "../../../../../../etc/passwd", "/dev/zero", "/dev/stdin", "/proc/self/environ", "/proc/self/mem", "~/.ssh/id_rsa", "a\0b", "a.py", ".", "", "/", "x" * 5000, "http://[::1", "file:///etc/passwd", "\n", "\\\\host\\share", "C:\\x", "//x", "s3://" + "a/" * 3000)))
add("yaml_loaded_from_text", START + "import yaml, json, tomllib\n" + "mlflow.log_params(yaml.safe_load('" + "[" * 3000 + "'))\nmlflow.log_params(json.loads('" + '{"a":' * 3000 + "'))\nmlflow.log_params(tomllib.loads('" + "[a." * 3000 + "'))\nmlflow.log_params(yaml.load('!!python/object/apply:os.system [touch EXECUTED]'))\nmlflow.log_params(json.loads('{\"a\": 1, \"a\": NaN, \"b\": 1e999, \"\\\\ud800\": -Infinity}'))\n")
for name, loop in {"optuna_without_end": "import optuna\ndef o(t):\n    with mlflow.start_run(nested=True):\n        mlflow.log_params(t.params)\n        return o(t)\noptuna.create_study().optimize(o, n_trials=10**18, n_jobs=-1)\n", "threads_in_threads": "from concurrent.futures import *\ndef f(n):\n    with ThreadPoolExecutor() as p: list(p.map(f, range(n)))\n    mlflow.log_metric('a', n)\nf(10**9)\n",
                   "contexts_in_contexts": "from contextlib import *\n@contextmanager\ndef c():\n    with c() as x:\n        with mlflow.start_run(nested=True): yield x\nwith ExitStack() as s:\n    for i in range(10**9): s.enter_context(c())\n", "closures": "def f(n):\n    def g(m):\n        def h(): return f(n)(m)\n        mlflow.log_metric('a', n)\n        return h\n    return g\nx = f\nfor i in range(10**6): x = x(i)\nx()\n"}.items():
    add(name, START + loop)

# --- what messages quote -------------------------------------------------------------------------------------------

HOSTILE_TEXT = {
    "markup": f"</script><script>alert(1)</script><img src=x onerror=alert(1) class={MARKUP}><{MARKUP}>&lt;&amp;&#60;]]><!--", "command": f"x\\n::error file=a,line=1::{COMMAND}\\n##vso[task.setvariable variable=x]{COMMAND}\\r\\n::set-output name=a::b",
    "command_first": f"::stop-commands::{COMMAND}", "azure_first": f"##vso[task.complete result=Failed;]{COMMAND}", "formula": "=cmd|' /C calc'!A0", "formula_plus": "+1+1", "formula_at": "@SUM(1)", "formula_minus": "-2+3", "terminal": "\\x1b[2J\\x1b]0;x\\x07\\x9b31m", "bidirectional": "\\u202eabc\\u2066def\\u2069\\u200f",
    "raw_terminal": "\x1b[2J\x1b]8;;http://x\x07\x9b", "raw_bidirectional": "\u202eabc\u2066def", "percent": "%0A%0D%25%3A%2C%AZP25", "markdown": "a|b\\|c\\\\|d`x`![i](http://x/y.png)[l](javascript:alert(1))\\n| x | y |\\n# h", "quotes": "\\\"';--${IFS}$(touch EXECUTED)`touch EXECUTED`", "nothing": "", "blank": " \\t\\n ", "long": "k" * 20000, "percent_n": "%n%s%p%x" * 99,
    "template": "{{7*7}}{%x%}${7*7}#{7*7}<%= 7 %>", "xml": "]]><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;", "noncharacters": "\\ufffe\\uffff\\x00\\x01\\x0b\\ud800", "newline_csv": "a\\r\\nb,c\\\"d\\\"\\n=1",
}
for name, text in HOSTILE_TEXT.items():
    add("quoted_" + name, "import mlflow, numpy as np\nfrom sklearn.linear_model import LogisticRegression as L\n" + f"K = '''{text}'''\nmlflow.set_experiment(K)\nmlflow.start_run(run_name=K, tags={{K: K}})\nmlflow.log_param(K, K)\nmlflow.log_param(K, 1)\nmlflow.log_params({{K: K, 'a' + K: K}})\nmlflow.log_metric(K, np.random.rand())\nmlflow.log_metric(K, 'text')\nmlflow.set_tag(K, K)\nmlflow.log_artifact(K)\nmlflow.register_model(K, K)\nmlflow.sklearn.log_model(L(), artifact_path=K, registered_model_name=K)\n"
        f"mlflow.load_model(K)\nmlflow.sklearn.load_model('models:/' + K + '/Production')\nmlflow.set_tracking_uri('http://' + K)\nmlflow.set_tracking_uri(K)\nopen(K)\nimport pandas as pd\npd.read_csv(K)\nL(C=K).fit(pd.read_csv('data' + K), K)\nwith mlflow.start_run(run_name='b' + K): mlflow.log_metrics({{K: 1}}, step=K)\nmlflow.log_paramm(K)\nmlflow.start_run(experiment_id=K, nope=K)\nargparse.ArgumentParser().add_argument('--' + K, default=K)\n")

add("secrets_in_code", f"""import mlflow, os
from mlflow import MlflowClient
password = "{SECRET}"
API_KEY = '{SECRET}a'
cfg = {{"token": "{SECRET}b", "db": {{"password": "{SECRET}c"}}}}
mlflow.set_tracking_uri("http://user:{SECRET}@host:5000/")
os.environ["MLFLOW_TRACKING_PASSWORD"] = "{SECRET}"
os.environ["AWS_SECRET_ACCESS_KEY"] = "{SECRET}d"
os.environ.setdefault("MLFLOW_TRACKING_TOKEN", "{SECRET}")
with mlflow.start_run(run_name="run {SECRET}"):
    mlflow.log_param("password", password)
    mlflow.log_param("api_key", API_KEY)
    mlflow.log_param("uri", "postgresql://u:{SECRET}@db/x")
    mlflow.log_params(cfg)
    mlflow.log_params({{"secret_key": "{SECRET}"}})
    mlflow.set_tag("token", f"Bearer {{API_KEY}}")
    mlflow.log_dict(cfg, "x.json")
    mlflow.log_text(password, "p.txt")
    mlflow.log_metric(password, 1)
    mlflow.log_metric(password, "x")
    mlflow.log_artifact("s3://key:{SECRET}@bucket/x")
client = MlflowClient("https://u:{SECRET}@h")
client.log_param(rid, password, password)
def connect(password="{SECRET}", *, token='{SECRET}'): mlflow.log_param("p", password)
connect(password="{SECRET}")
import argparse
p = argparse.ArgumentParser()
p.add_argument("--password", default="{SECRET}")
mlflow.log_params(vars(p.parse_args()))
import pandas as pd
pd.read_sql("select 1", "mysql://root:{SECRET}@db/x")
pd.read_csv("https://u:{SECRET}@h/x.csv")
""")


# --- notebooks -----------------------------------------------------------------------------------------------------


def notebook(cells, **more):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


def cell(source, kind="code", **more):
    return {"cell_type": kind, "source": source, "metadata": {}, "outputs": [], "execution_count": None, **more}


BODY = "import mlflow\nmlflow.start_run()\nmlflow.log_param('a', 1)\n"
for name, text in {
    "not_json": "this is not JSON", "empty": "", "null": "null", "number": "1e999", "list": "[]", "object": "{}", "cut": notebook([cell(BODY)])[:-30], "trailing": notebook([cell(BODY)]) + "}x", "nul": notebook([cell(BODY)]).replace("'a'", "\0"), "bom": "\ufeff" + notebook([cell(BODY)]), "utf_16": notebook([cell(BODY)]).encode("utf-16"),
    "deep_objects": '{"a":' * 100000 + "1" + "}" * 100000, "deep_in_metadata": '{"metadata":' + "[" * 50000 + "]" * 50000 + ',"cells":[],"nbformat":4}', "cells_is_text": '{"cells":"x","nbformat":4}', "cells_is_object": '{"cells":{"a":1},"nbformat":4}', "cells_of_all_types": '{"cells":[1,null,"x",[],{},{"cell_type":1},{"cell_type":"code"},{"cell_type":"code","source":1},{"cell_type":"code","source":{"a":1}},{"cell_type":"code","source":[1,null,["x"],{}]}],"nbformat":4}',
    "source_of_parts": notebook([cell([c for c in BODY])]), "source_without_ends": notebook([cell(BODY.splitlines())]), "source_of_many": notebook([cell(["x = 1\n"] * size(400000))]), "duplicate_keys": '{"cells":[],"cells":[{"cell_type":"code","cell_type":"markdown","source":"x","source":' + json.dumps(BODY) + '}],"nbformat":4,"nbformat":3}', "nbformat_3": json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": BODY, "language": "python"}]}], "nbformat": 3, "metadata": {}}),
    "nbformat_2_and_worse": json.dumps({"worksheets": [{"cells": 1}, 2], "nbformat": -1, "cells": None}), "nbformat_huge": notebook([cell(BODY)], nbformat=10**30), "escapes": '{"cells":[{"cell_type":"code","source":"import mlflow\\nmlflow.log_param(\'\\ud800\\u0000\\u202e\\u001b[31m\', 1)\\n"}],"nbformat":4}', "bad_escapes": '{"cells":[{"cell_type":"code","source":"\\x \\u12 \\ud83d"}],"nbformat":4}', "single_quotes": "{'cells': [], 'nbformat': 4}", "comments": "// c\n" + notebook([cell(BODY)]),
    "magics": notebook([cell("%%bash\ntouch EXECUTED"), cell("%%python\nimport mlflow"), cell("!touch EXECUTED\n%run x.ipynb\n%run a.ipynb\n%load_ext x\nx = !ls\ny = %who\n%%time\n" + BODY), cell("%" * 5000), cell("?mlflow\nmlflow??\n!\n%\n%%\n%%\n\\%"), cell("%%capture " + "x" * 9999 + "\n" + BODY), cell("%%html\n<script>")]), "runs_itself": {"a.ipynb": notebook([cell("%run a.ipynb\n%run ./b.ipynb\n%run ../../../etc/passwd\n" + BODY)]), "b.ipynb": notebook([cell("%run a.ipynb\n" + BODY)])},
    "other_kernel": notebook([cell("library(mlflow)")], metadata={"kernelspec": {"language": "R", "name": 1}, "language_info": []}), "kernel_of_markup": notebook([cell(BODY)], metadata={"kernelspec": {"name": f"<{MARKUP}>", "language": "python"}, "language_info": {"name": "\x1b[31m"}}), "many_cells": notebook([cell("mlflow.log_metric('a', 1)")] * size(60000)), "unfinished_cells": notebook([cell("with mlflow.start_run(:\n  ("), cell("  x\n ]"), cell("'''"), cell(BODY)]), "big_output": notebook([cell(BODY, outputs=[{"data": {"image/png": "A" * 5000000}}])]),
    "secret": notebook([cell(f"import mlflow\npassword = '{SECRET}'\nmlflow.log_param('password', password)\nmlflow.set_tracking_uri('http://u:{SECRET}@h')\n", outputs=[{"output_type": "stream", "text": [SECRET]}])]), "attachments": notebook([cell("x", "markdown", attachments={"a": {"image/png": "!" * 10000}}), cell("x", "raw"), cell("x", f"<{MARKUP}>")]), "blank_cells": notebook([cell(""), cell([]), cell(["", "\n", ""]), cell(None), cell(BODY)]), "unicode_cells": notebook([cell("# 🎉\u2028\x85\nimport mlflow\nmlflow.log_param('𝓍🎉', 1); mlflow.start_run()\n")]), "return_cells": notebook([cell(BODY.replace("\n", "\r")), cell(BODY.replace("\n", "\r\n"))]),
}.items():
    add("notebook_" + name, text if isinstance(text, dict) else {"a.ipynb": text, "b.py": START + LOG})
for name, text in {"databricks": "# Databricks notebook source\n# MAGIC %sh touch EXECUTED\n# COMMAND ----------\n" + "# COMMAND ----------\n" * 5000 + "# MAGIC %run ./a\n# MAGIC %md <b>\n# MAGIC\n# MAGICx\n" + BODY, "percent": "# %%\n" * 5000 + "# %% [markdown]\n# x\n# %%bash\n# %% " + "x" * 9999 + "\n" + BODY}.items():
    add("notebook_" + name, text)
