import mlflow


def start(name):
    """Called by code that is not part of this project."""
    return mlflow.start_run(run_name=name)
