import flavor
from mlflow.models import Model


def save_model(own_model, path, mlflow_model=None):
    mlflow_model.add_flavor("own", data=path)


def log_model(own_model, artifact_path, **kwargs):
    return Model.log(artifact_path=artifact_path, flavor=flavor, own_model=own_model, **kwargs)
