import mlflow


class Tracker:
    def __enter__(self):
        mlflow.start_run()
        return self

    def __exit__(self, *exc):
        mlflow.end_run()


with Tracker():
    mlflow.log_param("a", 1)
