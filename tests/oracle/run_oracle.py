#!/usr/bin/env python3
"""Run one case under real MLflow and write down what its store holds.

usage: run_oracle.py [--python PY] [--out FILE] [--timeout S] [--seed-db DB] SCRIPT_OR_DIR

A case is one script, or a directory whose main.py is the entry (it may execute notebooks).
The case runs in a copy of its own, in a work directory that git does not know, with a fresh SQLite store.
Comment lines in the entry give it more:
  # oracle-args: --lr 0.1        arguments
  # oracle-env: K=V L=           environment; an empty value removes the variable
  # oracle-files: a.csv          further files beside a single script
  # oracle-rc: 1                 the exit status to expect
The answer has the form of the project's other truths. Whatever belongs to this machine or to this one moment is
replaced: paths ($WORK, $VENV, $PYTHON), run and model ids ($RUN0, $MODEL0), names that MLflow invented (<generated>).
"""
import argparse
import json
import logging
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import warnings

NAMES_FILE_STORE = re.compile(r"\d+")
INVENTED = "<generated>"


def pragma(text, name):
    found = re.search(rf"^# oracle-{name}:(.*)$", text, re.M)
    return found.group(1).strip() if found else ""


def pairs(text):
    return dict(item.split("=", 1) for item in shlex.split(text))


# ---------------------------------------------------------------- reading a store (runs inside the oracle's Python)


def invented(name):
    from mlflow.utils import name_utils

    found = re.fullmatch(r"([a-z]+)-([a-z]+)-\d+", name or "")
    return bool(found and found[1] in name_utils._GENERATOR_PREDICATES and found[2] in name_utils._GENERATOR_NOUNS)


def every(ask, **arguments):
    token = None
    while True:
        page = ask(page_token=token, **arguments)
        yield from page
        token = page.token
        if not token:
            return


def own(tags):
    return {k: v for k, v in sorted((tags or {}).items()) if not k.startswith("mlflow.")}


def local(uri):
    return pathlib.Path(re.sub(r"^file://", "", uri or ""))


def has_fields(signature):
    if not signature:
        return None
    given = {side: signature.get(side) for side in ("inputs", "outputs", "params")}
    return {side: None if not v else len(json.loads(v)) if isinstance(v, str) else True for side, v in given.items()}


def read_model(model, registered, runs):
    import yaml

    made_up = invented(model.name)
    out = {
        "name": INVENTED if made_up else model.name,
        "name_generated": made_up,
        "model_type": model.model_type,
        "status": str(model.status),
        "params": dict(sorted((model.params or {}).items())),
        "tags": own(model.tags),
        "metrics": sorted({metric.key for metric in model.metrics or []}),
        "registered_names": sorted(set(registered.get(model.model_id, []))),
        "run": runs.get(model.source_run_id),
        "flavors": None,
        "has_signature": None,
        "has_input_example": None,
        "files": None,
    }
    folder = local(model.artifact_location)
    if (folder / "MLmodel").exists():
        about = yaml.safe_load((folder / "MLmodel").read_text())
        out["flavors"] = sorted(about.get("flavors", {}))
        out["has_signature"] = bool(about.get("signature"))
        out["has_input_example"] = "saved_input_example_info" in about
        out["signature"] = has_fields(about.get("signature"))
        out["files"] = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return out


def read_artifacts(client, run_id, path=None, depth=0):
    for item in client.list_artifacts(run_id, path) if depth < 7 else ():
        if item.is_dir:
            yield from read_artifacts(client, run_id, item.path, depth + 1)
        else:
            yield item.path


def read_history(client, run, key):
    history = client.get_metric_history(run.info.run_id, key)
    steps = sorted({point.step for point in history})
    return {"n": len(history), "steps": len(steps), "step_values": steps[:12], "last": run.data.metrics[key]}


def read_input(entry):
    context = next((tag.value for tag in entry.tags if tag.key == "mlflow.data.context"), None)
    data = entry.dataset
    return {
        "name": data.name,
        "source_type": data.source_type,
        "context": context,
        "has_schema": bool(data.schema) and data.schema != "null",
        "source": (data.source or "")[:160],
    }


SYSTEM_TAGS = ("mlflow.source.name", "mlflow.source.type", "mlflow.autologging", "mlflow.note.content")


def read_run(client, run, seq, models, versions):
    tags = run.data.tags
    parent = tags.get("mlflow.parentRunId")
    made_up = invented(run.info.run_name)
    inputs = [read_input(entry) for entry in (run.inputs.dataset_inputs if run.inputs else [])]
    return {
        "seq": seq[run.info.run_id],
        "run_name": INVENTED if made_up else run.info.run_name,
        "run_name_generated": made_up,
        "status": run.info.status,
        "lifecycle": run.info.lifecycle_stage,
        "parent": seq.get(parent) if parent else None,
        "ended": run.info.end_time is not None,
        "params": dict(sorted(run.data.params.items())),
        "metrics": {key: read_history(client, run, key) for key in sorted(run.data.metrics)},
        "tags": own(tags),
        "system_tags": sorted(k for k in tags if k.startswith("mlflow.")),
        "system_tag_values": {k: tags[k] for k in SYSTEM_TAGS if k in tags},
        "models": models.get(run.info.run_id, []),
        "registered_from_run": sorted(versions.get(run.info.run_id, set())),
        "dataset_inputs": sorted(inputs, key=lambda i: (i["context"] or "", i["name"])),
        "artifacts": sorted(read_artifacts(client, run.info.run_id)),
    }


def read_registry(client):
    out, by_model, by_run = [], {}, {}
    for model in every(client.search_registered_models):
        versions = sorted(client.search_model_versions(f"name='{model.name}'"), key=lambda v: int(v.version))
        for version in versions:
            by_run.setdefault(version.run_id, set()).add(model.name)
            found = re.search(r"m-[0-9a-f]{32}", version.source or "")
            model_id = getattr(version, "model_id", None) or (found and found[0])
            if model_id:
                by_model.setdefault(model_id, []).append(model.name)
        out.append(
            {
                "name": model.name,
                "tags": dict(model.tags or {}),
                "aliases": dict(model.aliases or {}),
                "description": model.description,
                "versions": [
                    {"version": int(v.version), "stage": v.current_stage, "aliases": list(v.aliases or []), "tags": dict(v.tags or {}), "description": v.description}
                    for v in versions
                ],
            }
        )
    return out, by_model, by_run


def read_store(uri):
    import mlflow
    from mlflow.entities import ViewType

    mlflow.set_tracking_uri(uri)
    mlflow.set_registry_uri(uri)
    client = mlflow.MlflowClient(uri, uri)
    registry, by_model, by_run = read_registry(client)
    experiments = sorted(every(client.search_experiments, view_type=ViewType.ALL), key=lambda e: int(e.experiment_id))
    ids = [e.experiment_id for e in experiments]
    runs = [run for i in ids for run in every(client.search_runs, experiment_ids=[i], run_view_type=ViewType.ALL)]
    runs.sort(key=lambda run: (run.info.start_time, run.info.run_name or "", run.info.run_id))
    seq = {run.info.run_id: n for n, run in enumerate(runs)}
    found = [model for i in ids for model in every(client.search_logged_models, experiment_ids=[i])]
    found.sort(key=lambda m: (m.source_run_id not in seq, seq.get(m.source_run_id, 0), m.creation_timestamp))
    models, all_models, renamed = {}, [], {run_id: f"$RUN{n}" for run_id, n in seq.items()}
    for n, model in enumerate(found):
        renamed[model.model_id] = f"$MODEL{n}"
        all_models.append(read_model(model, by_model, seq))
        models.setdefault(model.source_run_id, []).append(all_models[-1])
    return {
        "tracking_uri": uri,
        "experiments": [
            {
                "name": e.name,
                "experiment_id": e.experiment_id,
                "lifecycle": e.lifecycle_stage,
                "tags": own(e.tags),
                "system_tags": sorted(k for k in (e.tags or {}) if k.startswith("mlflow.")),
                "runs": [read_run(client, run, seq, models, by_run) for run in runs if run.info.experiment_id == e.experiment_id],
            }
            for e in experiments
        ],
        "registered_models": registry,
        "logged_models": all_models,
    }, renamed


def read_stores(uris):
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    stores, renamed = [], {}
    for uri in uris:
        try:
            store, names = read_store(uri)
        except Exception as error:  # a store that cannot be read is part of the answer
            stores.append({"tracking_uri": uri, "error": f"{type(error).__name__}: {error}"[:400]})
            continue
        if store["registered_models"] or store["logged_models"] or any(e["runs"] or e["name"] != "Default" for e in store["experiments"]):
            stores.append(store)
            renamed |= names
    version = __import__("importlib.metadata").metadata.version("mlflow")
    print(json.dumps({"python": f"{sys.version.split()[0]} mlflow {version}", "prefix": sys.prefix, "base": sys.base_prefix, "stores": stores, "renamed": renamed}))


# ---------------------------------------------------------------- running a case


def stores_of(work, store):
    uris = [f"sqlite:///{store}/mlflow.db"]
    uris += [f"sqlite:///{db}" for db in sorted(work.rglob("*.db")) if "mlruns" not in db.parts]
    for folder in sorted(p for p in work.rglob("*") if p.is_dir()):
        if any(NAMES_FILE_STORE.fullmatch(p.name) and (p / "meta.yaml").exists() for p in folder.iterdir()):
            uris.append(f"file://{folder}")
    return uris


def run(case, python, timeout, seed_db=None, cache=None):
    root = pathlib.Path(tempfile.mkdtemp(prefix="oracle_")).resolve()
    work, store = root / "work", root / "store"
    for folder in (store, root / "home", root / "tmp"):
        folder.mkdir()
    try:
        if case.is_dir():
            shutil.copytree(case, work, ignore=shutil.ignore_patterns("__pycache__", "mlruns", "*.db"))
            entry = "main.py"
        else:
            work.mkdir()
            shutil.copy(case, work)
            entry = case.name
        text = (work / entry).read_text()
        for name in pragma(text, "files").split():
            shutil.copy(case.parent / name, work / name)
        if seed_db:
            shutil.copy(seed_db, store / "mlflow.db")
        arguments = shlex.split(pragma(text, "args"))
        env = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "PYTHON", "JUPYTER"))}
        env |= {
            "HOME": str(root / "home"), "LOGNAME": "oracle", "TMPDIR": str(root / "tmp"), "MPLBACKEND": "Agg", "MPLCONFIGDIR": str(cache or root / "home"),
            "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1", "GIT_CEILING_DIRECTORIES": str(root),
            "MLFLOW_DISABLE_TELEMETRY": "true", "DO_NOT_TRACK": "true", "MLFLOW_TRACKING_URI": f"sqlite:///{store}/mlflow.db",
        }
        for name, value in pairs(pragma(text, "env")).items():
            env.pop(name, None)
            if value:
                env[name] = value
        try:
            done = subprocess.run([python, entry, *arguments], cwd=work, env=env, capture_output=True, text=True, timeout=timeout)
            status, errors = done.returncode, done.stderr
        except subprocess.TimeoutExpired:
            status, errors = 124, f"not done after {timeout:g} s"
        read = subprocess.run(
            [python, str(pathlib.Path(__file__).resolve()), "--dump", *stores_of(work, store)],
            cwd=root, env={**env, "MLFLOW_ALLOW_FILE_STORE": "true"}, capture_output=True, text=True, timeout=timeout,
        )
        if read.returncode:
            raise SystemExit(f"{case.name}: the store cannot be read\n{read.stderr[-2000:]}")
        answer = json.loads(read.stdout.splitlines()[-1])
        expected = int(pragma(text, "rc") or 0)
        truth = {
            "script": case.name, "entry": entry, "args": arguments, "python": answer["python"], "rc": status, "expected_rc": expected,
            "stderr_tail": errors[-3000:] if status != expected else errors.strip().splitlines()[-1][-300:] if status else "",
            "stores": answer["stores"],
        }
        written = json.dumps(truth, indent=1)
        for path, name in ((root, "$WORK"), (answer["prefix"], "$VENV"), (answer["base"], "$PYTHON")):
            written = written.replace(str(path), name)
        for identifier, name in answer["renamed"].items():
            written = written.replace(identifier, name)
        written = re.sub(r"ipykernel_\d+", "ipykernel", written)
        return json.loads(written)
    finally:
        shutil.rmtree(root, ignore_errors=True)


def summary(truth):
    stores = truth["stores"]
    count = sum(len(e["runs"]) for s in stores for e in s.get("experiments", []))
    models, registered = (sum(len(s.get(kind, [])) for s in stores) for kind in ("logged_models", "registered_models"))
    return f"{truth['script']}: exit {truth['rc']}, runs {count}, models {models}, registered {registered}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", default=sys.executable, help="an interpreter with MLflow and the case's libraries")
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--timeout", type=float, default=150)
    parser.add_argument("--seed-db", type=pathlib.Path, help="an empty store whose schema is up to date, to save its creation")
    parser.add_argument("case", type=pathlib.Path)
    options = parser.parse_args()
    truth = run(options.case.resolve(), options.python, options.timeout, options.seed_db)
    written = json.dumps(truth, indent=1, ensure_ascii=False) + "\n"
    if options.out:
        options.out.write_text(written)
    else:
        print(written, end="")
    print(summary(truth), file=sys.stderr)
    return 0 if truth["rc"] == truth["expected_rc"] else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--dump"]:
        read_stores(sys.argv[2:])
    else:
        sys.exit(main())
