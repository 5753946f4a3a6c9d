import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

x, y = load_iris(return_X_y=True, as_frame=True)
with mlflow.start_run():
    model = LogisticRegression().fit(x, y)
    info = mlflow.sklearn.log_model(model, name="model")
    mlflow.models.evaluate(info.model_uri, x.assign(y=y), targets="y", model_type="classifier")
