"""Tries out the tracking server."""
import mlflow


def test_logging():
    with mlflow.start_run():  # expect: MLF103
        mlflow.log_metric("accuracy", 0.9)


if __name__ == "__main__":
    test_logging()
