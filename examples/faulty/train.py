"""Trains the churn model."""

import argparse
import time

import joblib
import mlflow
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, f1_score, precision_score

from churn.data import load, split
from churn.tracking import connect, log_scores


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--max-depth", type=int, default=8)
    parser.add_argument("--path", default="/home/anna/churn/customers.csv")
    return parser.parse_args()


def main():
    args = parse()
    connect()
    train, test = split(load(args.path))
    features = ["tenure", "charges", "calls"]

    with mlflow.start_run():
        mlflow.log_param("trees", args.trees)
        model = RandomForestClassifier(n_estimators=args.trees, max_depth=args.max_depth, min_samples_leaf=3, random_state=int(time.time()))
        model.fit(train[features], train["churned"])
        predicted = model.predict(test[features])
        mlflow.log_param("accuracy", accuracy_score(test["churned"], predicted))
        mlflow.log_metric("precision@all", precision_score(test["churned"], predicted))
        print("f1", f1_score(test["churned"], predicted))
        mlflow.sklearn.log_model(model, "forest")

    log_scores({"train_accuracy": model.score(train[features], train["churned"])})
    joblib.dump(model, "/home/anna/churn/forest.joblib")


if __name__ == "__main__":
    main()
