from pathlib import Path

import mlflow


def main():
    mlflow.set_tracking_uri(Path(__file__).parent / "mlruns")
    with mlflow.start_run():  # expect: MLF906
        mlflow.log_param("x", 1)


if __name__ == "__main__":
    main()
