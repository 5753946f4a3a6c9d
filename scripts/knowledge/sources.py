"""Signatures and public names read from the source files of packages, without importing them.

Roots are folders that hold packages: a virtual environment's site-packages, or wheels unpacked side by side. Re-exports
are followed through import statements, inherited constructors through base classes.
"""
import ast
import functools
import pathlib

DEPTH = 25


class Sources:
    def __init__(self, roots):
        self.roots = [pathlib.Path(r) for r in roots]
        self._trees = {}

    def file_of(self, module):
        relative = pathlib.Path(*module.split("."))
        for root in self.roots:
            for path in (root / relative / "__init__.py", (root / relative).with_suffix(".py"), root / relative / "__init__.pyi",
                         (root / relative).with_suffix(".pyi")):
                if path.is_file():
                    return path
        return None

    def has_package(self, top):
        return self.file_of(top) is not None

    def tree(self, module):
        if module not in self._trees:
            path = self.file_of(module)
            try:
                self._trees[module] = ast.parse(path.read_text(encoding="utf-8")) if path else None
            except SyntaxError:
                self._trees[module] = None
        return self._trees[module]

    def _statements(self, body):
        """Top-level statements, those under if/try/with included."""
        for node in body:
            yield node
            if isinstance(node, (ast.If, ast.Try, ast.With)):
                for part in ("body", "orelse", "finalbody"):
                    yield from self._statements(getattr(node, part, []))
                for handler in getattr(node, "handlers", []):
                    yield from self._statements(handler.body)

    def _from_module(self, module, node):
        if not node.level:
            return node.module or ""
        path = self.file_of(module)
        parts = module.split(".")
        if path is not None and path.stem != "__init__":
            parts = parts[:-1]
        parts = parts[:len(parts) - (node.level - 1)]
        return ".".join(parts + ([node.module] if node.module else []))

    @functools.lru_cache(maxsize=None)
    def names(self, module):
        """name -> ("def", node) | ("import", module, name) | ("module", module) | ("value", node)."""
        tree = self.tree(module)
        found = {}
        if tree is None:
            return found
        for node in self._statements(tree.body):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found[node.name] = ("def", node)
            elif isinstance(node, ast.ImportFrom):
                source = self._from_module(module, node)
                for alias in node.names:
                    if alias.name == "*":
                        if source and source != module:
                            for name in self.public(source):
                                found.setdefault(name, ("import", source, name))
                    else:
                        found.setdefault(alias.asname or alias.name, ("import", source, alias.name))
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    found.setdefault(alias.asname or alias.name.split(".")[0], ("module", alias.name if alias.asname else alias.name.split(".")[0]))
            elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                for target in targets:
                    if isinstance(target, ast.Name):
                        found.setdefault(target.id, ("value", node.value))
                # _import_structure / lazy loaders: {"module": ["Name", ...]}
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
                    self._lazy(module, node.value, found)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                pass
        return found

    def _lazy(self, module, mapping, found):
        for key, value in zip(mapping.keys, mapping.values):
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and isinstance(value, (ast.List, ast.Tuple)):
                for element in value.elts:
                    if isinstance(element, ast.Constant) and isinstance(element.value, str):
                        found.setdefault(element.value, ("import", f"{module}.{key.value.lstrip('.')}", element.value))

    def public(self, module):
        tree = self.tree(module)
        if tree is None:
            return []
        listed = None
        for node in self._statements(tree.body):
            value = None
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
                value, listed = node.value, listed or []
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id == "__all__":
                value, listed = node.value, listed or []
            if isinstance(value, (ast.List, ast.Tuple)):
                listed += [e.value for e in value.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
        if listed:
            return sorted(set(listed))
        return sorted(n for n in self.names(module) if not n.startswith("_"))

    def _shadowed(self, parts):
        """A package imports from its submodule an object of the submodule's own name (mlflow.dspy.autolog)."""
        entry = self.names(".".join(parts[:-1])).get(parts[-1]) if len(parts) > 1 else None
        if entry is None:
            return False
        return entry[0] == "def" or (entry[0] == "import" and entry[2] == parts[-1] and entry[1] != ".".join(parts[:-1]))

    def resolve(self, qualified, depth=0):
        """(module, node) of the definition; (module, None) for a module; None when not found."""
        if depth > DEPTH:
            return None
        parts = qualified.split(".")
        if self.tree(qualified) is not None and not self._shadowed(parts):
            return (qualified, None)
        for cut in range(len(parts) - 1, 0, -1):
            module = ".".join(parts[:cut])
            if self.tree(module) is None:
                continue
            entry = self.names(module).get(parts[cut])
            rest = parts[cut + 1:]
            if entry is None:
                return None
            if entry[0] == "import":
                # The object in the module, before a submodule of the same name.
                inner = self.names(entry[1]).get(entry[2])
                if inner and inner[0] == "def" and not rest:
                    return (entry[1], inner[1])
                return self.resolve(".".join([entry[1], entry[2], *rest]), depth + 1)
            if entry[0] == "module":
                return self.resolve(".".join([entry[1], *rest]), depth + 1) if entry[1] != qualified else None
            node = entry[1]
            if entry[0] == "value":
                if isinstance(node, (ast.Name, ast.Attribute)) and not rest:
                    text = ast.unparse(node)
                    return self.resolve(f"{module}.{text}", depth + 1) if text != parts[cut] else None
                return None
            for name in rest:
                node = self.member(module, node, name) if isinstance(node, ast.ClassDef) else None
                if isinstance(node, tuple):
                    module, node = node
                if node is None:
                    return None
            return (module, node)
        return None

    def member(self, module, cls, name, depth=0):
        """(module, node) of a method, looked up through the bases."""
        for node in self._statements(cls.body):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name:
                return (module, node)
        if depth > DEPTH:
            return None
        for base_module, base in self.bases(module, cls):
            found = self.member(base_module, base, name, depth + 1)
            if found:
                return found
        return None

    def bases(self, module, cls):
        for base in cls.bases:
            text = ast.unparse(base.value if isinstance(base, ast.Subscript) else base)
            found = self.resolve(f"{module}.{text}")
            if found and isinstance(found[1], ast.ClassDef) and found[1] is not cls:
                yield found

    def parameters(self, qualified, with_defaults=False):
        """Words of the signature without self ("a b * c **"), or None."""
        found = self.resolve(qualified)
        if not found or found[1] is None:
            return None
        module, node = found
        if isinstance(node, ast.ClassDef):
            return self._constructor(module, node, with_defaults, set())
        is_method = qualified.count(".") >= 1 and self._is_method(qualified, node)
        return words_of(node.args, is_method, with_defaults)

    def _is_method(self, qualified, node):
        if any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list):
            return False
        owner = self.resolve(qualified.rsplit(".", 1)[0])
        return bool(owner and isinstance(owner[1], ast.ClassDef))

    def _constructor(self, module, cls, with_defaults, seen):
        if id(cls) in seen:
            return None
        seen.add(id(cls))
        own = next((n for n in self._statements(cls.body) if isinstance(n, ast.FunctionDef) and n.name in ("__init__", "__new__")), None)
        inits = [n for n in self._statements(cls.body) if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
        own = inits[-1] if inits else own
        if own is None:
            fields = []
            if any("dataclass" in ast.unparse(d) for d in cls.decorator_list):
                fields = [n.target.id + ("=" if with_defaults and n.value is not None else "") for n in cls.body
                          if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name) and "ClassVar" not in ast.unparse(n.annotation)]
            inherited = None
            for base_module, base in self.bases(module, cls):
                inherited = self._constructor(base_module, base, with_defaults, seen)
                if inherited is not None:
                    break
            if fields:
                return [w for w in (inherited or []) if w not in fields] + fields
            return inherited
        words = words_of(own.args, True, with_defaults)
        if words and words[-1].startswith("**"):
            for base_module, base in self.bases(module, cls):
                inherited = self._constructor(base_module, base, with_defaults, seen)
                if inherited is not None:
                    plain = {w.rstrip("=") for w in words}
                    more = [w for w in inherited if w.rstrip("=") not in plain and not w.startswith("*")]
                    star = [] if "*" in words or not more else ["*"]
                    tail = [words[-1]] if inherited and inherited[-1].startswith("**") else []
                    return words[:-1] + star + more + tail
        return words


def words_of(args, drop_first, with_defaults):
    positional = [*args.posonlyargs, *args.args]
    defaults = [None] * (len(positional) - len(args.defaults)) + list(args.defaults)
    words = []
    for index, (argument, default) in enumerate(zip(positional, defaults)):
        if drop_first and index == 0 and argument.arg in ("self", "cls", "mcs"):
            continue
        words.append(argument.arg + ("=" if with_defaults and default is not None else ""))
    if args.vararg:
        words.append("*" + args.vararg.arg if with_defaults else "*")
    elif args.kwonlyargs:
        words.append("*")
    for argument, default in zip(args.kwonlyargs, args.kw_defaults):
        words.append(argument.arg + ("=" if with_defaults and default is not None else ""))
    if args.kwarg:
        words.append("**" + args.kwarg.arg)
    return words
