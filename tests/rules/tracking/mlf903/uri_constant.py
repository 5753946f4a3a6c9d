import mlflow

URI = "https://user:s3cr3tpass@dagshub.com/anna/churn.mlflow"  # expect: MLF903
mlflow.set_tracking_uri(URI)
