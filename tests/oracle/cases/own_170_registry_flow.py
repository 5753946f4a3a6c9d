"""Train, register, give an alias when better."""
import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from sklearn.datasets import load_wine
from sklearn.linear_model import RidgeClassifier

NAME = "wine-ridge"


def champion_score(client):
    try:
        version = client.get_model_version_by_alias(NAME, "champion")
    except MlflowException:
        return float("-inf")
    return client.get_run(version.run_id).data.metrics["accuracy"]


def candidate(alpha):
    X, y = load_wine(return_X_y=True)
    with mlflow.start_run(run_name=f"alpha {alpha}") as run:
        mlflow.log_param("alpha", alpha)
        model = RidgeClassifier(alpha=alpha).fit(X, y)
        accuracy = model.score(X, y)
        mlflow.log_metric("accuracy", accuracy)
        info = mlflow.sklearn.log_model(model, name="classifier", input_example=X[:2])
    return run.info.run_id, info.model_uri, accuracy


def main():
    client = MlflowClient()
    mlflow.set_experiment("wine-registry")
    for alpha in (1000.0, 1.0):
        run_id, uri, accuracy = candidate(alpha)
        version = mlflow.register_model(uri, NAME, tags={"alpha": alpha})
        if accuracy > champion_score(client):
            client.set_registered_model_alias(NAME, "champion", version.version)
            client.set_tag(run_id, "promoted", "yes")
        else:
            client.set_tag(run_id, "promoted", "no")


main()
