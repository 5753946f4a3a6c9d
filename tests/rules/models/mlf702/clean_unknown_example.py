import mlflow
from examples import make_example


def store(model, signature):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="m", signature=signature, input_example=make_example())
