from mlflow import MlflowClient

MlflowClient().delete_registered_model_alias("a", "champion")
