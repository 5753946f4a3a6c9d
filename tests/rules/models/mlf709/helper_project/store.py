import mlflow


def store(model):
    mlflow.sklearn.log_model(model, name="model")  # expect: MLF709
