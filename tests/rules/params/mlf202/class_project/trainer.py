import mlflow
from sklearn.linear_model import LinearRegression


class Trainer:
    def __init__(self):
        self.model = LinearRegression()

    def run(self, x, y):
        with mlflow.start_run():  # expect: MLF202
            self.model.fit(x, y)
            mlflow.log_metric("r2", self.model.score(x, y))
