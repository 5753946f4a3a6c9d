"""Register when better than the champion; aliases and tags."""
import mlflow
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
from mlflow.tracking import MlflowClient
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

MODEL = "iris-logreg"
client = MlflowClient()


def champion_score():
    try:
        version = client.get_model_version_by_alias(MODEL, "champion")
    except MlflowException:
        return float("-inf")
    return client.get_run(version.run_id).data.metrics["accuracy"]


def train(C):
    X, y = load_iris(return_X_y=True)
    with mlflow.start_run(run_name=f"C={C}") as run:
        model = LogisticRegression(C=C, max_iter=300).fit(X, y)
        accuracy = model.score(X, y)
        mlflow.log_param("C", C)
        mlflow.log_metric("accuracy", accuracy)
        mlflow.sklearn.log_model(model, name="model", signature=infer_signature(X, y))
    return run.info.run_id, accuracy


def promote(run_id, accuracy):
    previous = champion_score()
    mv = mlflow.register_model(f"runs:/{run_id}/model", MODEL, tags={"accuracy": round(accuracy, 3)})
    if accuracy > previous:
        client.set_registered_model_alias(MODEL, "champion", mv.version)
        client.set_model_version_tag(MODEL, mv.version, "promoted", "yes")
        return True
    return False


mlflow.set_experiment("registry-promote")
for C in (0.01, 1.0):
    run_id, accuracy = train(C)
    with mlflow.start_run(run_id=run_id):
        mlflow.set_tag("promoted", promote(run_id, accuracy))
model = mlflow.sklearn.load_model(f"models:/{MODEL}@champion")
assert model.C == 1.0
