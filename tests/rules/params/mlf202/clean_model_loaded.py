import mlflow
import pandas as pd

model = mlflow.pyfunc.load_model("models:/churn/3")
data = pd.read_csv("test.csv")
with mlflow.start_run():
    mlflow.log_metric("mean", float(model.predict(data).mean()))
