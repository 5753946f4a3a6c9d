import mlflow
from mlflow import MlflowClient
from mlflow.pyfunc import load_model

NAME = "churn"
STAGE = "Production"
a = mlflow.pyfunc.load_model("models:/churn/latest")  # expect: MLF706 "latest"
b = mlflow.sklearn.load_model("models:/churn/Production")  # expect: MLF706 "Production"
c = load_model("models:/churn/Staging")  # expect: MLF706
d = mlflow.pyfunc.load_model(f"models:/{NAME}/{STAGE}")  # expect: MLF706
e = mlflow.pyfunc.load_model(model_uri="models:/%s/latest" % NAME)  # expect: MLF706
f = mlflow.artifacts.download_artifacts("models:/churn/latest")  # expect: MLF706
g = mlflow.pyfunc.spark_udf(None, "models:/churn/production")  # expect: MLF706


def load(name):
    return mlflow.pyfunc.load_model(f"models:/{name}/latest")  # expect: MLF706


load("churn")
load("fraud")
h = mlflow.xgboost.load_model("models:/churn/Archived")  # expect: MLF706
