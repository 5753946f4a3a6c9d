import mlflow


def store(model, name):
    mlflow.sklearn.log_model(model, name=name)  # expect: MLF701
