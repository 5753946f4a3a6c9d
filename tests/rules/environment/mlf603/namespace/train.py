import mlflow
from google.cloud import bigquery  # expect: MLF603 "google-cloud-bigquery"
from google.cloud import storage

mlflow.set_experiment("a")
