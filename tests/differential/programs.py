#!/usr/bin/env python3
"""programs.py --tool TRACKLINT [--count N] [--seed S] [--keep FOLDER]: what the interpreter knows against what CPython computes.

Makes small programs of one's own that compute something and log it, runs each with a stand-in for mlflow that remembers
what it was given, and compares that with `tracklint facts`: a key that is surely logged is logged, a value that is known is
that value (a pattern fits it), and what was logged is among the facts, unless they say that there may be more. The same
seed makes the same programs. Programs that raise are left out.
"""

import argparse
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import types
import warnings
from contextlib import redirect_stdout

TYPES = ("int", "float", "bool", "str", "ints", "strs", "table", "pair")
WORDS = ("alpha", "Beta", "lr", "max depth", "x", "", "a,b,c", "  pad ", "ünï", "0.5", "7", "Tab\\tbed", "it's", 'say "hi"', "UPPER", "{}", "100%")


class Program:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.variables = {t: [] for t in TYPES}
        self.made = 0
        self.logged = 0
        self.indent = 0
        self.functions = []  # (name, parameter types, result type)
        self.classes = []  # (name, fields, methods: (name, parameter types, result))
        self.objects = []  # (variable, class)

    # --- pieces

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, p):
        return self.random.random() < p

    def name(self, stem="v"):
        self.made += 1
        return f"{stem}{self.made}"

    def put(self, text):
        self.lines.append("    " * self.indent + text)

    def literal(self, kind):
        r = self.random
        if kind == "int":
            return str(self.pick(0, 1, 2, 3, 5, 7, 10, -1, -4, r.randint(-50, 200), r.randint(0, 10**6), 0x1F, "1_000", "0b101"))
        if kind == "float":
            return self.pick("0.1", "1e-3", "2.5", "-0.75", "3.0", "1e22", "123456.789", "-0.0", "0.3", "1e16", "5e-324", f"{r.uniform(-10, 10):.4f}")
        if kind == "bool":
            return self.pick("True", "False")
        if kind == "str":
            return repr(self.pick(*WORDS)).replace("\\\\t", "\\t")
        if kind == "ints":
            return "[" + ", ".join(self.literal("int") for _ in range(r.randint(0, 5))) + "]"
        if kind == "strs":
            return "[" + ", ".join(self.literal("str") for _ in range(r.randint(0, 4))) + "]"
        if kind == "table":
            return "{" + ", ".join(f"{self.pick('a', 'b', 'c', 'lr', 'n', 'k')!r}: {self.literal('int')}" for _ in range(r.randint(0, 4))) + "}"
        return "(" + self.literal("int") + ", " + self.literal("str") + ")"

    def atom(self, kind):
        known = self.variables[kind]
        if known and self.chance(0.65):
            return self.random.choice(known)
        return self.literal(kind)

    def expr(self, kind, depth=2):
        if depth <= 0 or self.chance(0.2):
            return self.atom(kind)
        made = getattr(self, "make_" + kind)(depth - 1)
        callable_ = [f for f in self.functions if f[2] == kind]
        if callable_ and self.chance(0.2):
            name, parameters, _ = self.random.choice(callable_)
            made = f"{name}({', '.join(self.expr(p, depth - 1) for p in parameters)})"
        methods = [(o, m) for o, c in self.objects for m in c[2] if m[2] == kind]
        if methods and self.chance(0.15):
            o, m = self.random.choice(methods)
            made = f"{o}.{m[0]}({', '.join(self.expr(p, depth - 1) for p in m[1])})"
        fields = [(o, f) for o, c in self.objects for f in c[1] if c[1][f] == kind]
        if fields and self.chance(0.1):
            o, f = self.random.choice(fields)
            made = f"{o}.{f}"
        return made

    def make_int(self, d):
        e = lambda k: self.expr(k, d)  # noqa: E731
        small = str(self.random.randint(1, 6))
        return self.pick(
            lambda: f"({e('int')} {self.pick('+', '-', '*')} {e('int')})", lambda: f"({e('int')} {self.pick('//', '%')} {self.pick('3', '-7', '4', '10')})",
            lambda: f"({e('int')} {self.pick('&', '|', '^')} {e('int')})", lambda: f"({e('int')} {self.pick('<<', '>>')} {small})",
            lambda: f"len({e(self.pick('str', 'ints', 'strs', 'table', 'pair'))})", lambda: f"sum({e('ints')})", lambda: f"max({e('ints')}, default={small})",
            lambda: f"min({e('int')}, {e('int')})", lambda: f"abs({e('int')})", lambda: f"int({e('float')} * 0.001)", lambda: f"int({e('bool')})", lambda: f"-{e('int')}",
            lambda: f"~{e('int')}", lambda: f"({e('int')} if {e('bool')} else {e('int')})", lambda: f"({e('int')} or {e('int')})", lambda: f"({e('int')} and {e('int')})",
            lambda: f"{e('table')}.get({self.literal('str')}, {small})", lambda: f"{e('str')}.count('a')", lambda: f"{e('str')}.find({self.literal('str')})",
            lambda: f"({e('ints')} + [{small}])[{self.pick('0', '-1')}]", lambda: f"{e('pair')}[0]", lambda: f"divmod({e('int')}, {small})[{self.pick(0, 1)}]",
            lambda: f"sum(q * {small} for q in {e('ints')} if q % 2 == {self.pick(0, 1)})", lambda: f"({e('int')} % 5) ** {self.random.randint(0, 4)}",
            lambda: f"round({e('float')} / 1e10)", lambda: f"(lambda q, w={small}: q + w)({e('int')})", lambda: f"{e('ints')}.count({small})", lambda: f"ord('{self.pick('a', 'Z', 'é')}')",
            lambda: f"pow({small}, {small}, 7)", lambda: f"({e('ints')} * {small} + [1]).index({self.pick('1', '(1)')})", lambda: f"len(set({e('ints')}))",
        )()  # fmt: skip

    def make_float(self, d):
        e = lambda k: self.expr(k, d)  # noqa: E731
        return self.pick(
            lambda: f"({e('float')} {self.pick('+', '-')} {e('float')})", lambda: f"({e('float')} * {self.pick('0.5', '2', '0.1', '-1.5')})", lambda: f"({e('int')} / {self.pick('2', '3', '7.0', '-8')})",
            lambda: f"float({e('int')})", lambda: f"round({e('float')}, {self.pick(0, 1, 2, 3)})", lambda: f"abs({e('float')})", lambda: f"({e('float')} if {e('bool')} else {e('float')})",
            lambda: f"max({e('float')}, {e('float')})", lambda: f"({e('float')} // 0.7)", lambda: f"({e('float')} % 0.7)", lambda: f"({e('int')} * 0.1)", lambda: f"float('{self.pick('1.5', '1e3', ' 2 ', '-0')}')",
            lambda: f"sum([{e('float')}, {e('float')}])", lambda: f"({self.pick(2, 3, 10)} ** {self.pick('-1', '-2', '0.5')})",
        )()  # fmt: skip

    def make_bool(self, d):
        e = lambda k: self.expr(k, d)  # noqa: E731
        k = self.pick("int", "float", "str")
        return self.pick(
            lambda: f"({e(k)} {self.pick('<', '<=', '>', '>=', '==', '!=')} {e(k)})", lambda: f"(not {e('bool')})", lambda: f"({e('bool')} and {e('bool')})", lambda: f"({e('bool')} or {e('bool')})",
            lambda: f"({self.literal('str')} {self.pick('in', 'not in')} {e(self.pick('strs', 'str', 'table'))})", lambda: f"bool({e(self.pick('int', 'str', 'ints', 'table', 'float'))})",
            lambda: f"(0 < {e('int')} <= {self.pick('5', '100')} )", lambda: f"({e('ints')} == {e('ints')})", lambda: f"any(q > 2 for q in {e('ints')})", lambda: f"all([q for q in {e('strs')}])",
            lambda: f"{e('str')}.startswith({self.literal('str')})", lambda: f"isinstance({e(self.pick('int', 'str', 'bool', 'float'))}, {self.pick('int', 'str', '(int, float)', 'bool')})",
            lambda: f"({e('int')} is None)", lambda: f"({e('pair')} < {e('pair')})", lambda: f"{e('str')}.{self.pick('isdigit', 'isupper', 'islower', 'isalpha', 'isspace', 'isalnum')}()",
            lambda: f"({e('table')} == {e('table')})", lambda: f"({e('bool')} ^ {e('bool')})", lambda: f"({e('str')} == {e('str')}.strip())",
        )()  # fmt: skip

    def make_str(self, d):
        e = lambda k: self.expr(k, d)  # noqa: E731
        w = lambda: self.literal("str")  # noqa: E731
        any_ = lambda: self.expr(self.pick("int", "float", "bool", "str", "ints", "strs", "table", "pair"), d)  # noqa: E731
        method = self.pick("upper()", "lower()", "title()", "strip()", "capitalize()", "swapcase()", "lstrip()", "rstrip()", "replace('a', 'bb')", "zfill(6)", "center(9, '*')", "ljust(7)", "rjust(8, '.')",
                           "split(',')[0]", "rsplit(None, 1)[0] if True else ''", "partition('a')[2]", "removeprefix('al')", "removesuffix('a')", "expandtabs(4)", "casefold()", "join(['1', '2'])", "strip('a ')",
                           "replace('', '-')", "split('a', 1)[-1]", "rpartition(',')[0]", "encode('utf-8').decode('utf-8')")  # fmt: skip
        if method.startswith("rsplit"):
            method = "rsplit(',', 1)[0]"
        spec = self.pick("", ":>6", ":<5", "!r", "!s:^9", ":*^8")
        return self.pick(
            lambda: f"({e('str')} + {e('str')})", lambda: f"({e('str')} * {self.random.randint(0, 3)})", lambda: f"{e('str')}.{method}", lambda: f"str({any_()})", lambda: f"repr({any_()})",
            lambda: "f'" + self.pick("n=", "", "{{x}} ") + "{" + self.atom("str").replace("'", '"').replace("\\", "") .replace('"say "hi""', '"hi"').replace('"it"s"', '"its"') + spec + "}'",
            lambda: "f'{" + self.variable("int") + self.pick("", ":d", ":05d", ":x", ":,", ":+d", ":b", ":e", "=", ":>8", "!r:>5", ":.2f", ":%") + "}'",
            lambda: "f'{" + self.variable("float") + self.pick("", ":.2f", ":.3e", ":g", ":10.1f", ":+.0f", ":.1%", ":n", "=", "!r", ":08.3f", ":,.2f", ":G") + "}_'",
            lambda: f"'%s-%d' % ({any_()}, {e('int')})", lambda: f"'%{self.pick('.2f', 'g', '.3e', '8.1f', 's', 'r')}' % {e('float')}", lambda: f"'%(a)s/%(b)05d' % {{'a': {e('str')}, 'b': {e('int')}}}",
            lambda: f"'{self.pick('{}:{}', '{0}{1}{0}', '{:>5}|{!r}', '{1}')}'.format({e(self.pick('int', 'str'))}, {e('str')})", lambda: f"'{{a}}-{{b:.2f}}'.format(a={e('str')}, b={e('float')})",
            lambda: f"{e('str')}[{self.pick('1:', ':2', '::-1', '-3:', '::2', '1:-1', ':-1', '5:1:-1', '-2:')}]", lambda: f"({e('str')} + 'z')[{self.pick('0', '-1')}]", lambda: f"{w()}.join({e('strs')})",
            lambda: f"({e('str')} or {w()})", lambda: f"({e('str')} if {e('bool')} else {e('str')})", lambda: f"({e('strs')} + ['end'])[{self.pick('0', '-1')}]", lambda: f"{e('pair')}[1]", lambda: f"chr(97 + {e('int')} % 26)",
            lambda: f"','.join(str(q) for q in {e('ints')})", lambda: f"' '.join(sorted({e('strs')}))", lambda: f"max({e('strs')}, key=len, default={w()})", lambda: f"''.join(reversed({e('str')}))", lambda: f"hex({e('int')})",
            lambda: f"format({e('float')}, '.3f')", lambda: f"type({any_()}).__name__",
        )()  # fmt: skip

    def variable(self, kind):
        """A name, for inside a text in quotes."""
        if not self.variables[kind]:
            return {"int": "3", "float": "2.5"}[kind]
        return self.random.choice(self.variables[kind])

    def make_ints(self, d):
        e = lambda k: self.expr(k, d)  # noqa: E731
        n = str(self.random.randint(0, 6))
        return self.pick(
            lambda: f"[{e('int')}, {e('int')}]", lambda: f"({e('ints')} + {e('ints')})", lambda: f"{e('ints')}[{self.pick('1:', ':2', '::-1', '-2:', '::2', ':')}]", lambda: f"list(range({n}))",
            lambda: f"list(range({n}, {self.pick('10', '-3', '6')}, {self.pick('2', '-1', '3', '-2')}))", lambda: f"[q {self.pick('+', '*', '-')} {n} for q in {e('ints')}]", lambda: f"[q for q in {e('ints')} if q {self.pick('>', '<', '!=')} {n}]",
            lambda: f"sorted({e('ints')}{self.pick('', ', reverse=True', ', key=lambda q: -q', ', key=abs')})", lambda: f"[len(q) for q in {e('strs')}]", lambda: f"list({e('table')}.values())", lambda: f"[i * q for i, q in enumerate({e('ints')}, {n})]",
            lambda: f"[q + w for q, w in zip({e('ints')}, {e('ints')})]", lambda: f"[q * w for q in range({self.random.randint(0, 3)}) for w in range({self.random.randint(0, 3)}) if q != w]", lambda: f"list(map(lambda q: q % 5, {e('ints')}))",
            lambda: f"list(filter(None, {e('ints')}))", lambda: f"{e('ints')} * {self.random.randint(0, 2)}", lambda: f"[*{e('ints')}, {n}]", lambda: f"list(reversed({e('ints')}))", lambda: f"sorted(set({e('ints')}))",
            lambda: f"[{n}] * {self.random.randint(0, 4)}", lambda: f"[int(q) for q in '{self.random.randint(0, 9999)}']", lambda: f"list({e('ints')})", lambda: f"{e('ints')}.copy()", lambda: f"[q if q % 2 else -q for q in {e('ints')}]",
        )()  # fmt: skip

    def make_strs(self, d):
        e = lambda k: self.expr(k, d)  # noqa: E731
        return self.pick(
            lambda: f"[{e('str')}, {e('str')}]", lambda: f"{e('str')}.split({self.pick('', repr(','), repr('a'), 'None, 1')})", lambda: f"[q.{self.pick('upper()', 'strip()', 'lower()')} for q in {e('strs')}]",
            lambda: f"list({e('table')})", lambda: f"sorted({e('table')}.keys())", lambda: f"[str(q) for q in {e('ints')}]", lambda: f"list({e('str')})", lambda: f"({e('strs')} + [{e('str')}])", lambda: f"[f'{{i}}{{q}}' for i, q in enumerate({e('strs')})]",
            lambda: f"[q for q in {e('strs')} if q]", lambda: f"list(map(str, {e('ints')}))", lambda: f"{e('strs')}[::-1]", lambda: f"sorted({e('strs')}, key=len)", lambda: f"[k + str(q) for k, q in {e('table')}.items()]", lambda: f"{e('str')}.splitlines()",
        )()  # fmt: skip

    def make_table(self, d):
        e = lambda k: self.expr(k, d)  # noqa: E731
        return self.pick(
            lambda: f"{{**{e('table')}, {self.literal('str')}: {e('int')}}}", lambda: f"{{str(q): q * 2 for q in {e('ints')}}}", lambda: f"dict({e('table')}, z={e('int')})", lambda: f"dict(zip({e('strs')}, {e('ints')}))",
            lambda: f"({e('table')} | {e('table')})", lambda: f"{{k: q + 1 for k, q in {e('table')}.items() if q > 0}}", lambda: f"dict(a={e('int')}, n={e('int')})", lambda: f"dict.fromkeys({e('strs')}, {e('int')})", lambda: f"{e('table')}.copy()",
            lambda: f"dict(sorted({e('table')}.items()))", lambda: f"{{q: len(q) for q in {e('strs')}}}", lambda: f"dict([('p', {e('int')}), ('q', {e('int')})])",
        )()  # fmt: skip

    def make_pair(self, d):
        return f"({self.expr('int', d)}, {self.expr('str', d)})"

    # --- statements

    def log(self, expression, kind=None):
        self.logged += 1
        key = f"k{self.logged}"
        self.put(self.pick(f"mlflow.log_param('{key}', {expression})", f"mlflow.log_params({{'{key}': {expression}}})", f"mlflow.log_param(key='{key}', value={expression})", f"mlflow.set_tag('{key}', {expression})"))

    def define(self, kind, expression):
        name = self.name()
        self.put(f"{name} = {expression}")
        self.variables[kind].append(name)
        return name

    def inner(self, kinds):
        """Variables that were made inside a block do not exist outside."""
        return {t: list(v) for t, v in self.variables.items()}

    def statement(self, depth=2):
        getattr(self, "do_" + self.pick("define", "define", "define", "log", "log", "augment", "mutate", "if_", "for_", "while_", "function", "class_", "try_", "unpack", "alias", "object", "nested_function",
                                        "generator", "match", "loop_log", "global_", "walrus", "with_", "decorator", "partial", "dataclass", "delete", "varargs", "named", "chained"))(depth)  # fmt: skip

    def block(self, depth, count=None):
        saved = self.inner(None)
        objects = list(self.objects)
        functions, classes = list(self.functions), list(self.classes)
        self.indent += 1
        for _ in range(count or self.random.randint(1, 3)):
            self.statement(depth - 1)
        self.put("pass")
        self.indent -= 1
        self.variables, self.objects, self.functions, self.classes = saved, objects, functions, classes

    def do_define(self, depth):
        kind = self.pick(*TYPES)
        self.define(kind, self.expr(kind, 2))

    def do_log(self, depth):
        if self.indent > 3:
            return self.do_define(depth)
        kind = self.pick(*TYPES)
        self.log(self.expr(kind, 3))

    def changed(self, kind):
        return self.random.choice(self.variables[kind]) if self.variables[kind] else self.define(kind, self.literal(kind))

    def do_augment(self, depth):
        kind = self.pick("int", "str", "ints", "float", "table")
        v = self.changed(kind)
        operation = {"int": self.pick("+=", "-=", "*=", "|=", "//="), "str": "+=", "ints": "+=", "float": self.pick("+=", "*=", "-="), "table": "|="}[kind]
        value = self.pick("2", "3", "-5") if operation in ("*=", "//=") else self.atom(kind)
        self.put(f"{v} {operation} {value}")

    def do_mutate(self, depth):
        kind = self.pick("ints", "strs", "table")
        v = self.changed(kind)
        if kind == "table":
            self.put(self.pick(f"{v}[{self.literal('str')}] = {self.expr('int', 1)}", f"{v}.update({self.expr('table', 1)})", f"{v}.update(u={self.expr('int', 1)})", f"{v}.setdefault('a', {self.literal('int')})",
                               f"{v}.pop('a', None)", f"{v}['a'] = {v}.get('a', 0) + 1", f"{v}.clear()"))  # fmt: skip
            return
        element = self.expr(kind[:-1], 1)
        self.put(self.pick(f"{v}.append({element})", f"{v}.extend({self.expr(kind, 1)})", f"{v}.insert({self.pick('0', '1', '-1')}, {element})", f"{v}.reverse()", f"{v}.sort()", f"{v}[:1] = [{element}]",
                           f"{v} and {v}.pop()", f"{v}[len({v}):] = [{element}, {element}]", f"{v}.sort(key=str, reverse=True)", f"del {v}[1:]", f"{v}.clear()"))  # fmt: skip

    def do_if_(self, depth):
        if depth <= 0:
            return self.do_define(depth)
        self.put(f"if {self.expr('bool', 2)}:")
        self.block(depth)
        if self.chance(0.4):
            self.put(f"elif {self.expr('bool', 1)}:")
            self.block(depth)
        if self.chance(0.5):
            self.put("else:")
            self.block(depth)

    def do_for_(self, depth):
        if depth <= 0:
            return self.do_augment(depth)
        total = self.changed("int")
        q = self.name("q")
        kind, over = self.pick(("int", f"range({self.random.randint(0, 5)})"), ("int", self.expr("ints", 1)), ("str", self.expr("strs", 1)), ("str", self.literal("str")), ("str", f"{self.atom('table')}.copy()"))
        self.put(f"for {q} in {over if kind == 'str' or over.startswith('range') else 'list(' + over + ')'}:")
        saved = list(self.variables[kind])
        self.variables[kind].append(q)
        self.indent += 1
        self.put(f"{total} = ({total} * 3 + {'len(' + q + ')' if kind == 'str' else q}) % 1009")
        if self.chance(0.3):
            self.put(f"if {self.expr('bool', 1)}: {self.pick('break', 'continue')}")
        self.indent -= 1
        saved_log, self.logged_allowed = getattr(self, "logged_allowed", True), False
        self.quiet_block(depth)
        self.logged_allowed = saved_log
        self.variables[kind] = saved
        if self.chance(0.3):
            self.put("else:")
            self.put(f"    {total} += 1")

    def quiet_block(self, depth):
        """A block without logging: a key is logged once."""
        at = len(self.lines)
        logged = self.logged
        self.block(depth, self.random.randint(1, 2))
        if self.logged != logged:
            for i in range(at, len(self.lines)):
                self.lines[i] = re.sub(r"^(\s*)mlflow\..*", r"\1pass", self.lines[i])
            self.logged = logged

    def do_while_(self, depth):
        if depth <= 0:
            return self.do_augment(depth)
        n = self.name("n")
        self.put(f"{n} = {self.random.randint(0, 6)}")
        self.put(f"while {n} > {self.pick('0', '1', '-1')}:")
        self.indent += 1
        self.put(f"{n} -= {self.pick(1, 2)}")
        if self.chance(0.3):
            self.put(f"if {self.expr('bool', 1)}: {self.pick('break', 'continue')}")
        self.indent -= 1
        self.quiet_block(depth)
        self.variables["int"].append(n)

    def body(self, parameters, result, depth):
        """The body of a function: its own variables, and one value."""
        saved, objects = self.variables, self.objects
        self.variables = {t: [] for t in TYPES}
        self.objects = []
        for name, kind in parameters:
            self.variables[kind].append(name)
        self.indent += 1
        for _ in range(self.random.randint(0, 2)):
            kind = self.pick(*TYPES)
            getattr(self, "do_" + self.pick("define", "define", "augment", "mutate"))(depth)
        if self.chance(0.35):
            self.put(f"if {self.expr('bool', 1)}:")
            self.put(f"    return {self.expr(result, 1)}")
        self.put(f"return {self.expr(result, 2)}")
        self.indent -= 1
        self.variables, self.objects = saved, objects

    def do_function(self, depth, in_class=None):
        if self.indent > 1:
            return self.do_define(depth)
        name = self.name("f")
        kinds = [self.pick(*TYPES) for _ in range(self.random.randint(0, 3))]
        result = self.pick(*TYPES)
        parameters = [(self.name("p"), k) for k in kinds]
        optional = self.random.randint(0, len(kinds)) if self.chance(0.4) else len(kinds)
        written = [p if i < optional else f"{p}={self.literal(k)}" for i, (p, k) in enumerate(parameters)]
        self.put(f"def {name}({', '.join(written)}):")
        functions, self.functions = self.functions, list(self.functions)
        self.body(parameters, result, depth)
        self.functions = functions
        self.functions.append((name, kinds[: self.random.randint(optional, len(kinds))], result))

    def do_class_(self, depth):
        if self.indent:
            return self.do_define(depth)
        name = self.name("C")
        base = self.random.choice(self.classes) if self.classes and self.chance(0.4) else None
        fields = {self.name("a"): self.pick(*TYPES) for _ in range(self.random.randint(1, 3))}
        self.put(f"class {name}{'(' + base[0] + ')' if base else ''}:")
        self.indent += 1
        level = self.name("level")
        self.put(f"{level} = {self.literal('int')}")
        self.put(f"def __init__(self, {', '.join(fields)}{''.join(', ' + f + '_' for f in base[1]) if base else ''}):")
        self.indent += 1
        if base:
            self.put(f"super().__init__({', '.join(f + '_' for f in base[1])})")
        for f in fields:
            self.put(f"self.{f} = {f}")
        self.indent -= 1
        everything = {**(base[1] if base else {}), **fields}
        methods = list(base[2]) if base else []
        for _ in range(self.random.randint(1, 3)):
            method = self.pick(*[m[0] for m in methods]) if methods and self.chance(0.3) else self.name("m")
            old = [m for m in methods if m[0] == method]
            kinds, result = (old[0][1], old[0][2]) if old else ([self.pick(*TYPES) for _ in range(self.random.randint(0, 2))], self.pick(*TYPES))
            parameters = [(self.name("p"), k) for k in kinds]
            style = self.pick("plain", "plain", "plain", "static", "class") if not old else "plain"
            if style == "static":
                self.put("@staticmethod")
            if style == "class":
                self.put("@classmethod")
            first = {"plain": ["self"], "static": [], "class": ["cls"]}[style]
            self.put(f"def {method}({', '.join(first + [p for p, _ in parameters])}):")
            seen = [(f"self.{f}", k) for f, k in everything.items()] if style == "plain" else []
            seen += [(f"cls.{level}", "int")] if style == "class" else []
            self.body(parameters + seen, result, depth)
            methods = [m for m in methods if m[0] != method] + [(method, kinds, result)]
        if self.chance(0.3):
            held = self.pick(*everything)
            prop = self.name("prop")
            self.put("@property")
            self.put(f"def {prop}(self):")
            self.put(f"    return self.{held}")
            everything = {**everything, prop: everything[held]}
            shown = [f for f in everything if f != prop]
        else:
            shown = list(everything)
        self.indent -= 1
        # What __init__ takes, in its order: its own, then those of its base.
        order = [(f, fields[f]) for f in fields] + ([(f, base[1][f]) for f in base[1]] if base else [])
        made = (name, {f: everything[f] for f in shown}, methods, order, everything)
        if base and any(f not in base[1] for f in shown if f not in fields):
            return
        self.classes.append(made)
        self.make_object(made)

    def make_object(self, made):
        if made[0] not in [c[0] for c in self.classes]:
            return
        o = self.name("o")
        base_fields = dict(made[3])
        self.put(f"{o} = {made[0]}({', '.join(self.atom(k) for k in base_fields.values())})")
        self.objects.append((o, (made[0], made[4], made[2])))

    def do_object(self, depth):
        if not self.classes:
            return self.do_define(depth)
        if self.objects and self.chance(0.5):
            o, c = self.random.choice(self.objects)
            plain = [f for f in c[1] if not f.startswith("prop")]
            f = self.pick(*plain)
            self.put(self.pick(f"{o}.{f} = {self.expr(c[1][f], 1)}", f"setattr({o}, '{f}', {self.expr(c[1][f], 1)})"))
        else:
            self.make_object(self.random.choice(self.classes))

    def do_try_(self, depth):
        if depth <= 0:
            return self.do_define(depth)
        v = self.define("int", self.literal("int"))
        danger = self.pick(f"[1, 2][{self.pick('1', '5', '-1')}]", f"{{'a': 1}}[{self.pick(repr('a'), repr('b'))}]", f"int({self.pick(repr('12'), repr('x'), repr(' 7 '))})", f"10 // {self.pick('0', '3')}", "len(None)" if self.chance(0.3) else "len('abc')")
        self.put("try:")
        self.put(f"    {v} = {danger}")
        self.put(f"except {self.pick('(IndexError, KeyError, ValueError, ZeroDivisionError, TypeError)', 'Exception', 'LookupError as error')}:" if "[" in danger else "except (ValueError, ZeroDivisionError, TypeError):")
        self.put(f"    {v} = {self.literal('int')}")
        if self.chance(0.4):
            self.put("else:")
            self.put(f"    {v} += 100")
        if self.chance(0.4):
            self.put("finally:")
            self.put(f"    {v} += 1")

    def do_unpack(self, depth):
        a, b = self.name(), self.name()
        form = self.pick("swap", "pair", "star", "nested")
        if form == "pair":
            self.put(f"{a}, {b} = {self.expr('pair', 2)}")
            self.variables["int"].append(a)
            self.variables["str"].append(b)
        elif form == "star":
            self.put(f"{a}, *{b} = [{self.atom('int')}, *{self.atom('ints')}]")
            self.variables["int"].append(a)
            self.variables["ints"].append(b)
        elif form == "nested":
            c = self.name()
            self.put(f"({a}, [{b}, {c}]) = {self.atom('str')}, ({self.atom('int')}, {self.atom('int')})")
            self.variables["str"].append(a)
            self.variables["int"] += [b, c]
        elif len(self.variables["int"]) > 1:
            x, y = self.random.sample(self.variables["int"], 2)
            self.put(f"{x}, {y} = {y}, {x} + 1")

    def do_alias(self, depth):
        kind = self.pick("ints", "strs", "table")
        v = self.changed(kind)
        name = self.name()
        self.put(f"{name} = {self.pick(v, v, '[' + v + '][0]', '{1: ' + v + '}[1]')}")
        self.variables[kind].append(name)
        self.do_mutate(depth)

    def do_nested_function(self, depth):
        outer, inner, count = self.name("g"), self.name("h"), self.name("count")
        if self.indent > 1:
            return self.do_define(depth)
        self.put(f"def {outer}(start):")
        self.put(f"    {count} = start")
        self.put(f"    def {inner}(step={self.literal('int')}):")
        self.put(f"        nonlocal {count}")
        self.put(f"        {count} += step")
        self.put(f"        return {count}")
        self.put(f"    return {inner}")
        made = self.name("made")
        self.put(f"{made} = {outer}({self.atom('int')})")
        if self.chance(0.6):
            self.put(f"{made}({self.atom('int')})")
        self.functions.append((made, ["int"] if self.chance(0.5) else [], "int"))

    def do_generator(self, depth):
        if self.indent > 1:
            return self.do_define(depth)
        f = self.name("gen")
        self.put(f"def {f}(n):")
        self.put("    a, b = 0, 1")
        self.put("    for _ in range(n):")
        self.put(f"        yield a{self.pick('', ' * 2', ' + b')}")
        if self.chance(0.4):
            self.put(f"        if a > {self.pick(3, 10)}: return")
        self.put(f"        a, b = b, a + {self.pick('b', '1')}")
        if self.chance(0.3):
            self.put(f"    yield from [{self.literal('int')}]")
        self.define("ints", f"list({f}({self.random.randint(0, 8)}))")

    def do_match(self, depth):
        v = self.define("str", self.literal("str"))
        kind = self.pick("int", "str", "pair", "ints")
        self.put(f"match {self.expr(kind, 1)}:")
        cases = {
            "int": [f"case {self.pick(0, 1, 2, 3)}:", f"case {self.pick(5, 7)} | {self.pick(10, -1)}:"],
            "str": ["case 'x' | '7':", "case str(q) if q.startswith('a'):"],
            "pair": ["case (0, q):", "case (int(), 'x'):"],
            "ints": ["case []:", "case [q]:", "case [q, *rest]:"],
        }[kind]
        for c in cases:
            self.put("    " + c)
            self.put(f"        {v} = {self.literal('str')}")
        self.put("    case _:")
        self.put(f"        {v} = {self.literal('str')}")

    def do_loop_log(self, depth):
        if self.indent > 0:
            return self.do_define(depth)
        self.logged += 1
        q = self.name("q")
        self.put(f"for {q} in range({self.random.randint(0, 4)}):")
        key = self.pick(f"f'k{self.logged}_{{{q}}}'", f"'k{self.logged}_%d' % {q}", f"'k{self.logged}_' + str({q})", f"'k{self.logged}_{{}}'.format({q})")
        self.variables["int"].append(q)
        self.put(f"    mlflow.log_param({key}, {self.expr('int', 2)})")
        self.variables["int"].remove(q)

    def do_global_(self, depth):
        if self.indent:
            return self.do_define(depth)
        v = self.changed("int")
        f = self.name("f")
        self.put(f"def {f}(p):")
        self.put(f"    global {v}")
        self.put(f"    {v} = {v} * 2 + p")
        for _ in range(self.random.randint(0, 2)):
            self.put(f"{f}({self.atom('int')})")

    def do_walrus(self, depth):
        v = self.name()
        self.put(f"if ({v} := {self.expr('int', 2)}) > {self.pick(0, 5, -3)}:")
        self.put(f"    {v} -= 1")
        self.variables["int"].append(v)

    def do_with_(self, depth):
        if self.indent:
            return self.do_define(depth)
        f, seen = self.name("ctx"), self.define("strs", "[]")
        self.put("import contextlib")
        self.put("@contextlib.contextmanager")
        self.put(f"def {f}(label):")
        self.put(f"    {seen}.append('in ' + label)")
        self.put("    try:")
        self.put("        yield label * 2")
        self.put("    finally:")
        self.put(f"        {seen}.append('out ' + label)")
        v = self.name()
        self.put(f"with {f}({self.atom('str')}) as {v}:")
        self.put(f"    {seen}.append({v})")
        self.variables["str"].append(v)

    def do_decorator(self, depth):
        if self.indent:
            return self.do_define(depth)
        d, f = self.name("deco"), self.name("f")
        self.put(self.pick("import functools", "from functools import wraps"))
        wraps = "functools.wraps" if self.lines[-1] == "import functools" else "wraps"
        self.put(f"def {d}(times):")
        self.put("    def outer(function):")
        self.put(f"        @{wraps}(function)")
        self.put("        def inner(*args, **kwargs):")
        self.put("            return function(*args, **kwargs) * times")
        self.put("        return inner")
        self.put("    return outer")
        kind = self.pick("int", "str", "ints")
        self.put(f"@{d}({self.random.randint(0, 3)})")
        self.put(f"def {f}(x, y={self.literal(kind)}):")
        self.put("    return x + y")
        self.functions.append((f, [kind] * self.random.randint(1, 2), kind))

    def do_partial(self, depth):
        f = self.name("f")
        self.put("import functools")
        self.put(f"{f} = functools.partial(lambda a, b, c={self.literal('int')}: a - b * c, {self.atom('int')}{self.pick('', ', c=' + self.literal('int'))})")
        self.functions.append((f, ["int"], "int"))

    def do_dataclass(self, depth):
        if self.indent:
            return self.do_define(depth)
        c, o = self.name("D"), self.name("o")
        self.put("import dataclasses")
        self.put(f"@dataclasses.dataclass{self.pick('', '(frozen=True)', '(order=True)')}")
        self.put(f"class {c}:")
        self.put("    lr: float")
        self.put(f"    depth: int = {self.literal('int')}")
        self.put(f"    names: list = dataclasses.field(default_factory=lambda: {self.literal('strs')})")
        self.put("    def size(self, by):")
        self.put("        return self.depth * by")
        self.put(f"{o} = {c}({self.atom('float')}{self.pick('', ', ' + self.atom('int'), ', depth=' + self.atom('int'))})")
        self.objects.append((o, (c, {"prop_free": "int"}, [("size", ["int"], "int")])))
        self.objects[-1] = (o, (c, {}, [("size", ["int"], "int")]))
        for f, k in (("lr", "float"), ("depth", "int"), ("names", "strs")):
            if self.chance(0.5):
                self.define(k, f"{o}.{f}")
        if self.chance(0.4):
            self.logged += 1
            self.put(f"mlflow.log_param('k{self.logged}', {self.pick(o, f'dataclasses.asdict({o})', f'dataclasses.astuple({o})', f'dataclasses.replace({o}, depth=3)')})")
        self.objects.pop()

    def do_delete(self, depth):
        v = self.changed("table")
        k = self.literal("str")
        self.put(f"if {k} in {v}:")
        self.put(f"    del {v}[{k}]")

    def do_varargs(self, depth):
        if self.indent > 1:
            return self.do_define(depth)
        f = self.name("f")
        self.put(f"def {f}(first, *rest, sep='-', **more):")
        self.put(f"    return {self.pick('sep.join([first, *rest])', 'first + sep + str(len(rest)) + str(more)', 'sep.join(more) + first', 'str(rest) + sep')}")
        arguments = [self.atom("str") for _ in range(self.random.randint(1, 3))] + self.pick([], [f"*{self.atom('strs')}"]) + self.pick([], ["sep='+'"]) + self.pick([], ["z=1", "y='q'"], [f"**{{'w': {self.atom('int')}}}"])
        self.define("str", f"{f}({', '.join(arguments)})")

    def do_named(self, depth):
        if self.indent:
            return self.do_define(depth)
        n = self.name("N")
        self.put("import collections")
        self.put(f"{n} = collections.namedtuple('{n}', 'left right')")
        t = self.name("t")
        self.put(f"{t} = {n}({self.atom('int')}, right={self.atom('str')})")
        self.define("int", f"{t}.left")
        self.define("str", f"{t}[1]")
        if self.chance(0.3):
            self.log(t)
        if self.chance(0.4):
            self.define("table", f"dict(collections.Counter({self.atom('str')}))")

    def do_chained(self, depth):
        kind = self.pick("int", "str", "ints")
        a, b = self.name(), self.name()
        self.put(f"{a} = {b} = {self.expr(kind, 1)}")
        if kind == "ints":
            self.put(f"{a}.append(1)")
        else:
            self.put(f"{a} += {self.literal(kind)}")
        self.variables[kind] += [a, b]

    def text(self):
        self.put("import mlflow")
        for kind in TYPES:
            self.define(kind, self.literal(kind))
        for _ in range(self.random.randint(6, 22)):
            self.statement()
        for kind in TYPES:
            if self.chance(0.7):
                self.log(self.random.choice(self.variables[kind]))
        return "\n".join(self.lines) + "\n"


class Stop(Exception):
    pass


def run(text):
    """What the program logs: {key: [text]}, or None if it raises, takes too long or logs a key twice."""
    logged = {"params": {}, "tags": {}}
    mlflow = types.ModuleType("mlflow")

    def put(kind, key, value):
        if key in logged[kind]:
            raise Stop("twice")
        logged[kind][key] = str(value)

    mlflow.log_param = lambda key, value: put("params", key, value)
    mlflow.log_params = lambda params: [put("params", k, v) for k, v in params.items()]
    mlflow.set_tag = lambda key, value: put("tags", key, value)
    steps = 0

    def count(frame, event, argument):
        nonlocal steps
        steps += 1
        if steps > 20000:
            raise Stop("too long")
        return count

    sys.modules["mlflow"] = mlflow
    old = sys.gettrace()
    module = types.ModuleType("__main__")
    main_module = sys.modules["__main__"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(text, "program.py", "exec")
        sys.modules["__main__"] = module
        sys.settrace(count)
        with redirect_stdout(io.StringIO()):
            exec(code, module.__dict__)
    except Exception:  # noqa: BLE001: whatever a made program does
        return None
    finally:
        sys.settrace(old)
        sys.modules["__main__"] = main_module
        del sys.modules["mlflow"]
    if any(len(v) > 400 or re.search(r" at 0x[0-9a-f]+", v) for kind in logged.values() for v in kind.values()):
        return None
    return logged


def fits(text, fact):
    if "literal" in fact:
        return fact["literal"] == text
    if "pattern" in fact:
        parts = re.split(r"(\\.|\*)", fact["pattern"], flags=re.S)
        return re.fullmatch("".join(".*" if p == "*" else re.escape(p[1:] if len(p) == 2 and p[0] == "\\" else p) for p in parts), text, re.S) is not None
    return True


def compare(entry, logged, counts):
    """What differs between the facts of an entry and what was logged."""
    wrong = []
    runs = entry["runs"] if entry else []
    for kind in ("params", "tags"):
        stated = [f for r in runs for f in r[kind] if not f["key"].get("literal", "").startswith("mlflow.")]
        keys = set()
        for fact in stated:
            key, value = fact["key"], fact["value"] or {"unknown": True}
            meant = [k for k in logged[kind] if fits(k, key)]
            keys.update(meant)
            counts["stated"] += 1
            if fact["certainty"] == "surely" and not meant:
                wrong.append(f"{kind}: {key} is surely logged, and was not")
            if not meant:
                counts["never logged"] += 1
                continue
            if "literal" in value:
                counts["known"] += 1
            if not any(fits(logged[kind][k], value) for k in meant):
                # One call may be stated more than once, by value; one of them has to be right.
                others = [f for f in stated if f is not fact and f["key"] == key]
                if fact["certainty"] == "surely" or not any(fits(logged[kind][k], f["value"] or {}) for f in others for k in meant):
                    wrong.append(f"{kind}: {key} is {value}, but Python has {[logged[kind][k] for k in meant]}")
        counts["logged"] += len(logged[kind])
        if not any(kind in r["open"] for r in runs):
            wrong += [f"{kind}: {k} was logged and is not among the facts" for k in logged[kind] if k not in keys]
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="programs that differ are put there")
    options = parser.parse_args()
    if sys.version_info < (3, 10):
        print("skipped: Python 3.10 is needed")
        return 77
    tool = str(pathlib.Path(options.tool).resolve())
    programs, tried = {}, 0
    while len(programs) < options.count:
        text = Program(options.seed * 1_000_000 + tried).text()
        tried += 1
        logged = run(text)
        if logged is not None:
            programs[f"p{tried - 1:06d}.py"] = (text, logged)
    with tempfile.TemporaryDirectory() as folder:
        for name, (text, _) in programs.items():
            pathlib.Path(folder, name).write_text(text, encoding="utf-8")
        done = subprocess.run([tool, "facts", "--isolated", "--output-format", "json", "."], cwd=folder, capture_output=True, check=False)
        if done.returncode != 0:
            print(f"tracklint ended with {done.returncode}: {done.stderr[-500:].decode('utf-8', 'replace')}")
            return 1
        entries = {e["path"]: e for e in json.loads(done.stdout)["entries"] if e["kind"] == "script"}
    counts = dict.fromkeys(("stated", "never logged", "known", "logged"), 0)
    differ = 0
    for name, (text, logged) in programs.items():
        wrong = compare(entries.get(name), logged, counts)
        if wrong:
            differ += 1
            print(f"{name}: " + "\n    ".join(wrong))
            if options.keep:
                pathlib.Path(options.keep).mkdir(parents=True, exist_ok=True)
                pathlib.Path(options.keep, name).write_text(text, encoding="utf-8")
    print(f"{len(programs)} programs ({tried} made), {differ} differ; " + ", ".join(f"{v} {k}" for k, v in counts.items()))
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
