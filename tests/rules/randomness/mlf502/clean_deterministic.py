import mlflow
import pandas as pd
from catboost import CatBoostClassifier
from lightgbm import LGBMClassifier
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from xgboost import XGBClassifier

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
with mlflow.start_run():
    for model in [LinearRegression(), Ridge(), GaussianNB(), KNeighborsClassifier()]:
        model.fit(x, y)
    LogisticRegression().fit(x, y)
    SVC().fit(x, y)
    DecisionTreeClassifier(max_depth=3).fit(x, y)
    GradientBoostingClassifier().fit(x, y)
    XGBClassifier(n_estimators=10).fit(x, y)
    LGBMClassifier(num_leaves=15).fit(x, y)
    CatBoostClassifier(iterations=10).fit(x, y)
