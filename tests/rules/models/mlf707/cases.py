import mlflow
from mlflow.tracking import MlflowClient

client = MlflowClient()
client.transition_model_version_stage(name="churn", version=3, stage="Production")  # expect: MLF707
latest = client.get_latest_versions("churn", stages=["Production"])  # expect: MLF707
none = client.get_latest_versions("churn")  # expect: MLF707
stages = client.get_model_version_stages("churn", "3")  # expect: MLF707
mlflow.tracking.MlflowClient().transition_model_version_stage("churn", 3, "Staging")  # expect: MLF707
