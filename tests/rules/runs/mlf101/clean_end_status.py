import mlflow


def train():
    mlflow.start_run()
    try:
        mlflow.log_param("a", 1)
    except Exception:
        mlflow.end_run(status="FAILED")
        raise
    mlflow.end_run()


train()
