import mlflow
from sklearn.preprocessing import StandardScaler

with mlflow.start_run():
    StandardScaler().fit([[1.0], [2.0]])
    mlflow.log_metric("rows", 2)
