"""A registry of builders with functools.partial and lambdas; per-model prefixes."""
from functools import partial

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.naive_bayes import BernoulliNB, GaussianNB

BUILDERS = {}


def register(name, **defaults):
    def wrap(builder):
        BUILDERS[name] = partial(builder, **defaults)
        return builder

    return wrap


@register("logit", C=0.5)
def logit(C, max_iter=3000):
    return LogisticRegression(C=C, max_iter=max_iter)


@register("gnb")
def gaussian():
    return GaussianNB()


BUILDERS["bnb"] = lambda: BernoulliNB(alpha=0.7)
SCORES = {"f1": f1_score, "auc": lambda t, p: roc_auc_score(t, p)}

X, y = load_breast_cancer(return_X_y=True)
mlflow.set_experiment("builders")
with mlflow.start_run(run_name="all"):
    mlflow.log_param("models", sorted(BUILDERS))
    for name, build in BUILDERS.items():
        model = build().fit(X[::2], y[::2])
        predicted = model.predict(X[1::2])
        mlflow.log_metrics({f"{name}.{score}": fn(y[1::2], predicted) for score, fn in SCORES.items()})
        if "C" in model.get_params():
            mlflow.log_param(f"{name}.C", model.get_params()["C"])
