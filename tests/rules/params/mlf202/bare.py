import mlflow
from sklearn.datasets import load_diabetes
from xgboost import XGBRegressor

x, y = load_diabetes(return_X_y=True)
mlflow.start_run()  # expect: MLF202
model = XGBRegressor()
model.fit(x, y)
mlflow.xgboost.log_model(model, name="model")
mlflow.end_run()
