import mlflow


def evaluate(name):
    with mlflow.start_run(run_name=name):  # expect: MLF102
        mlflow.log_metric("score", 0.5)


def main():
    with mlflow.start_run(run_name="train"):
        mlflow.log_param("alpha", 0.5)
        evaluate("eval")


main()
