import joblib
import mlflow
from sklearn.linear_model import Ridge

with mlflow.start_run():
    joblib.dump(Ridge().fit([[1.0], [2.0]], [1, 2]), "ridge.joblib")
    mlflow.log_artifact("ridge.joblib")
