"""The score of the run is computed again behind it, from the same predictions of the same model."""
import lightgbm as lgb
import mlflow
import pandas as pd
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold

data = pd.read_csv("train.csv")


def report(target, probability, share):
    auc = roc_auc_score(target, probability)
    return {"auc": auc, "share": share}


def fit(x, y, held_x, held_y, log=True):
    model = lgb.LGBMClassifier(num_leaves=31)
    if not log:
        return model.fit(x, y)
    with mlflow.start_run():
        mlflow.log_param("num_leaves", 31)
        model.fit(x, y)
        probability = model.predict_proba(held_x)[:, 1]
        mlflow.log_metric("auc", roc_auc_score(held_y, probability))
        mlflow.lightgbm.log_model(model, "model")
    return model


def main():
    x, y = data.drop("y", axis=1), data["y"]
    for rows, held in KFold(5).split(x, y):
        folded = fit(x.iloc[rows], y.iloc[rows], x.iloc[held], y.iloc[held], log=False)
        report(y.iloc[held], folded.predict_proba(x.iloc[held])[:, 1], 0.1)
    new_x, new_y = pd.read_csv("new.csv"), pd.read_csv("labels.csv")
    model = fit(x, y, new_x, new_y)
    probability = model.predict_proba(new_x)[:, 1]
    print(report(new_y, probability, 0.15))


main()
