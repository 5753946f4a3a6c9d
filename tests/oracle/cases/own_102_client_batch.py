"""Everything through MlflowClient with log_batch."""
import time

from mlflow.entities import Metric, Param, RunTag
from mlflow.tracking import MlflowClient
from sklearn.datasets import load_digits
from sklearn.linear_model import Perceptron


def metric_series(name, values):
    now = int(time.time() * 1000)
    return [Metric(name, float(v), now, step) for step, v in enumerate(values)]


client = MlflowClient()
existing = client.get_experiment_by_name("digits-client")
experiment_id = existing.experiment_id if existing else client.create_experiment("digits-client", tags={"kind": "demo"})
run = client.create_run(experiment_id, run_name="perceptron", tags={"source": "batch"})
run_id = run.info.run_id

X, y = load_digits(return_X_y=True)
model = Perceptron(max_iter=5, tol=None, random_state=4)
accuracies = []
for epoch in range(4):
    model.partial_fit(X, y, classes=range(10))
    accuracies.append(model.score(X, y))

hyper = {"max_iter": model.max_iter, "penalty": model.penalty, "eta0": 1.0}
client.log_batch(
    run_id,
    metrics=metric_series("accuracy", accuracies) + [Metric("final_accuracy", accuracies[-1], 0, 0)],
    params=[Param(k, str(v)) for k, v in hyper.items()],
    tags=[RunTag("library", "sklearn"), RunTag("mlflow.note.content", "trained by hand")],
)
client.set_tag(run_id, "epochs", len(accuracies))
client.log_dict(run_id, {"accuracy": accuracies}, "history.json")
client.set_terminated(run_id, status="FINISHED")
client.update_run(run_id, name="perceptron-final")
