import mlflow

from setup_tracking import configure

if __name__ == "__main__":
    configure()
    with mlflow.start_run():
        mlflow.log_metric("a", 1)
