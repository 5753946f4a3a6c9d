import mlflow
from sklearn.linear_model import LinearRegression

with mlflow.start_run():
    model = LinearRegression().fit([[1], [2]], [1, 2])
    mlflow.sklearn.log_model(model, name="model", params={"kind": "ols"})
