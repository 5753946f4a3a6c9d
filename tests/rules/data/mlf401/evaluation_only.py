import mlflow
import pandas as pd
from sklearn.metrics import accuracy_score

model = mlflow.pyfunc.load_model("models:/churn/3")
test = pd.read_csv("https://example.org/test.csv")
with mlflow.start_run():  # expect: MLF401
    mlflow.log_metric("accuracy", accuracy_score(test["y"], model.predict(test.drop(columns="y"))))
