import mlflow
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog(registered_model_name="ridge")
with mlflow.start_run():
    Ridge().fit([[1.0], [2.0]], [1, 2])
