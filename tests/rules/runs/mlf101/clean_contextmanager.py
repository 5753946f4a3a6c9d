from contextlib import contextmanager

import mlflow


@contextmanager
def tracked(name):
    mlflow.start_run(run_name=name)
    try:
        yield
    finally:
        mlflow.end_run()


with tracked("a"):
    mlflow.log_param("a", 1)
