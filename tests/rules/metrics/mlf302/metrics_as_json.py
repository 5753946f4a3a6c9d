import json

import mlflow
from sklearn.datasets import load_iris
from sklearn.naive_bayes import GaussianNB

x, y = load_iris(return_X_y=True)
with mlflow.start_run():  # expect: MLF302
    mlflow.log_param("model", "nb")
    model = GaussianNB().fit(x, y)
    with open("classes.json", "w") as out:
        json.dump(model.classes_.tolist(), out)
    mlflow.log_artifact("classes.json")
