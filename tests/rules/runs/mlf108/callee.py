import mlflow


def report(score):
    mlflow.log_metric("score", score)  # expect: MLF108


def main():
    with mlflow.start_run():
        mlflow.log_param("alpha", 0.1)
    report(0.5)


main()
