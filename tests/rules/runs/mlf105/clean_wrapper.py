import mlflow


def begin(name):
    return mlflow.start_run(run_name=name)


with begin("a"):
    mlflow.log_param("a", 1)
