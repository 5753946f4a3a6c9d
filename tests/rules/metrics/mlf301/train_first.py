import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, recall_score

data = pd.read_csv("train.csv")
model = RandomForestClassifier(random_state=1).fit(data[["a"]], data["y"])
predicted = model.predict(data[["a"]])
accuracy = accuracy_score(data["y"], predicted)
recall = recall_score(data["y"], predicted)  # expect: MLF301 "recall_score"
print("Accuracy:", accuracy, "Recall:", recall)

with mlflow.start_run():
    mlflow.log_metric("accuracy", accuracy)
    mlflow.sklearn.log_model(model, name="model")
