import mlflow
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import StandardScaler

data = pd.read_csv("train.csv")
with mlflow.start_run():
    StandardScaler(with_mean=False).fit_transform(data[["a"]])
    CountVectorizer(max_features=100).fit(data["text"])
    mlflow.log_param("rows", len(data))
