import mlflow
from sklearn.linear_model import Ridge


def train(frame):
    with mlflow.start_run():
        return Ridge(alpha=0.5).fit(frame[["a"]], frame["y"])
