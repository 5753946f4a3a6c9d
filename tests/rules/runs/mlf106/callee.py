import mlflow


def configure():
    mlflow.set_experiment("late")  # expect: MLF106


def main():
    with mlflow.start_run():
        configure()
        mlflow.log_metric("a", 1)


main()
