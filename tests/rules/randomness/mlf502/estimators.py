import mlflow
import pandas as pd
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier, RandomForestRegressor
from sklearn.linear_model import SGDClassifier
from sklearn.neural_network import MLPClassifier
from xgboost import XGBClassifier

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
with mlflow.start_run():
    forest = RandomForestClassifier(n_estimators=50)  # expect: MLF502 "RandomForestClassifier"
    forest.fit(x, y)
    mlp = MLPClassifier(max_iter=300).fit(x, y)  # expect: MLF502
    ExtraTreesClassifier(random_state=None).fit(x, y)  # expect: MLF502
    SGDClassifier().fit(x, y)  # expect: MLF502
    XGBClassifier(subsample=0.8, colsample_bytree=0.8).fit(x, y)
RandomForestRegressor().fit(x, y)  # expect: MLF502
