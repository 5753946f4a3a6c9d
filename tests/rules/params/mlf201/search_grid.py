import mlflow
import pandas as pd
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

GRID = {
    "kneighborsregressor__n_neighbors": [3, 5, 9],  # expect: MLF201 "kneighborsregressor__n_neighbors"
    "kneighborsregressor__weights": ["uniform", "distance"],  # expect: MLF201 "kneighborsregressor__weights"
}

data = pd.read_csv("houses.csv")
mlflow.set_experiment("houses")
with mlflow.start_run():
    mlflow.log_param("model", "knn")
    search = GridSearchCV(make_pipeline(StandardScaler(), KNeighborsRegressor()), GRID, cv=4)
    search.fit(data[["rooms"]], data["price"])
    mlflow.log_metric("r2", search.best_score_)
    mlflow.sklearn.log_model(search.best_estimator_, name="model", input_example=data[["rooms"]].head())
