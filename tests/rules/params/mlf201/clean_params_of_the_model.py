"""MLflow 3 keeps the parameters that log_model is given with the model of the run."""
import mlflow
from sklearn.linear_model import ElasticNet

with mlflow.start_run():
    model = ElasticNet(alpha=0.5, l1_ratio=0.3).fit([[1], [2]], [1, 2])
    mlflow.sklearn.log_model(model, name="model", params={"alpha": 0.5, "l1_ratio": 0.3})
