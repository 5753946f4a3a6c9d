import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

TREES = 300
depth = 5
data = pd.read_csv("train.csv")
with mlflow.start_run():
    mlflow.log_param("number_of_trees", TREES)
    mlflow.log_param("rf_max_depth", depth)
    mlflow.log_param("min-samples-leaf", 2)
    model = RandomForestClassifier(n_estimators=TREES, max_depth=depth, min_samples_leaf=2, random_state=0)
    model.fit(data[["a"]], data["y"])
