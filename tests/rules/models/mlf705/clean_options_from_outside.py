import mlflow


def publish(model, **options):
    with mlflow.start_run():
        mlflow.sklearn.log_model(model, name="ridge", **options)
