import mlflow
import pandas as pd
from mlflow.sklearn import log_model
from sklearn.ensemble import (
    AdaBoostClassifier,
    ExtraTreesRegressor,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]
with mlflow.start_run():
    forest = RandomForestClassifier(random_state=1).fit(x, y)
    mlflow.sklearn.log_model(forest, name="forest")  # expect: MLF709 "RandomForestClassifier"
    tree = DecisionTreeClassifier().fit(x, y)
    mlflow.sklearn.log_model(sk_model=tree, name="tree", input_example=x.head())  # expect: MLF709
    log_model(GradientBoostingRegressor().fit(x, y), name="boosting")  # expect: MLF709
    mlflow.sklearn.log_model(HistGradientBoostingClassifier(random_state=1).fit(x, y), name="hist")  # expect: MLF709
    mlflow.sklearn.log_model(KNeighborsClassifier(5).fit(x, y), name="knn")  # expect: MLF709
    mlflow.sklearn.log_model(MLPClassifier(random_state=1).fit(x, y), name="mlp")  # expect: MLF709
    mlflow.sklearn.log_model(AdaBoostClassifier(random_state=1).fit(x, y), name="ada")  # expect: MLF709
    mlflow.sklearn.log_model(ExtraTreesRegressor(random_state=1).fit(x, y), name="extra", serialization_format="skops")  # expect: MLF709
    pipeline = Pipeline([("scale", StandardScaler()), ("forest", RandomForestClassifier(random_state=1))]).fit(x, y)
    mlflow.sklearn.log_model(pipeline, name="pipeline")  # expect: MLF709 "RandomForestClassifier"
    made = make_pipeline(StandardScaler(), DecisionTreeClassifier()).fit(x, y)
    mlflow.sklearn.log_model(made, name="made")  # expect: MLF709
mlflow.sklearn.save_model(forest, "out")  # expect: MLF709
