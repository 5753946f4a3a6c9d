"""CLI with sub-commands and unknown options.

    python own_13_subcommands.py train --layers 32 16 --extra momentum=0.9
"""
# oracle-args: --experiment mlp-cli train --layers 16 8 --epochs 30 --momentum=0.8 --nesterov
import argparse
import sys

import mlflow
from sklearn.datasets import load_digits
from sklearn.neural_network import MLPClassifier


def cmd_train(ns, rest):
    extra = {}
    for item in rest:
        key, _, value = item.lstrip("-").partition("=")
        extra[key] = value or "true"
    X, y = load_digits(return_X_y=True)
    X, y = X[:300] / 16, y[:300]
    with mlflow.start_run(run_name="train"):
        mlflow.log_params({"layers": ns.layers, "epochs": ns.epochs, "activation": ns.activation})
        mlflow.log_params({f"extra_{k}": v for k, v in extra.items()})
        clf = MLPClassifier(ns.layers, activation=ns.activation, max_iter=ns.epochs, random_state=ns.seed, solver="lbfgs")
        clf.fit(X, y)
        mlflow.log_metric("train_acc", clf.score(X, y))
    return 0


def cmd_info(ns, rest):
    with mlflow.start_run(run_name="info"):
        mlflow.log_param("python", sys.version_info.major)
    return 0


def main(argv=None):
    parser = argparse.ArgumentParser(prog="mlp")
    parser.add_argument("--experiment", default="cli")
    parser.add_argument("--seed", type=int, default=0)
    sub = parser.add_subparsers(required=True)
    train = sub.add_parser("train", help="fit the network")
    train.add_argument("--layers", type=int, nargs="+", default=[8])
    train.add_argument("--epochs", type=int, default=20)
    train.add_argument("--activation", choices=("relu", "tanh"), default="tanh")
    train.set_defaults(func=cmd_train)
    sub.add_parser("info").set_defaults(func=cmd_info)
    ns, rest = parser.parse_known_args(argv)
    mlflow.set_experiment(ns.experiment)
    return ns.func(ns, rest)


if __name__ == "__main__":
    sys.exit(main())
