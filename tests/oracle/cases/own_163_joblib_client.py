"""joblib workers that write through the client into child runs."""
import mlflow
from joblib import Parallel, delayed
from mlflow.entities import Metric, Param, RunTag
from mlflow.tracking import MlflowClient
from mlflow.utils.time import get_current_time_millis
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier


def work(client, parent, depth, data):
    X_train, X_test, y_train, y_test = data
    run = client.create_run(
        experiment_id=parent.info.experiment_id,
        run_name=f"depth-{depth}",
        tags={"mlflow.parentRunId": parent.info.run_id},
    )
    model = DecisionTreeClassifier(max_depth=depth, random_state=0).fit(X_train, y_train)
    now = get_current_time_millis()
    client.log_batch(
        run.info.run_id,
        metrics=[
            Metric("train_accuracy", accuracy_score(y_train, model.predict(X_train)), now, 0),
            Metric("test_accuracy", accuracy_score(y_test, model.predict(X_test)), now, 0),
        ],
        params=[Param("max_depth", str(depth)), Param("criterion", model.criterion)],
        tags=[RunTag("leaves", str(model.get_n_leaves()))],
    )
    client.set_terminated(run.info.run_id)
    return depth, accuracy_score(y_test, model.predict(X_test))


def main():
    client = MlflowClient()
    experiment = client.create_experiment("trees", tags={"team": "forest"})
    X, y = load_breast_cancer(return_X_y=True)
    data = train_test_split(X, y, random_state=0)
    parent = client.create_run(experiment, run_name="sweep")
    results = Parallel(n_jobs=2, prefer="threads")(delayed(work)(client, parent, depth, data) for depth in (2, 3, 5))
    best_depth, best = max(results, key=lambda pair: pair[1])
    client.log_param(parent.info.run_id, "best_depth", best_depth)
    client.log_metric(parent.info.run_id, "best_accuracy", best)
    client.set_terminated(parent.info.run_id, status="FINISHED")


if __name__ == "__main__":
    main()
