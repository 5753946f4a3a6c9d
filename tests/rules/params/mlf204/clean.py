import mlflow
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import Lasso, Ridge

data = pd.read_csv("train.csv")
x, y = data[["a"]], data["y"]

# the same literal, written differently
with mlflow.start_run():
    mlflow.log_param("alpha", 0.50)
    Ridge(alpha=0.5).fit(x, y)

with mlflow.start_run():
    mlflow.log_param("alpha", 1)
    Ridge(alpha=1.0).fit(x, y)

with mlflow.start_run():
    mlflow.log_param("alpha", "0.5")
    Ridge(alpha=0.5).fit(x, y)

# derived from what is logged
log_alpha = -2
with mlflow.start_run():
    mlflow.log_param("alpha", log_alpha)
    Ridge(alpha=10**log_alpha).fit(x, y)

# the default of the library, logged by its name
with mlflow.start_run():
    mlflow.log_param("max_depth", "None")
    RandomForestClassifier(random_state=1).fit(x, y)

# another model's parameter
with mlflow.start_run():
    mlflow.log_param("ridge_alpha", 0.1)
    mlflow.log_param("lasso_alpha", 0.2)
    Ridge(alpha=0.1).fit(x, y)
    Lasso(alpha=0.2).fit(x, y)

# read back from the fitted model
with mlflow.start_run():
    model = RandomForestClassifier(n_estimators=100, random_state=1).fit(x, y)
    mlflow.log_param("n_estimators", len(model.estimators_))

# changed after the training
depth = 3
with mlflow.start_run():
    RandomForestClassifier(max_depth=depth, random_state=1).fit(x, y)
    mlflow.log_param("max_depth", depth)
    depth = 4

# a list of candidates beside the chosen value
candidates = [0.1, 0.2]
with mlflow.start_run():
    mlflow.log_param("alphas", candidates)
    Ridge(alpha=candidates[0]).fit(x, y)
    mlflow.log_param("alpha", candidates[0])
