import mlflow

mlflow.set_tag("team", "credit")  # expect: MLF104
