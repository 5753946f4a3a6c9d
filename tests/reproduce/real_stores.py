"""real_stores.py TOOL PYTHON: what `tracklint compare` reads of real stores is what MLflow itself reads of them.

Under PYTHON, an interpreter with MLflow, the same program is run twice for each kind of store. Then for every run
parameters, last metrics, artifacts and models must be those of MlflowClient; the two executions must agree but for the
verdicts that the program provokes; and a tracking server must give what its database gives. Exit 77: no MLflow there.
"""

import json
import math
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

TRIAL = '''
import time
import mlflow
import pandas as pd

mlflow.set_experiment("trial")
with mlflow.start_run(run_name="parent"):
    mlflow.log_params({"alpha": 0.5, "group/depth": 3, "when": time.strftime("%Y-%m-%d %H:%M:%S"), "text": "two\\nlines"})
    for step in range(5):
        mlflow.log_metric("loss", 1 / (step + 1), step=step)
    mlflow.log_metrics({"no/number": float("nan"), "infinite": float("inf"), "below": -float("inf"), "small": 1e-300})
    mlflow.log_metric("train_time_seconds", time.time() % 7)
    mlflow.log_metric("late", 1, step=7)
    mlflow.log_metric("late", 2, step=3)
    mlflow.set_tag("team", "blue")
    mlflow.log_text("score 0.25\\n", "notes/score.txt")
    mlflow.log_dict({"at": time.time(), "k": [1, 2.5]}, "out/values.json")
    if hasattr(mlflow, "log_input"):
        mlflow.log_input(mlflow.data.from_pandas(pd.DataFrame({"x": [1.0, 2.0]}), name="points"), context="training")

    class Same(mlflow.pyfunc.PythonModel):
        def predict(self, context, model_input):
            return model_input

    signature = mlflow.models.infer_signature(pd.DataFrame({"x": [1.0]}))
    mlflow.pyfunc.log_model("model", python_model=Same(), signature=signature, pip_requirements=["pandas"])
    for child in range(3):
        with mlflow.start_run(nested=True, run_name=f"child {child}"):
            mlflow.log_param("child", child)
            mlflow.log_metric("score", child / 10)
'''

DUMP = '''
import json, sys
from mlflow.tracking import MlflowClient

client = MlflowClient(sys.argv[1])
listed = client.search_experiments() if hasattr(client, "search_experiments") else client.list_experiments()


def files(run_id, path=None):
    for entry in client.list_artifacts(run_id, path):
        if entry.is_dir:
            yield from files(run_id, entry.path)
        else:
            yield entry.path


runs = {}
for run in client.search_runs([e.experiment_id for e in listed]):
    runs[run.info.run_id] = {
        "name": run.data.tags["mlflow.runName"],
        "params": run.data.params,
        "metrics": {key: str(value) for key, value in run.data.metrics.items()},
        "lengths": {key: len(client.get_metric_history(run.info.run_id, key)) for key in run.data.metrics},
        "artifacts": [path for path in files(run.info.run_id) if not path.startswith("model/")],
        "datasets": [i.dataset.digest for i in getattr(getattr(run, "inputs", None), "dataset_inputs", [])],
    }
print(json.dumps(runs))
'''


class Failure(Exception):
    pass


def expect(condition, message):
    if not condition:
        raise Failure(message)


def run(command, folder, **variables):
    environment = {**os.environ, "MLFLOW_ALLOW_FILE_STORE": "true", **variables}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{command} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout


def compare(tool, *arguments):
    command = [tool, "compare", *map(str, arguments), "--output-format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    expect(done.returncode in (0, 1), f"{command} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def same_number(a, b):
    # Databases hold the largest number for infinity, and MLflow hands that on.
    a, b = (math.copysign(math.inf, value) if abs(value) >= sys.float_info.max else value for value in (float(a), float(b)))
    return a == b or (math.isnan(a) and math.isnan(b))


def check_reading(tool, store, truth):
    """Every run against itself: its items are what MLflow says of it."""
    for run_id, says in truth.items():
        document = compare(tool, f"{store}#{run_id}", f"{store}#{run_id}")
        items = {}
        for item in document["pairs"][0]["items"]:
            items.setdefault(item["aspect"], {})[item["name"]] = item["a"]
        where = f"{store} {says['name']}"
        expect(items.get("param", {}) == says["params"], f"{where}: params {items.get('param')} != {says['params']}")
        metrics = items.get("metric", {})
        expect(set(metrics) == set(says["metrics"]), f"{where}: metrics {metrics} != {says['metrics']}")
        for key, value in metrics.items():
            expect(same_number(value, says["metrics"][key]), f"{where}: {key} {value} != {says['metrics'][key]}")
        artifacts = sorted(items.get("artifact", {}))
        expect(artifacts == sorted(says["artifacts"]), f"{where}: artifacts {artifacts} != {says['artifacts']}")
        digests = sorted(items.get("dataset", {}).values())
        expect(digests == sorted(says["datasets"]), f"{where}: data sets {digests} != {says['datasets']}")
        expect(list(items.get("model", {})) == (["model"] if says["name"] == "parent" else []), f"{where}: models {items.get('model')}")


def check_pair(tool, first, second):
    """Two executions agree, and what the clock gave has its own verdict."""
    document = compare(tool, first, second)
    expect(document["agree"], f"{first} and {second} disagree: {json.dumps(document['pairs'])}")
    expect(len(document["pairs"]) == 4 and not document["only_a"] and not document["only_b"], f"{first}: not all are matched")
    expect(not document["problems"], f"{first}: {document['problems']}")
    for pair in document["pairs"]:
        expect(pair["a"]["name"] == pair["b"]["name"], f"{first}: {pair['a']} is matched with {pair['b']}")
    parent = next(pair for pair in document["pairs"] if pair["a"]["name"] == "parent")
    verdicts = {item["name"]: item["verdict"] for item in parent["items"]}
    wanted = {"when": "clock", "train_time_seconds": "duration", "out/values.json": "clock", "notes/score.txt": "identical"}
    for name, verdict in wanted.items():
        expect(verdicts[name] == verdict, f"{first}: {name} is {verdicts[name]}, not {verdict}")
    expect(verdicts["model"] in ("identical", "identity", "bytes"), f"{first}: the model is {verdicts['model']}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def check_server(tool, python, folder, truth):
    port = free_port()
    uri = f"http://127.0.0.1:{port}"
    command = [python, "-m", "mlflow", "server", "--backend-store-uri", "sqlite:///mlflow.db", "--port", str(port), "--workers", "1"]
    with open(folder / "server.log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(f"{uri}/health", timeout=1).close()
                    break
                except OSError:
                    if server.poll() is not None:
                        print("real_stores: the server cannot be started here, that part is left out")
                        return
                    time.sleep(0.25)
            check_reading(tool, uri, truth)
            document = compare(tool, uri, folder / "mlflow.db")
            expect(document["agree"], f"server and its database disagree: {json.dumps(document)}")
            every = {item["verdict"] for pair in document["pairs"] for item in pair["items"]}
            # Equal moments are called so.
            expect(every <= {"identical", "clock"}, f"server and its database: {every}")
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
            server.wait()


def main():
    tool, python = str(pathlib.Path(sys.argv[1]).resolve()), sys.argv[2]
    has_mlflow = subprocess.run([python, "-c", "import mlflow, pandas"], capture_output=True, check=False) if os.path.exists(python) else None
    if has_mlflow is None or has_mlflow.returncode != 0:
        print(f"real_stores: no MLflow under {python}")
        return 77
    with tempfile.TemporaryDirectory() as place:
        root = pathlib.Path(place)
        (root / "trial.py").write_text(TRIAL, encoding="utf-8")
        (root / "dump.py").write_text(DUMP, encoding="utf-8")
        for kind, uri, store in (("sql", "sqlite:///mlflow.db", "mlflow.db"), ("files", "./mlruns", "mlruns")):
            folders = [root / f"{kind}{number}" for number in (1, 2)]
            for folder in folders:
                folder.mkdir()
                run([python, str(root / "trial.py")], folder, MLFLOW_TRACKING_URI=uri)
            truth = json.loads(run([python, str(root / "dump.py"), uri], folders[0]))
            expect(len(truth) == 4, f"{kind}: {len(truth)} runs")
            check_reading(tool, folders[0] / store, truth)
            check_pair(tool, folders[0] / store, folders[1] / store)
            if kind == "sql":
                check_server(tool, python, folders[0], truth)
    print("real_stores: what is read is what MLflow reads")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"real_stores: {failure}")
