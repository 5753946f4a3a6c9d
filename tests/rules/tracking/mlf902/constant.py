import mlflow

TRACKING_URI = "http://127.0.0.1:5000"


def main():
    mlflow.set_tracking_uri(TRACKING_URI)  # expect: MLF902
    mlflow.set_experiment("a")


main()
