"""The word tables: aliases, libraries, roles, metric words, secret words, distributions, the standard library."""
import pathlib
import sys
import tomllib

HERE = pathlib.Path(__file__).parent / "lists" / "words"


def load(name):
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def metric_words():
    data = load("metrics.toml")
    out = {}
    for key, spellings in data["metrics"].items():
        for spelling in [key, *spellings.split()]:
            assert spelling not in out or out[spelling] == key, ("two metrics are spelled", spelling)
            out[spelling] = key
    for kind in ("neutral", "spoils"):
        for word in data[kind].split():
            assert word not in out, word
            out[word] = "#" + kind
    return out


def secret_words():
    data = load("secrets.toml")
    out = {word: "secret" for word in data["secret"].split()}
    for word in data["harmless"].split():
        assert word not in out, word
        out[word] = "harmless"
    return out


def secret_places():
    return {place: " ".join(words.split()) for place, words in load("secrets.toml")["places"].items()}


def secret_forms():
    forms = load("secrets.toml")["forms"]
    for prefix, rest in forms.items():
        least, letters = rest.split()
        assert int(least) > 0 and letters in ("letters", "capitals", "word", "dashed", "dotted"), prefix
    return forms


def repository_kinds():
    return {kind: " ".join(words.split()) for kind, words in load("repository_kinds.toml").items()}


def roles():
    return {role: " ".join(names.split()) for role, names in load("roles.toml")["roles"].items()}


def loggers():
    return {key: " ".join(names.split()) for key, names in load("loggers.toml")["loggers"].items()}


def credentials():
    lengths = load("credentials.toml")["credentials"]
    return {name: length for length, names in lengths.items() for name in names.split()}


def aliases():
    data = load("aliases.toml")
    out = {}
    for target, prefixes in data["aliases"].items():
        for prefix in prefixes.split():
            assert prefix not in out, ("aliased twice", prefix)
            out[prefix] = target
    for name in data["canonical"].split():
        assert name not in out, name
        out[name] = name
    return out


def libraries():
    data = load("libraries.toml")
    out = {}
    for library, governed in data["seeds"].items():
        for name in governed.split():
            out.setdefault(name, {})["seed"] = library
    for library, names in data["not_hyperparameters"].items():
        out.setdefault(library, {})["not"] = names
    return out


def boosting():
    out = {}
    for library, tables in load("boosting.toml").items():
        for kind, names in tables.items():
            for metric, spellings in names.items():
                for spelling in spellings.split():
                    key = f"{library} {kind} {spelling}"
                    assert key not in out, key
                    out[key] = metric
    return out


def distributions(scratch):
    data = load("distributions.toml")
    out = {}
    for folder in sorted((scratch / "packages").glob("*.dist-info")) + sorted((scratch / "mlflow3").glob("*.dist-info")):
        metadata = (folder / "METADATA").read_text(encoding="utf-8", errors="replace").splitlines()
        name = next(line.split(":", 1)[1].strip() for line in metadata if line.startswith("Name:"))
        record = folder / "RECORD"
        if not record.exists():
            continue
        tops = set()
        for line in record.read_text(encoding="utf-8", errors="replace").splitlines():
            path = line.split(",")[0]
            if path.endswith("/__init__.py") and path.count("/") == 1:
                tops.add(path.split("/")[0])
            elif path.endswith(".py") and "/" not in path:
                tops.add(path[:-3])
        for top in tops:
            if not top.startswith("_") and top not in ("tests", "test", "docs", "examples", "benchmarks", "setup", "scripts"):
                out[top] = name.lower().replace("_", "-")
    for distribution, imports in data["distributions"].items():
        for name in imports.split():
            out[name] = distribution
    for name in data["same"].split():
        out.setdefault(name, name)
    # An entry without a distribution: nothing to install.
    for name in data["provided"].split():
        out[name] = ""
    return out


def distribution_variants():
    return load("distributions.toml")["variants"]


def standard_library():
    out = set(load("standard_library.toml")["modules"].split())
    out |= set(sys.stdlib_module_names)  # those that begin with "_" too: people import _pickle
    out.add("__future__")
    return {name: "1" for name in out}


def build(scratch):
    return {"boosting.json": boosting(), "metric_words.json": metric_words(), "secret_words.json": secret_words(), "secret_places.json": secret_places(), "secret_forms.json": secret_forms(), "aliases.json": aliases(), "roles.json": roles(), "loggers.json": loggers(), "credentials.json": credentials(),
            "repository_kinds.json": repository_kinds(),
            "libraries.json": libraries(), "distributions.json": distributions(scratch),
            "distribution_variants.json": distribution_variants(), "standard_library.json": standard_library()}
