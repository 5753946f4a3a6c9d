import mlflow
from mlflow import MlflowClient

client = MlflowClient()
versions = client.search_model_versions("name='churn'")
newest = max(int(version.version) for version in versions)
model = mlflow.pyfunc.load_model(f"models:/churn/{newest}")  # expect: MLF706
runs = mlflow.search_runs(order_by=["start_time DESC"], max_results=1)
last = mlflow.sklearn.load_model(f"runs:/{runs.iloc[0].run_id}/model")  # expect: MLF706
