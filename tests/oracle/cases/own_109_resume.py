"""Training that resumes a run found by search, or begins one."""
import mlflow
from sklearn.datasets import load_digits
from sklearn.linear_model import SGDClassifier

EXPERIMENT = "resumable"
mlflow.set_experiment(EXPERIMENT)


def find_run(name):
    runs = mlflow.search_runs(
        experiment_names=[EXPERIMENT], filter_string=f"tags.job = '{name}'", max_results=1, output_format="list"
    )
    return runs[0].info.run_id if runs else None


def train(name, epochs, start=0):
    run_id = find_run(name)
    with mlflow.start_run(run_id=run_id, run_name=None if run_id else name) as run:
        if run_id is None:
            mlflow.set_tag("job", name)
            mlflow.log_param("alpha", 0.0005)
        else:
            mlflow.set_tag("resumed", "yes")
        model = SGDClassifier(alpha=0.0005, random_state=0)
        X, y = load_digits(return_X_y=True)
        for epoch in range(start, start + epochs):
            model.partial_fit(X, y, classes=list(range(10)))
            mlflow.log_metric("accuracy", model.score(X, y), step=epoch)
        return run.info.run_id


first = train("digits", epochs=2)
second = train("digits", epochs=2, start=2)
assert first == second
with mlflow.start_run(run_id=first):
    mlflow.log_metric("total_epochs", 4)
