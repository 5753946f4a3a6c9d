import mlflow


def store(model, **options):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="m", **options)
