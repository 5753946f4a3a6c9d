"""Thread pool: each worker logs through the client to a run created up front."""
from concurrent.futures import ThreadPoolExecutor

import mlflow
from mlflow import MlflowClient
from sklearn.datasets import make_moons
from sklearn.neural_network import MLPClassifier

X, y = make_moons(n_samples=150, noise=0.2, random_state=3)
GRID = [(4,), (8,), (8, 4)]


def work(job):
    run_id, layers = job
    model = MLPClassifier(hidden_layer_sizes=layers, max_iter=60, random_state=1)
    model.fit(X, y)
    client.log_param(run_id, "layers", layers)
    client.log_param(run_id, "n_layers", len(layers))
    client.log_metric(run_id, "loss", model.loss_)
    for step, loss in enumerate(model.loss_curve_[:10]):
        client.log_metric(run_id, "loss_curve", loss, step=step)
    client.set_terminated(run_id)
    return model.score(X, y)


client = MlflowClient()
experiment = mlflow.set_experiment("mlp-pool")
with mlflow.start_run(run_name="pool") as parent:
    jobs = []
    for layers in GRID:
        child = client.create_run(
            experiment.experiment_id,
            tags={"mlflow.parentRunId": parent.info.run_id, "layers": "x".join(str(n) for n in layers)},
            run_name="mlp-" + "-".join(map(str, layers)),
        )
        jobs.append((child.info.run_id, layers))
    with ThreadPoolExecutor(max_workers=2) as pool:
        scores = list(pool.map(work, jobs))
    mlflow.log_metric("best_score", max(scores))
    mlflow.log_param("jobs", len(jobs))
