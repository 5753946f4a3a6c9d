"""Trainings with nothing but defaults, in runs that record no parameter."""
import logging

import lightgbm as lgb
import mlflow
import pandas as pd
import statsmodels.api as sm
from catboost import CatBoostClassifier
from prophet import Prophet
from pyspark.ml.regression import LinearRegression as SparkLinearRegression
from sklearn.ensemble import IsolationForest
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from xgboost import XGBClassifier

log = logging.getLogger(__name__)


class Churn:
    def __init__(self, features, target):
        self.features, self.target = features, target
        self.model = Pipeline([("scale", StandardScaler()), ("lr", LogisticRegression())])

    def fit(self):
        with mlflow.start_run(run_name="churn"):  # expect: MLF202
            self.model.fit(self.features, self.target)
            mlflow.log_metric("accuracy", self.model.score(self.features, self.target))
            mlflow.sklearn.log_model(self.model, name="churn", input_example=self.features[:3])


def ordinary_least_squares(frame):
    with mlflow.start_run():  # expect: MLF202
        result = sm.OLS(frame["price"], sm.add_constant(frame[["rooms"]])).fit()
        mlflow.log_metric("r2", result.rsquared)
        log.info(result.summary())


def forecast(path):
    history = pd.read_csv(path)
    with mlflow.start_run(run_name="prophet"):  # expect: MLF202
        model = Prophet()
        model.fit(history)
        mlflow.prophet.log_model(model, name="prophet")


def quiet_catboost(features, target):
    mlflow.start_run(run_name="catboost")  # expect: MLF202
    model = CatBoostClassifier(verbose=0)
    model.fit(features, target)
    mlflow.log_metrics({"accuracy": model.score(features, target)})
    mlflow.end_run()


def parallel_xgboost(features, target):
    with mlflow.start_run(tags={"owner": "risk"}) as run:  # expect: MLF202
        model = XGBClassifier(n_jobs=-1).fit(features, target)
        mlflow.log_metric("accuracy", model.score(features, target))
    return run.info.run_id


def neighbours(features, target):
    with mlflow.start_run():  # expect: MLF202
        pipe = make_pipeline(MinMaxScaler(), KNeighborsClassifier(n_jobs=2))
        pipe.fit(features, target)
        mlflow.set_tags({"model": "knn", "stage": "baseline"})
        mlflow.log_metric("accuracy", pipe.score(features, target))


def anomalies(features):
    with mlflow.start_run(run_name="isolation"):  # expect: MLF202
        detector = IsolationForest(random_state=7, n_jobs=-1).fit(features)
        mlflow.log_metric("share", float((detector.predict(features) == -1).mean()))


def spark_regression(train, test):
    with mlflow.start_run(run_name="spark"):  # expect: MLF202
        model = SparkLinearRegression(featuresCol="features", labelCol="label").fit(train)
        mlflow.log_metric("rmse", model.evaluate(test).rootMeanSquaredError)
        mlflow.spark.log_model(model, "model")


def cross_validated(features, target):
    with mlflow.start_run(run_name="cv"):  # expect: MLF202
        scores = cross_val_score(LinearRegression(), features, target, cv=5)
        mlflow.log_metric("r2", scores.mean())


def boosted(features, target, valid):
    model = lgb.LGBMRegressor()
    model.fit(features, target, eval_set=[valid])
    with mlflow.start_run(run_name="lgbm"):  # expect: MLF202
        mlflow.log_artifact("importance.png")
        mlflow.lightgbm.log_model(model.booster_, name="model", input_example=features[:3])
