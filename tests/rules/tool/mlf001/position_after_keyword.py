import mlflow
from sklearn.linear_model import Ridge

with mlflow.start_run():
    Ridge(alpha=0.5, True).fit([[1.0], [2.0]], [1, 2])  # expect: MLF001
