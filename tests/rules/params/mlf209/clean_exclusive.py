"""With exclusive=True autolog writes nothing into the run of the code."""
import mlflow
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog(exclusive=True)


def train(features, target):
    with mlflow.start_run():
        mlflow.log_param("alpha", "half")
        Ridge(alpha=0.5).fit(features, target)


train([[1.0], [2.0]], [1, 2])
