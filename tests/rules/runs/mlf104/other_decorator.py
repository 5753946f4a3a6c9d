import mlflow
from acme.timing import timed

mlflow.set_experiment("embeddings")


@timed
def embed(rows):
    mlflow.log_metric("rows", rows)  # expect: MLF104


embed(3)
