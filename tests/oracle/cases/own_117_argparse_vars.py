# oracle-args: --max-depth 6 --criterion entropy
"""argparse with vars(args), a filtered dict of them and derived names."""
import argparse

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import precision_score, recall_score
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

SKIP = {"experiment", "run_name"}


def parse_args():
    parser = argparse.ArgumentParser("tree")
    parser.add_argument("--experiment", default="tree-cli")
    parser.add_argument("--run-name")
    parser.add_argument("--max-depth", type=int, default=3)
    parser.add_argument("--min-samples-leaf", type=int, default=5)
    parser.add_argument("--criterion", choices=["gini", "entropy"], default="gini")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--log-model", action="store_true")
    return parser.parse_args()


def main():
    args = parse_args()
    mlflow.set_experiment(args.experiment)
    X, y = load_breast_cancer(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=args.seed)
    run_name = args.run_name or f"{args.criterion}-d{args.max_depth}"
    with mlflow.start_run(run_name=run_name) as run:
        mlflow.log_params({k: v for k, v in vars(args).items() if k not in SKIP and v is not None})
        clf = DecisionTreeClassifier(
            max_depth=args.max_depth, min_samples_leaf=args.min_samples_leaf, criterion=args.criterion, random_state=args.seed
        )
        clf.fit(X_train, y_train)
        y_hat = clf.predict(X_test)
        scores = dict(precision=precision_score(y_test, y_hat), recall=recall_score(y_test, y_hat))
        scores["f1"] = 2 * scores["precision"] * scores["recall"] / sum(scores.values())
        mlflow.log_metrics(scores)
        mlflow.log_metric("n_leaves", clf.get_n_leaves())
        if args.log_model:
            mlflow.sklearn.log_model(clf, name="tree")
        print(run.info.run_id)


if __name__ == "__main__":
    main()
