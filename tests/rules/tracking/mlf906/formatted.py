import mlflow


def record(root):
    mlflow.set_tracking_uri(f"file:///{root}/mlruns")
    with mlflow.start_run():  # expect: MLF906
        mlflow.log_param("x", 1)
