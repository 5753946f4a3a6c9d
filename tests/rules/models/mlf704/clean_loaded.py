import joblib
import mlflow

model = joblib.load("model.joblib")
with mlflow.start_run():
    mlflow.log_param("model", type(model).__name__)
    joblib.dump(model, "copy.joblib")
