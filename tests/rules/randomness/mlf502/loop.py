import mlflow
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression

data = pd.read_csv("train.csv")
models = {
    "logistic": LogisticRegression(),
    "forest": RandomForestClassifier(n_estimators=10),  # expect: MLF502
}
for name, model in models.items():
    with mlflow.start_run(run_name=name):
        model.fit(data[["a"]], data["y"])
kmeans = KMeans(n_clusters=3)  # expect: MLF502
kmeans.fit(data[["a"]])
