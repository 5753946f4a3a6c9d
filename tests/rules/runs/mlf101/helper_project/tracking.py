import mlflow


def begin(name):
    mlflow.set_experiment("churn")
    return mlflow.start_run(run_name=name)
