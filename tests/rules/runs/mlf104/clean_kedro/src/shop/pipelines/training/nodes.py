import mlflow
from sklearn.linear_model import Ridge


def train(table, alpha):
    model = Ridge(alpha=alpha).fit(table[["a"]], table["y"])
    record(model.score(table[["a"]], table["y"]))
    return model


def record(score):
    mlflow.log_metric("r2", score)
