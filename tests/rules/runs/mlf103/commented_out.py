import mlflow

# mlflow.set_experiment("churn")


def train():
    with mlflow.start_run(run_name="a"):  # expect: MLF103
        mlflow.log_metric("a", 1)


train()
