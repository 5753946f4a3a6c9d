import mlflow
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import RandomizedSearchCV

np.random.seed(1)
data = pd.read_csv("train.csv")
with mlflow.start_run():
    search = RandomizedSearchCV(RandomForestClassifier(random_state=1), {"max_depth": [2, 4]}, n_iter=2)
    search.fit(data[["a"]], data["y"])
