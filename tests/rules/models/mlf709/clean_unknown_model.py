import mlflow


def store(model, **options):
    mlflow.sklearn.log_model(model, name="m", **options)
