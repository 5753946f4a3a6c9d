import mlflow


def store(model, requirements):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="m", pip_requirements=requirements)
