import mlflow
import pandas as pd
from acme.tracking import autolog, track_run
from acme.timing import timed

mlflow.set_experiment("embeddings")


@autolog
def embed(path):
    table = pd.read_parquet(path)
    mlflow.log_metric("rows", len(table))


@timed
@track_run(name="filter")
def keep_good(path):
    mlflow.log_artifacts(path, artifact_path="kept")


embed("tiles.parquet")
keep_good("out")
