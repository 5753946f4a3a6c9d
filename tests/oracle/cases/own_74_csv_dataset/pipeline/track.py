import mlflow
from mlflow.data import from_pandas

mlflow.set_experiment("trees")
_run = None


def _ensure():
    global _run
    if _run is None:
        _run = mlflow.start_run(run_name="trees")
    return _run


def dataset(frame, path, context):
    _ensure()
    mlflow.log_input(from_pandas(frame, source=path, name="trees", targets="volume"), context=context)
    mlflow.log_param("n_rows", len(frame))
    mlflow.log_param("columns", list(frame.columns))


def finish(metrics):
    _ensure()
    mlflow.log_metrics(metrics)
    mlflow.end_run(status="FINISHED")
