import mlflow


def begin():
    return mlflow.start_run()


with begin() as run:
    mlflow.log_param("a", 1)
