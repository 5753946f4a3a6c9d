"""Trains the churn model; its run records what produced it."""

import argparse

import mlflow
from mlflow.models import infer_signature
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, f1_score, precision_score

from churn.data import load, split
from churn.tracking import connect, log_scores


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default="data/churn.csv")
    parser.add_argument("--trees", type=int, default=200)
    parser.add_argument("--max-depth", type=int, default=8)
    parser.add_argument("--test-size", type=float, default=0.25)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def main():
    args = parse()
    connect()
    frame = load(args.data)
    train, test = split(frame, args.test_size, args.seed)
    features = ["tenure", "charges", "calls"]

    with mlflow.start_run(run_name=f"forest-{args.trees}"):
        mlflow.log_params(vars(args))
        mlflow.log_param("min_samples_leaf", 3)
        mlflow.log_input(mlflow.data.from_pandas(train, source=args.data), context="training")

        model = RandomForestClassifier(n_estimators=args.trees, max_depth=args.max_depth, min_samples_leaf=3, random_state=args.seed)
        model.fit(train[features], train["churned"])
        predicted = model.predict(test[features])
        log_scores({
            "accuracy": accuracy_score(test["churned"], predicted),
            "precision": precision_score(test["churned"], predicted, zero_division=0),
            "f1": f1_score(test["churned"], predicted),
            "train_accuracy": model.score(train[features], train["churned"]),
        })
        mlflow.sklearn.log_model(
            model,
            name="forest",
            signature=infer_signature(test[features], predicted),
            input_example=test[features].head(3),
            skops_trusted_types=["sklearn.tree._tree.Tree"],
            registered_model_name="churn",
        )


if __name__ == "__main__":
    main()
