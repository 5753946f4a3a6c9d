import mlflow
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from xgboost import XGBClassifier

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
with mlflow.start_run():
    forest = RandomForestClassifier(random_state=1).fit(x, y)
    mlflow.sklearn.log_model(forest, name="a", serialization_format="cloudpickle")
    mlflow.sklearn.log_model(forest, name="b", skops_trusted_types=["sklearn.tree._tree.Tree"])
    mlflow.sklearn.log_model(Ridge().fit(x, y), name="c")
    mlflow.sklearn.log_model(LogisticRegression().fit(x, y), name="d")
    mlflow.sklearn.log_model(SVC().fit(x, y), name="e")
    mlflow.sklearn.log_model(GaussianNB().fit(x, y), name="f")
    mlflow.sklearn.log_model(KMeans(random_state=1).fit(x), name="g")
    mlflow.sklearn.log_model(make_pipeline(StandardScaler(), Ridge()).fit(x, y), name="h")
    mlflow.xgboost.log_model(XGBClassifier().fit(x, y), name="i")
    mlflow.pyfunc.log_model(name="j", python_model=lambda frame: frame, input_example=[1])
    mlflow.log_dict({"forest": forest.get_params()}, "forest.json")
