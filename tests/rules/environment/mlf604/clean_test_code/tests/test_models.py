import mlflow
from sklearn.linear_model import Ridge


def test_requirements():
    with mlflow.start_run():
        model = Ridge().fit([[1.0]], [1.0])
        mlflow.sklearn.log_model(model, name="m", pip_requirements=["scikit-learn"])
