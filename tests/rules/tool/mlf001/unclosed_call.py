# expect-file: MLF001
import mlflow

mlflow.log_params({"alpha": 0.1, "depth": 3
mlflow.log_metric("rmse", 0.2)
