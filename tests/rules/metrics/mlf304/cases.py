import mlflow
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, precision_recall_fscore_support

data = pd.read_csv("train.csv")
model = LogisticRegression().fit(data[["a"]], data["y"])
predicted = model.predict(data[["a"]])

with mlflow.start_run():
    mlflow.log_metric("status", "good")  # expect: MLF304 "text"
    mlflow.log_metric("share", "95%")  # expect: MLF304
    mlflow.log_metric("scores", [0.1, 0.2])  # expect: MLF304 "a list"
    mlflow.log_metric("pair", (0.1, 0.2))  # expect: MLF304
    mlflow.log_metric("report", {"f1": 0.5})  # expect: MLF304 "a dict"
    mlflow.log_metric("nothing", None)  # expect: MLF304 "None"
    mlflow.log_metrics({
        "accuracy": 0.9,
        "model": "logreg",  # expect: MLF304
    })
    mlflow.log_metric("text", f"accuracy: {model.score(data[['a']], data['y']):.2f}")  # expect: MLF304
    mlflow.log_metric("report2", classification_report(data["y"], predicted, output_dict=True))  # expect: MLF304
    mlflow.log_metric("empty", "")  # expect: MLF304
    mlflow.log_metric("percent", f"{0.5:.1%}")  # expect: MLF304
