import mlflow


def store(model, artifact_path):
    mlflow.sklearn.log_model(model, artifact_path)  # expect: MLF708
