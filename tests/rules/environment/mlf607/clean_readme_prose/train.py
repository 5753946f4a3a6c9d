import mlflow
from sklearn.linear_model import Ridge

mlflow.set_experiment("prices")
mlflow.sklearn.autolog()
