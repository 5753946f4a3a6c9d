import mlflow
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score


def train(x, y):
    with mlflow.start_run():
        model = Ridge().fit(x, y)
        mlflow.log_metric("train", model.score(x, y))
        return r2_score(y, model.predict(x))
