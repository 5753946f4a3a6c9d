import mlflow


def log_model(model, artifact_path):
    print(model, artifact_path)


log_model(1, artifact_path="a")
log_model(1, "b")
mlflow.set_experiment("a")
