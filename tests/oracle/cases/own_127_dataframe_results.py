"""Results collected in a DataFrame; summary rows logged from it."""
import mlflow
import pandas as pd
from sklearn.datasets import load_wine
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import RidgeClassifier
from sklearn.metrics import accuracy_score, cohen_kappa_score
from sklearn.model_selection import train_test_split

MODELS = {"dummy": DummyClassifier(strategy="most_frequent"), "ridge": RidgeClassifier(alpha=0.5)}
X, y = load_wine(return_X_y=True)
X_tr, X_te, y_tr, y_te = train_test_split(X, y, random_state=6)

rows = []
for name, model in MODELS.items():
    predictions = model.fit(X_tr, y_tr).predict(X_te)
    rows.append({"model": name, "accuracy": accuracy_score(y_te, predictions), "kappa": cohen_kappa_score(y_te, predictions)})
table = pd.DataFrame(rows).set_index("model")

mlflow.set_experiment("table")
for name, row in table.iterrows():
    with mlflow.start_run(run_name=f"table-{name}"):
        mlflow.log_metrics(row.to_dict())
        mlflow.log_param("model", name)
with mlflow.start_run(run_name="means"):
    for column in table.columns:
        mlflow.log_metric(f"mean_{column}", table[column].mean())
    best = table["accuracy"].idxmax()
    mlflow.log_metrics({f"best_{k}": v for k, v in table.loc[best].items()})
    mlflow.set_tag("best_model", best)
    table.to_csv("table.csv")
    mlflow.log_artifact("table.csv")
