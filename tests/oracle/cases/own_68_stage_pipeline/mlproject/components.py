import json
import pickle

import mlflow
import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score


class DataMaker:
    def __init__(self, config):
        self.config = config

    def make(self):
        bunch = load_diabetes(as_frame=True)
        bunch.frame.rename(columns={"target": self.config.target}).to_csv(self.config.path, index=False)


class ModelTrainer:
    def __init__(self, config, data):
        self.config, self.data = config, data

    def train(self):
        frame = pd.read_csv(self.data.path)
        model = ElasticNet(alpha=self.config.alpha, l1_ratio=self.config.l1_ratio, random_state=42)
        model.fit(frame.drop(columns=self.data.target), frame[self.data.target])
        self.config.model_path.write_bytes(pickle.dumps(model))


class ModelEvaluation:
    def __init__(self, config, data):
        self.config, self.data = config, data

    def eval_metrics(self, actual, pred):
        return np.sqrt(mean_squared_error(actual, pred)), mean_absolute_error(actual, pred), r2_score(actual, pred)

    def log_into_mlflow(self):
        frame = pd.read_csv(self.data.path)
        model = pickle.loads(self.config.model_path.read_bytes())
        mlflow.set_experiment(self.config.experiment)
        with mlflow.start_run():
            (rmse, mae, r2) = self.eval_metrics(frame[self.data.target], model.predict(frame.drop(columns=self.data.target)))
            scores = {"rmse": rmse, "mae": mae, "r2": r2}
            self.config.metric_file.write_text(json.dumps(scores))
            mlflow.log_params(self.config.all_params)
            mlflow.log_metric("rmse", rmse)
            mlflow.log_metric("mae", mae)
            mlflow.log_metric("r2", r2)
            mlflow.sklearn.log_model(model, "model", registered_model_name="ElasticNetCourse")
