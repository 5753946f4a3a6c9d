#!/usr/bin/env python3
"""trees.py --dump TREE_DUMP [--most N] [--jobs N] PATH...: lowered trees against CPython's ast.

PATHs are files and folders; `stdlib` is the standard library of the Python that runs this, without its tests. Of each file that Python takes,
the whole tree has to be the same: imports, calls with their arguments, constants, names, statements in their order; and
every call and its callee has to stand where ast says. What is not compared: patterns of `match`, and which scope a name
belongs to (unit tests of bind have that). Differences are printed with the first line that differs.

Known differences, which the tests of CPython's own standard library show: encodings other than the usual ones, `^` beside
`&` without parentheses (the grammar has their order the wrong way), `print >>x, y` (taken for Python 2), names that are
other letters in a normal form, comments in `f"{x  # y}="`.
"""

import argparse
import ast
import concurrent.futures
import pathlib
import subprocess
import sys
import sysconfig
import tokenize
import warnings

if sys.version_info < (3, 9):
    print("skipped: Python 3.9 is needed")
    sys.exit(77)

OPERATORS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "MatMult": "@", "BitAnd": "&", "BitOr": "|", "BitXor": "^",
    "LShift": "<<", "RShift": ">>", "And": "and", "Or": "or", "Not": "not", "USub": "neg", "UAdd": "pos", "Invert": "inv", "Eq": "==", "NotEq": "!=",
    "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is-not", "In": "in", "NotIn": "not-in",
}  # fmt: skip


def op(node):
    return OPERATORS[type(node).__name__]


def quoted(value):
    """As analyzer/bind/dump_expr.cpp does."""
    is_bytes = isinstance(value, bytes)
    out = []
    for c in value.decode("latin-1") if is_bytes else value:
        code = ord(c)
        if c in '"\\':
            out.append("\\" + c)
        elif c == "\n":
            out.append("\\n")
        elif code < 0x20 or code == 0x7F or is_bytes and code >= 0x80:
            out.append(f"\\x{code:02x}")
        elif 0xD800 <= code < 0xE000:
            out.append("\ufffd")
        else:
            out.append(c)
    return ("b" if is_bytes else "") + '"' + "".join(out) + '"'


class Writer:
    """The tree of ast in the words of the dump."""

    def __init__(self):
        self.out = []
        self.prefix = ""
        self.in_class = False
        self.private = []

    # --- expressions

    def optional(self, node):
        return "_" if node is None else self.expr(node)

    def expr(self, node):
        return getattr(self, "expr_" + type(node).__name__)(node)

    def all(self, nodes):
        return "".join(" " + self.expr(n) for n in nodes)

    def expr_Constant(self, node):
        value = node.value
        if value is None or value is True or value is False:
            return str(value)
        if value is Ellipsis:
            return "..."
        if isinstance(value, int):
            return str(value)
        if isinstance(value, float):
            return f"{value:.17g}f"
        if isinstance(value, complex):
            return "?"
        return quoted(value)

    def expr_Name(self, node):
        return node.id

    def expr_Attribute(self, node):
        return f"(. {self.expr(node.value)} {node.attr})"

    def expr_Subscript(self, node):
        return f"([] {self.expr(node.value)} {self.expr(node.slice)})"

    def expr_Slice(self, node):
        return f"(: {self.optional(node.lower)} {self.optional(node.upper)} {self.optional(node.step)})"

    def arguments_of(self, args, keywords):
        both = sorted([*args, *keywords], key=lambda n: (n.lineno, n.col_offset))
        out = ""
        for n in both:
            if isinstance(n, ast.keyword):
                out += f" (= {n.arg} {self.expr(n.value)})" if n.arg is not None else f" (** {self.expr(n.value)})"
            elif isinstance(n, ast.Starred):
                out += f" (* {self.expr(n.value)})"
            else:
                out += " " + self.expr(n)
        return out

    def expr_Call(self, node):
        return f"(call {self.expr(node.func)}{self.arguments_of(node.args, node.keywords)})"

    def expr_BinOp(self, node):
        # A long chain leans to the left.
        chain = []
        while isinstance(node, ast.BinOp):
            chain.append(node)
            node = node.left
        out = self.expr(node)
        for n in reversed(chain):
            out = f"({op(n.op)} {out} {self.expr(n.right)})"
        return out

    def expr_UnaryOp(self, node):
        return f"({op(node.op)} {self.expr(node.operand)})"

    def expr_BoolOp(self, node):
        return f"({op(node.op)}{self.all(node.values)})"

    def expr_Compare(self, node):
        return f"(cmp {self.expr(node.left)}" + "".join(f" {op(o)} {self.expr(n)}" for o, n in zip(node.ops, node.comparators)) + ")"

    def expr_IfExp(self, node):
        return f"(if {self.expr(node.test)} {self.expr(node.body)} {self.expr(node.orelse)})"

    def expr_Lambda(self, node):
        return f"(lambda{self.parameters(node.args)} {self.expr(node.body)})"

    def expr_Tuple(self, node):
        return f"(tuple{self.all(node.elts)})"

    def expr_List(self, node):
        return f"(list{self.all(node.elts)})"

    def expr_Set(self, node):
        return f"(set{self.all(node.elts)})"

    def expr_Dict(self, node):
        return "(dict" + "".join(f" ({'**' if k is None else self.expr(k)} {self.expr(v)})" for k, v in zip(node.keys, node.values)) + ")"

    def clauses(self, generators):
        out = ""
        for g in generators:
            out += f" ({'async-for' if g.is_async else 'for'} {self.expr(g.target)} {self.expr(g.iter)}" + "".join(" if " + self.expr(c) for c in g.ifs) + ")"
        return out

    def expr_ListComp(self, node):
        return f"(listcomp {self.expr(node.elt)}{self.clauses(node.generators)})"

    def expr_SetComp(self, node):
        return f"(setcomp {self.expr(node.elt)}{self.clauses(node.generators)})"

    def expr_GeneratorExp(self, node):
        return f"(generator {self.expr(node.elt)}{self.clauses(node.generators)})"

    def expr_DictComp(self, node):
        return f"(dictcomp {self.expr(node.key)} {self.expr(node.value)}{self.clauses(node.generators)})"

    def expr_Await(self, node):
        return f"(await {self.expr(node.value)})"

    def expr_Yield(self, node):
        return f"(yield {self.optional(node.value)})"

    def expr_YieldFrom(self, node):
        return f"(yield-from {self.expr(node.value)})"

    def expr_Starred(self, node):
        return f"(* {self.expr(node.value)})"

    def expr_NamedExpr(self, node):
        return f"(:= {self.expr(node.target)} {self.expr(node.value)})"

    def f_parts(self, node):
        parts = []
        for n in node.values:
            if isinstance(n, ast.Constant):
                if parts and isinstance(parts[-1], str):
                    parts[-1] += n.value
                elif n.value:
                    parts.append(n.value)
            elif isinstance(n, ast.JoinedStr):
                for inner in self.f_parts(n):
                    if isinstance(inner, str) and parts and isinstance(parts[-1], str):
                        parts[-1] += inner
                    else:
                        parts.append(inner)
            else:
                parts.append(n)
        return parts

    def f_text(self, parts):
        out = ""
        for p in parts:
            if isinstance(p, str):
                out += " " + quoted(p)
                continue
            out += " {" + self.expr(p.value)
            if p.conversion != -1:
                out += "!" + chr(p.conversion)
            if p.format_spec is not None:
                spec = self.f_parts(p.format_spec)
                out += ":" + (quoted("".join(spec)) if all(isinstance(s, str) for s in spec) else f"(f{self.f_text(spec)})")
            out += "}"
        return out

    def expr_JoinedStr(self, node):
        return f"(f{self.f_text(self.f_parts(node))})"

    # --- definitions

    def parameters(self, a):
        out = []
        positional = [*a.posonlyargs, *a.args]
        defaults = [None] * (len(positional) - len(a.defaults)) + a.defaults

        def one(mark, p, default):
            return mark + p.arg + (":" + self.expr(p.annotation) if p.annotation is not None else "") + ("=" + self.expr(default) if default is not None else "")

        for i, p in enumerate(positional):
            out.append(one("/" if i < len(a.posonlyargs) else "", p, defaults[i]))
        if a.vararg:
            out.append(one("*", a.vararg, None))
        for p, default in zip(a.kwonlyargs, a.kw_defaults):
            out.append(one("k:", p, default))
        if a.kwarg:
            out.append(one("**", a.kwarg, None))
        return " (" + " ".join(out) + ")"

    @staticmethod
    def yields(node):
        """Whether the body itself yields, not a function in it."""
        waiting = list(node.body)
        while waiting:
            n = waiting.pop()
            if isinstance(n, (ast.Yield, ast.YieldFrom)):
                return True
            if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)):
                waiting += [*n.decorator_list, *n.args.defaults, *[d for d in n.args.kw_defaults if d]]
            elif isinstance(n, ast.ClassDef):
                waiting += [*n.decorator_list, *n.bases, *[k.value for k in n.keywords]]
            elif isinstance(n, ast.Lambda):
                waiting += [*n.args.defaults, *[d for d in n.args.kw_defaults if d]]
            else:
                waiting += ast.iter_child_nodes(n)
        return False

    # --- statements

    def line(self, indent, text):
        self.out.append(" " * indent + text)

    def block(self, statements, indent):
        for s in statements:
            getattr(self, "stmt_" + type(s).__name__, self.simple)(s, indent)

    def nested(self, statements, indent, title=None):
        if not statements:
            return
        if title:
            self.line(indent, title)
        self.block(statements, indent + 2)

    def simple(self, s, indent):
        self.line(indent, self.simple_text(s))

    def simple_text(self, s):
        if isinstance(s, ast.Expr):
            return "expr " + self.expr(s.value)
        if isinstance(s, ast.Assign):
            return "assign" + self.all(s.targets) + " = " + self.expr(s.value)
        if isinstance(s, ast.AugAssign):
            return f"aug{op(s.op)} {self.expr(s.target)} {self.expr(s.value)}"
        if isinstance(s, ast.AnnAssign):
            return f"ann {self.expr(s.target)} {self.expr(s.annotation)} {self.optional(s.value)}"
        if isinstance(s, ast.Delete):
            return "del" + self.all(s.targets)
        if isinstance(s, ast.Return):
            return "return " + self.optional(s.value)
        if isinstance(s, ast.Raise):
            return f"raise {self.optional(s.exc)} {self.optional(s.cause)}"
        if isinstance(s, ast.Assert):
            return f"assert {self.expr(s.test)} {self.optional(s.msg)}"
        if isinstance(s, (ast.Global, ast.Nonlocal)):
            return "global"
        if isinstance(s, ast.Import):
            out = "import"
            for a in s.names:
                out += f" ({a.name} as {a.asname})" if a.asname else f" ({a.name} -> {a.name.split('.')[0]})"
            return out
        if isinstance(s, ast.ImportFrom):
            out = "from"
            for a in s.names:
                name = " *" if a.name == "*" else f" {a.name} as {a.asname}" if a.asname else f" {a.name} -> {a.name}"
                out += f" ({'.' * s.level}{s.module or ''}{name})"
            return out
        if type(s).__name__ == "TypeAlias":
            return f"assign {self.expr(s.name)} = ?"
        return type(s).__name__.lower()

    def stmt_If(self, s, indent):
        self.line(indent, "if " + self.expr(s.test))
        self.nested(s.body, indent)
        self.nested(s.orelse, indent, "else")

    def stmt_While(self, s, indent):
        self.line(indent, "while " + self.expr(s.test))
        self.nested(s.body, indent)
        self.nested(s.orelse, indent, "else")

    def stmt_For(self, s, indent, word="for"):
        self.line(indent, f"{word} {self.expr(s.target)} {self.expr(s.iter)}")
        self.nested(s.body, indent)
        self.nested(s.orelse, indent, "else")

    def stmt_AsyncFor(self, s, indent):
        self.stmt_For(s, indent, "async-for")

    def stmt_With(self, s, indent, word="with"):
        self.line(indent, word + "".join(f" {self.expr(i.context_expr)}" + (f" as {self.expr(i.optional_vars)}" if i.optional_vars else "") for i in s.items))
        self.nested(s.body, indent)

    def stmt_AsyncWith(self, s, indent):
        self.stmt_With(s, indent, "async-with")

    def stmt_Try(self, s, indent):
        self.line(indent, "try")
        self.nested(s.body, indent)
        for h in s.handlers:
            self.line(indent, "except " + self.optional(h.type) + (f" as {h.name}" if h.name else ""))
            self.nested(h.body, indent)
        self.nested(s.orelse, indent, "else")
        self.nested(s.finalbody, indent, "finally")

    stmt_TryStar = stmt_Try

    def stmt_Match(self, s, indent):
        self.line(indent, "match " + self.expr(s.subject))
        for c in s.cases:
            self.line(indent, "case _" + (" if " + self.expr(c.guard) if c.guard else ""))
            self.nested(c.body, indent)

    def inside(self, prefix, statements, indent):
        outer, self.prefix = self.prefix, prefix
        self.nested(statements, indent)
        self.prefix = outer

    def stmt_FunctionDef(self, s, indent, word="def"):
        text = f"{word} {s.name} '{self.prefix}{s.name}'{self.parameters(s.args)}"
        if s.returns:
            text += " -> " + self.expr(s.returns)
        text += "".join(" @" + self.expr(d) for d in s.decorator_list)
        self.line(indent, text + (" generator" if self.yields(s) else ""))
        self.inside(f"{self.prefix}{s.name}.<locals>.", s.body, indent)

    def stmt_AsyncFunctionDef(self, s, indent):
        self.stmt_FunctionDef(s, indent, "async-def")

    def stmt_ClassDef(self, s, indent):
        text = f"class {s.name} '{self.prefix}{s.name}'{self.arguments_of(s.bases, s.keywords)}"
        self.line(indent, text + "".join(" @" + self.expr(d) for d in s.decorator_list))
        self.inside(f"{self.prefix}{s.name}.", s.body, indent)


def text_of(path):
    """The text of a file as Python reads it, without the mark of its encoding; None if it cannot be read."""
    try:
        with tokenize.open(path) as f:
            return f.read()
    except (SyntaxError, UnicodeDecodeError, LookupError, OSError):
        return None


def parse(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def calls_of(tree, text):
    data = text.encode("utf-8", "surrogatepass")
    starts = [0]
    at = data.find(b"\n")
    while at != -1:
        starts.append(at + 1)
        at = data.find(b"\n", at + 1)
    found = set()
    skipped = set()
    if sys.version_info < (3, 12):  # places in f-strings were not yet their own
        for n in ast.walk(tree):
            if isinstance(n, ast.JoinedStr):
                skipped.update(id(m) for m in ast.walk(n))
    for n in ast.walk(tree):
        if isinstance(n, ast.Call) and id(n) not in skipped:
            found.add((starts[n.lineno - 1] + n.col_offset, starts[n.end_lineno - 1] + n.end_col_offset, starts[n.func.lineno - 1] + n.func.col_offset,
                       starts[n.func.end_lineno - 1] + n.func.end_col_offset, len(n.args) + len(n.keywords)))  # fmt: skip
    return found, bool(skipped)


def same_line(ours, theirs):
    """`\\N{name}` is a question mark in the dump, whatever it stands for."""
    if ours == theirs:
        return True
    return len(ours) == len(theirs) and all(a == b or a == "?" for a, b in zip(ours, theirs))


def compare(path, text, tree, issues, dump, calls):
    """What differs, as lines."""
    found = []
    if issues:
        found.append("no Python for tracklint: " + issues.splitlines()[0])
    writer = Writer()
    writer.block(tree.body, 0)
    theirs = writer.out
    ours = dump.split("\n")
    if ours and ours[-1] == "":
        ours.pop()
    if ours != theirs:
        for i in range(max(len(ours), len(theirs))):
            a = ours[i] if i < len(ours) else "(nothing)"
            b = theirs[i] if i < len(theirs) else "(nothing)"
            if not same_line(a, b):
                at = next((k for k, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
                found.append(f"tree, line {i + 1} of the dump, column {at}:\n    ours   {a[max(0, at - 60):at + 80]!r}\n    python {b[max(0, at - 60):at + 80]!r}")
                break
    wanted, partly = calls_of(tree, text)
    got = {tuple(map(int, line.split())) for line in calls.splitlines()}
    wrong = sorted(wanted - got) if partly else sorted(wanted ^ got)
    if wrong:
        first = wrong[0]
        data = text.encode("utf-8", "surrogatepass")
        found.append(f"{len(wrong)} calls elsewhere, the first {'only of python' if first in wanted else 'only ours'}: {first} {data[first[0]:first[0] + 60]!r}")
    return found


def run_part(dump, paths):
    """(files compared, not Python, what differs) of these."""
    done = subprocess.run([dump], input="".join(p + "\n" for p in paths).encode("utf-8", "surrogateescape"), capture_output=True, check=False)
    if done.returncode != 0:
        return 0, 0, [(paths[0], [f"tree_dump ended with {done.returncode}: {done.stderr[-300:]!r}"])]
    at = 0

    def section():
        nonlocal at
        end = done.stdout.index(b"\n", at)
        size = int(done.stdout[at:end])
        at = end + 1 + size
        return done.stdout[end + 1 : at].decode("utf-8", "replace")

    compared, no_python, differ = 0, 0, []
    for path in paths:
        issues, tree_text, calls = section(), section(), section()
        text = text_of(path)
        tree = None if text is None else parse(text)
        if tree is None:
            no_python += 1
            continue
        compared += 1
        sys.setrecursionlimit(20000)
        try:
            lines = compare(path, text, tree, issues, tree_text, calls)
        except RecursionError:
            lines = ["too deep for the comparison"]
        if lines:
            differ.append((path, lines))
    return compared, no_python, differ


def files_of(paths):
    for name in paths:
        path = pathlib.Path(sysconfig.get_paths()["stdlib"] if name == "stdlib" else name)
        if path.is_file():
            yield str(path)
        else:
            left_out = ("build", "site-packages", *(["test"] if name == "stdlib" else []))
            yield from sorted(str(p) for p in path.rglob("*.py") if p.is_file() and "\n" not in str(p) and not any(part in left_out for part in p.relative_to(path).parts))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dump", required=True)
    parser.add_argument("--most", type=int, default=0, help="at most so many files, spread evenly")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    files = list(files_of(options.paths))
    if options.most and len(files) > options.most:
        files = [files[i * len(files) // options.most] for i in range(options.most)]
    parts = [files[i : i + 50] for i in range(0, len(files), 50)]
    compared, no_python, differ = 0, 0, []
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for one in pool.map(run_part, [options.dump] * len(parts), parts):
            compared += one[0]
            no_python += one[1]
            differ += one[2]
    for path, lines in differ:
        print(path)
        for line in lines:
            print("  " + line)
    print(f"{compared} files compared, {len(differ)} differ; {no_python} are no Python {sys.version_info[0]}.{sys.version_info[1]}")
    return 1 if differ or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
