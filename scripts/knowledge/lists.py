"""The hand-kept lists (lists/*.toml) and their syntax.

[[group]]                      # fields are defaults for the entries of the group
effect = "optimizer"
entries = '''
torch.optim.SGD(params lr momentum * foreach) returns=x.Y     # own signature and fields
torch.optim.Adam                                               # signature read from the package's source
torch.optim.lr_scheduler.*                                     # every public class of a module, from its source
a.{b,c}.d(x) source=x                                         # a.b.d and a.c.d; a field that is a word needs no quotes
'''
"""
import ast
import fnmatch
import pathlib
import re
import sys
import tomllib

HERE = pathlib.Path(__file__).parent / "lists"
FEW = 12
FIELDS = ("effect", "library", "params", "not", "hyper", "seed", "source", "target", "object", "random", "seed_fixed", "flag", "flag_default", "any_object",
          "lower_is_better", "key", "variants", "mapping", "returns")
LINE = re.compile(r"^(?P<name>[\w.*:-]+)(?:\((?P<params>[^)]*)\))?(?P<fields>.*)$")
FIELD = re.compile(r"""\s+(\w+)=(?:"([^"]*)"|(\S+))""")


def truth(value):
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def expand(name, sources, skip):
    """torch.optim.lr_scheduler.* -> its public classes, less those that a pattern of skip names."""
    module = name[:-2]
    for member in sources.public(module):
        found = sources.resolve(f"{module}.{member}")
        if found and isinstance(found[1], ast.ClassDef) and member[0].isupper() and not any(fnmatch.fnmatch(member, p) for p in skip.split()):
            yield f"{module}.{member}"


def parse(path, sources):
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    for group in data.get("group", []):
        common = {k: truth(v) for k, v in group.items() if k in FIELDS}
        unknown = set(group) - set(FIELDS) - {"entries", "as", "skip"}
        assert not unknown, (path.name, unknown)
        for line in group["entries"].splitlines():
            line = line.split("#", 1)[0].strip()
            if not line:
                continue
            for spelled in braces(line):
                yield from one(path, group, common, spelled, sources)


def braces(line):
    """a.{b,c}.d -> a.b.d, a.c.d (in the name only)."""
    match = re.match(r"^([^\s({]*)\{([^}]*)\}(.*)$", line)
    if not match:
        return [line]
    return [whole for word in match[2].split(",") for whole in braces(match[1] + word + match[3])]


def one(path, group, common, line, sources):
    match = LINE.match(line)
    assert match, (path.name, line)
    record = dict(common)
    for key, quoted, plain in FIELD.findall(match["fields"]):
        assert key in FIELDS, (path.name, line, key)
        record[key] = truth(quoted or plain)
    name = match["name"]
    if group.get("as") == "family":
        assert name.endswith(".*"), (path.name, line)
        yield name, finish(name, record, sources, group), False
        return
    if match["params"] is not None:
        record["params"] = match["params"]
    if name.endswith(".*"):
        for member in expand(name, sources, group.get("skip", "")):
            yield member, finish(member, dict(record), sources, group), True
        return
    yield name, finish(name, record, sources, group), False


def finish(name, record, sources, group):
    if "params" not in record:
        words = sources.parameters(name) if "*" not in name else None
        if words is None and "*" not in name and ":" not in name and sources.has_package(name.split(".")[0]):
            print(f"lists: no signature of {name} in the sources", file=sys.stderr)
        if words:
            record["params"] = " ".join("**" if w.startswith("**") else w for w in words)
    if record.get("effect") == "metric" and ":" not in name and (name.endswith(".*") or name.rsplit(".", 1)[-1][0].isupper()):
        record["effect"] = "none"  # making a metric object measures nothing; its methods do (methods.toml)
    record = {field: record[field] for field in FIELDS if field in record}
    names = record.get("params", "").split()
    for field in ("seed", "source", "target", "object", "flag", "mapping"):
        # A group's field stands only for entries that have the parameter.
        value = record.get(field)
        if field == "seed" and record.get("mapping"):
            continue  # a key of the mapping
        if value and names and "**" not in names and value != "*":
            present = " ".join(v for v in value.split() if v in names)
            record[field] = present
    return record


def build(sources):
    files = {}
    methods = {}
    own = set()
    for path in sorted(HERE.glob("*.toml")):
        if path.stem == "methods":
            for base, classes in tomllib.loads(path.read_text(encoding="utf-8"))["same"].items():
                methods.update({name: base for name in classes.split()})
        for name, record, expanded in parse(path, sources):
            if path.stem == "methods":
                assert name not in methods, (path.name, name, "is listed twice")
                methods[name] = record
                continue
            target = files.setdefault(name.split(".")[0], {})
            if expanded:  # an entry of its own wins over a module's class
                target.setdefault(name, record)
                continue
            assert name not in own, (path.name, name, "is listed twice")
            own.add(name)
            target[name] = record
    return files, methods


def by_file(files):
    """One file for each package; those with few entries share calls/other.json."""
    out = {"calls/other.json": {}}
    for package, entries in files.items():
        if len(entries) < FEW:
            out["calls/other.json"].update(entries)
        else:
            out[f"calls/{package}.json"] = entries
    return out
