import mlflow
import xgboost as xgb
from sklearn.datasets import load_diabetes


class Trainer:
    def __init__(self, depth):
        self.params = {"max_depth": depth}

    def run(self):
        x, y = load_diabetes(return_X_y=True)
        with mlflow.start_run():  # expect: MLF302
            mlflow.log_params(self.params)
            self.booster = xgb.train(self.params, xgb.DMatrix(x, y), num_boost_round=10)


Trainer(3).run()
