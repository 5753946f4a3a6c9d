import lightgbm as lgb
import mlflow
import pandas as pd
from sklearn.metrics import roc_auc_score

data = pd.read_csv("train.csv")
held = pd.read_csv("held.csv")
with mlflow.start_run():
    model = lgb.LGBMClassifier(num_leaves=31)
    mlflow.log_param("num_leaves", 31)
    model.fit(data[["a"]], data["y"])
    probability = model.predict_proba(held[["a"]])
    mlflow.log_metric("auc", roc_auc_score(held["y"], probability[:, 1]))
    mlflow.lightgbm.log_model(model, "model")
    print(roc_auc_score(held["other"], probability[:, 2]))  # expect: MLF301
