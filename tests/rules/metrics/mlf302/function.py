import mlflow
from lightgbm import LGBMClassifier
from sklearn.datasets import load_iris


def train(leaves):
    x, y = load_iris(return_X_y=True)
    with mlflow.start_run():  # expect: MLF302
        mlflow.log_param("num_leaves", leaves)
        model = LGBMClassifier(num_leaves=leaves).fit(x, y)
        mlflow.lightgbm.log_model(model, name="model")


train(31)
