"""data/api/*.json: the public API of two MLflow releases, read from their sources.

With catalogues made by introspection (a folder with mlflow_api_2.json and mlflow_api_3.json) `compare` lists where the
two ways differ; build.py does so when it is given the folder.
"""
import ast
import json
import pathlib
import pkgutil
import tomllib

HERE = pathlib.Path(__file__).parent
SKIP = {"server", "protos", "store", "utils", "cli", "db", "assistant", "telemetry", "legacy_databricks_cli", "recipes", "pipelines",
        "gateway", "ml_package_versions", "version", "mismatch", "runs", "experiments", "rfunc", "azure", "claude_code", "mcp",
        "ai_commands", "agent", "demo", "error_classification", "otel", "__main__", "environment_variables", "llm", "txtai"}
DEEP = {"data", "models", "entities", "tracking", "types", "genai", "tracing", "metrics", "pyspark", "artifacts", "projects", "pyfunc",
        "deployments", "exceptions"}
DYNAMIC = {"data.sources"}  # its names appear at run time
CLIENT = "mlflow.MlflowClient"


def modules(sources):
    """Public modules: mlflow, mlflow.x and, for some packages, mlflow.x.y."""
    folder = sources.file_of("mlflow").parent
    yield "mlflow"
    for info in sorted(pkgutil.iter_modules([str(folder)]), key=lambda i: i.name):
        if info.name.startswith("_") or info.name in SKIP:
            continue
        yield f"mlflow.{info.name}"
        if info.name in DEEP and info.ispkg:
            for inner in sorted(pkgutil.iter_modules([str(folder / info.name)]), key=lambda i: i.name):
                if not inner.name.startswith("_") and f"{info.name}.{inner.name}" not in DYNAMIC:
                    yield f"mlflow.{info.name}.{inner.name}"


def literal(node):
    try:
        return ast.literal_eval(node)
    except ValueError:
        return None


def deprecation(node):
    """(note, replacement, [(parameter, replacement, note)]) from the decorators of a definition."""
    note = replacement = ""
    parameters = []
    for decorator in node.decorator_list:
        if not isinstance(decorator, ast.Call):
            continue
        name = ast.unparse(decorator.func).split(".")[-1]
        positional = [literal(a) for a in decorator.args]
        keywords = {k.arg: literal(k.value) for k in decorator.keywords}
        if name == "deprecated":
            replacement = keywords.get("alternative") or (positional[0] if positional else "") or ""
            since = keywords.get("since") or (positional[1] if len(positional) > 1 else None)
            note = f"deprecated since {since}" if since else "deprecated"
            if replacement:
                note += f"; use {replacement}"
            if " " in replacement or "(" in replacement:
                replacement = ""
        elif name == "deprecated_parameter":
            old, new = positional[:2]
            version = keywords.get("version") or (positional[2] if len(positional) > 2 else None)
            parameters.append((old, new, f"deprecated since {version}" if version else "deprecated"))
    return note, replacement, parameters


def function_entry(sources, name, node, version, kind=""):
    words = sources.parameters(name, with_defaults=True)
    if words is None:
        words = ["*args", "**kwargs"]
    words = [w for w in words if not w.startswith("_")]
    note, replacement, parameters = deprecation(node)
    plain = [w.strip("*=") for w in words]
    if version == 3 and name.endswith(".log_model") and "artifact_path" in plain and "name" in plain:
        parameters.append(("artifact_path", "name", "deprecated since 3.0.0"))
    return {"kind": kind, "params": " ".join(words), "deprecated": note, "replacement": replacement,
            "deprecated_params": "|".join(f"{old}>{new}: {text}" for old, new, text in parameters)}


def client_entries(sources, version):
    seen = {}
    pending = [sources.resolve(CLIENT)]
    while pending:
        module, cls = pending.pop(0)
        for node in cls.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                seen.setdefault(node.name, node)
        pending.extend(sources.bases(module, cls))
    return {f"{CLIENT}.{name}": function_entry(sources, f"{CLIENT}.{name}", node, version) for name, node in seen.items()}


def keras_variants(sources, entries):
    """mlflow.keras takes its functions from one of two places, by the version of Keras: either's arguments are right."""
    places = {"autolog": "mlflow.keras.autologging", "log_model": "mlflow.keras.save", "save_model": "mlflow.keras.save",
              "load_model": "mlflow.keras.load"}
    for name, place in places.items():
        new = sources.parameters(f"{place}.{name}", with_defaults=True)
        old = sources.parameters(f"mlflow.tensorflow.{name}", with_defaults=True)
        plain = {w.rstrip("=") for w in new}
        more = [w if w.endswith("=") else w + "=" for w in old if not w.startswith("*") and w.rstrip("=") not in plain]
        tail = [w for w in new if w.startswith("**")]
        words = [w for w in new if not w.startswith("**")]
        entries[f"mlflow.keras.{name}"]["params"] = " ".join(words + (["*"] if "*" not in words else []) + more + tail)


def catalogue(sources, version):
    entries = {}
    for module in modules(sources):
        entries[module] = {"kind": "module"}
        for name, what in sources.names(module).items():
            if name.startswith("_"):
                continue
            qualified = f"{module}.{name}"
            found = sources.resolve(qualified)
            if found is None and sources.tree(qualified) is not None or found and found[1] is None:
                continue  # a submodule; listed by itself, or left out on purpose
            if found and not (found[0] == "mlflow" or found[0].startswith("mlflow.")):
                continue
            if found and isinstance(found[1], ast.ClassDef):
                entries[qualified] = function_entry(sources, qualified, found[1], version, "class" if qualified == CLIENT else "type")
            elif found and found[1] is not None:
                entries[qualified] = function_entry(sources, qualified, found[1], version)
            elif what[0] == "value" or (what[0] == "import" and what[1].startswith("mlflow") and not found):
                entries[qualified] = {"kind": "value", "params": "*args **kwargs"}
    # Constructors that a registry puts into mlflow.data at run time.
    for name in sources.names("mlflow.data.dataset_registry"):
        if name.startswith(("from_", "load_")):
            qualified = f"mlflow.data.dataset_registry.{name}"
            entries[f"mlflow.data.{name}"] = function_entry(sources, qualified, sources.resolve(qualified)[1], version)
    keras_variants(sources, entries)
    if version == 3:  # a wrapper that takes anything
        entries["mlflow.evaluate"]["params"] = entries["mlflow.models.evaluate"]["params"]
    entries.update(client_entries(sources, version))
    # Re-exports spelled out elsewhere; one canonical class is enough.
    for other in [n for n in entries if n.endswith(".MlflowClient") and n != CLIENT]:
        del entries[other]
    return entries


def override(entries, version, notes):
    for name, fields in notes.get(f"mlflow{version}", {}).items():
        assert name in entries, (version, name)
        for field, text in fields.items():
            if field == "deprecated_params" and entries[name].get(field):
                text = entries[name][field] + "|" + text
            entries[name][field] = text


def compare(entries, path):
    """Differences to a catalogue made by introspection, as printable lines."""
    data = json.loads(path.read_text(encoding="utf-8"))
    kinds = {"POSITIONAL_ONLY": "", "POSITIONAL_OR_KEYWORD": "", "KEYWORD_ONLY": "", "VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}
    for function in data["functions"]:
        name = function["name"] if function["name"].startswith("mlflow") else f"mlflow.{function['name']}"
        if name not in entries:
            yield f"not in the sources: {name} (defined in {function['defined_in']})"
            continue
        wanted = [kinds[p["kind"]] + p["name"] for p in function["params"] or [] if not p["name"].startswith("_")]
        mine = [w.rstrip("=") for w in entries[name].get("params", "").split() if w not in ("*", "/")]
        if wanted != mine:
            yield f"{name}: {wanted} by introspection, {mine} in the sources"


def build(scratch, read_sources):
    notes = tomllib.loads((HERE / "lists" / "api" / "notes.toml").read_text(encoding="utf-8"))
    catalogues = {}
    for version in (2, 3):
        catalogues[version] = catalogue(read_sources([scratch / f"mlflow{version}"]), version)
        override(catalogues[version], version, notes)
        for name in notes["lazy"].get(f"mlflow{version}", "").split():
            catalogues[version].setdefault(name, {"kind": "value", "params": "*args **kwargs"})
    removed = {name: "removed in 3.0" for name, entry in catalogues[2].items()
               if name not in catalogues[3] and entry.get("kind", "") in ("", "class", "type") and name.count(".") <= 2}
    removed.update(notes["removed"])
    return {"api/mlflow2.json": catalogues[2], "api/mlflow3.json": catalogues[3], "api/removed.json": removed,
            "api/skops_refused.json": {name: "1" for name in notes["skops"]["refused"].split()}}
