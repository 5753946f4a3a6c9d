import mlflow


def simulate(steps):
    with mlflow.start_run():
        mlflow.log_param("steps", steps)
    return [0.0] * steps
