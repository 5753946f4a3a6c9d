import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import Ridge
from sklearn.svm import SVC

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

with mlflow.start_run():
    mlflow.log_param("alpha", 1.0)  # expect: MLF204 "alpha"
    Ridge(alpha=0.5).fit(x, y)

with mlflow.start_run():
    mlflow.log_params({
        "n_estimators": 100,  # expect: MLF204 "n_estimators"
        "max_depth": 5,
    })
    RandomForestClassifier(n_estimators=200, max_depth=5, random_state=1).fit(x, y)

with mlflow.start_run():
    model = SVC(kernel="rbf", C=10).fit(x, y)
    mlflow.log_param("kernel", "linear")  # expect: MLF204
    mlflow.log_param("C", 10)
