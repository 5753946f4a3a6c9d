# expect-file: MLF001
import mlflow

if not mlflow.get_tracking_uri():
    raise ValueError, "no server"
mlflow.set_experiment("a")
