import mlflow
from sklearn.linear_model import Ridge
from sklearn.datasets import load_diabetes

import flavor

X, y = load_diabetes(return_X_y=True)
with mlflow.start_run():
    model = Ridge(alpha=0.5).fit(X, y)
    mlflow.log_params(model.get_params())
    flavor.log_model(model, "model")
