import dagshub
import mlflow

dagshub.init(repo_owner="anna", repo_name="churn", mlflow=True)
with mlflow.start_run():
    mlflow.log_metric("a", 1)
