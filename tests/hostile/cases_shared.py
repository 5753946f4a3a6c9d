"""Values, classes and files that hold each other again and again: small inputs whose ways multiply."""
from make import LOG, START, case, size

IMPORTS = START + "from sklearn.svm import SVC\n"


@case
def values_of_shared_values():
    branches = "".join(f"if x{i}:\n    a = (a, a)\nelse:\n    a = [a, {{'k': a}}]\n" for i in range(30))
    choices = "".join(f"b = {{'x': b}} if x{i} else {{'y': b}}\n" for i in range(30))
    keys = "".join("c = (c, c)\nd = (d, d)\n" for _ in range(60))
    return {"a.py": START + "a = 1\n" + branches + 'mlflow.log_param("a", a)\n',
            "b.py": START + "b = 1\n" + choices + "mlflow.log_params(b)\n",
            "c.py": START + "c = 1\nd = 2\n" + keys + 'mlflow.log_params({c: 1, d: 2})\nmlflow.log_param("e", c == d)\n'}


@case
def values_that_hold_themselves():
    start = START + "d = {}\nd['d'] = d\ne = {'d': d, **d}\nd['e'] = e\nl = [d]\nl.append(l)\nd['l'] = l\n"
    return {"a.py": start + "".join(f'mlflow.log_param("a{i}", d)\nmlflow.log_params({{str(d): l}})\n' for i in range(size(4000)))}


@case
def dictionaries_of_dictionaries():
    spread = "".join(f"d{i} = {{**d{i - 1}, 'a{i}': {i}, **d{i - 1}}}\n" for i in range(1, size(16000)))
    union = "".join(f"d{i} = d{i - 1} | {{'k{i}': {i}}} | d{i // 2}\n" for i in range(1, size(12000)))
    return {"a.py": START + "d0 = {'a0': 1}\n" + spread, "b.py": START + "d0 = {'a0': 1}\n" + union}


@case
def comprehensions_that_grow():
    return {"a.py": START + "l = [1, 2, 3]\n" + "l = [(a, b) for a in l for b in l]\n" * 300 + 'mlflow.log_param("l", l)\n'}


@case
def classes_of_many_bases():
    wide = "".join(f"class C{i}({', '.join(f'C{k}' for k in range(max(0, i - 40), i)) or 'object'}):\n    x{i} = {i}\n" for i in range(400))
    pairs = "class A0: pass\nclass B0: pass\n" + "".join(
        f"class A{i}(A{i - 1}, B{i - 1}): pass\nclass B{i}(B{i - 1}, A{i - 1}): pass\n" for i in range(1, 60))
    return {"a.py": START + wide + "mlflow.log_param('a', C399().missing)\nprint(isinstance(C399(), C1))\n",
            "b.py": START + pairs + "mlflow.log_param('a', A59().missing)\nsuper(A59, A59()).missing\n"}


@case
def star_imports_in_layers():
    files = {f"l{i}_{k}.py": "".join(f"from l{i + 1}_{j} import *\n" for j in range(12)) for i in range(14) for k in range(12)}
    files |= {f"l14_{k}.py": f"x{k} = {k}\n" for k in range(12)}
    return {**files, "a.py": START + "from l0_0 import *\nmlflow.log_param('a', missing)\n" + LOG}


@case
def many_ways_through_a_run():
    cases = "".join(f"        case {{'k{i}': v, **r}} if v: mlflow.log_param('k{i}', v)\n" for i in range(size(64000)))
    handlers = "".join(f"    except E{i} as e: mlflow.log_param('e{i}', e)\n" for i in range(size(64000)))
    decorators = "".join(f"@d{i}(lambda f: mlflow.log_param('k{i}', {i}))\n" for i in range(size(48000)))
    return {"a.py": START + "def f(x):\n    match x:\n" + cases,
            "b.py": START + "with mlflow.start_run():\n    try: mlflow.log_param('a', 1)\n" + handlers,
            "c.py": START + decorators + "def f(): pass\n"}


@case
def async_functions_that_gather_each_other():
    return "import mlflow, asyncio\n" + "".join(
        f"async def f{i}():\n    async with mlflow.start_run() as r:\n"
        f"        await asyncio.gather(f{(7 * i) % 300}(), f{(11 * i + 1) % 300}(), *[f{i + 1 if i < 299 else 0}() for _ in range(9)])\n"
        f"        async for z in f{(5 * i + 5) % 300}(): mlflow.log_param('a{i}', z)\n" for i in range(300))


@case
def findings_in_one_line():
    return IMPORTS + "".join(f"mlflow.log_metric('a{i}', 'x'); " for i in range(size(160000))) + "\n"


@case
def toml_names_of_many_parts():
    deep = "".join("[[" + ".".join(["a"] + ["b"] * i) + "]]\n" for i in range(size(8000)))
    groups = "[dependency-groups]\n" + "".join(
        f"g{i} = [{{include-group = 'g{i + 1}'}}, {{include-group = 'g{i + 1}'}}]\n" for i in range(3000)) + "g3000 = []\n"
    many = "".join("[[" + ".".join(["a"] + ["b"] * (i % 60)) + "]]\n" for i in range(size(160000)))
    return {"a.py": START + LOG, "pyproject.toml": groups, "Pipfile": deep, "pixi.toml": many, "b/pyproject.toml": many}


@case
def names_in_one_line():
    return {"a.py": START + LOG, "Dockerfile": "FROM python:3.11\nRUN pip install " + "mlflow " * size(400000) + "\n",
            "Makefile": "install:\n\tpip install " + "mlflow " * size(400000) + "\n"}
