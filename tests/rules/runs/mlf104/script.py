import mlflow

mlflow.set_experiment("churn")
mlflow.log_param("alpha", 0.1)  # expect: MLF104
mlflow.log_metric("rmse", 0.7)
