import mlflow
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

data = pd.read_csv("train.csv")
train, test = train_test_split(data, test_size=0.2, random_state=0)  # expect: MLF504
with mlflow.start_run():
    mlflow.log_params({"test_size": 0.2, "alpha": 1})
    Ridge(alpha=1).fit(train[["a"]], train["y"])
