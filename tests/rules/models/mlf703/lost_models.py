"""Trainings whose model ends with the process."""
import catboost
import keras
import lightgbm as lgb
import mlflow
import statsmodels.formula.api as smf
import torch
import xgboost as xgb
from prophet import Prophet
from sklearn.cluster import KMeans
from sklearn.ensemble import StackingRegressor
from sklearn.linear_model import Lasso, Ridge
from transformers import Trainer, TrainingArguments


def booster(dtrain):
    with mlflow.start_run():  # expect: MLF703
        model = xgb.train({"eta": 0.1}, dtrain)
        mlflow.log_param("eta", 0.1)
        mlflow.log_metric("trees", model.num_boosted_rounds())


def stacked(features, target):
    with mlflow.start_run(run_name="stack"):  # expect: MLF703
        model = StackingRegressor([("lasso", Lasso(alpha=0.1))], final_estimator=Ridge())
        mlflow.log_metric("r2", model.fit(features, target).score(features, target))


def network(features, target):
    with mlflow.start_run():  # expect: MLF703
        model = keras.Sequential([keras.layers.Dense(1)])
        model.compile(optimizer="adam", loss="mse")
        history = model.fit(features, target, epochs=3)
        mlflow.log_metric("loss", history.history["loss"][-1])


class Loop:
    def __init__(self):
        self.model = torch.nn.Linear(4, 1)
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def run(self, batches):
        mlflow.start_run()  # expect: MLF703
        for step, batch in enumerate(batches):
            loss = self.model(batch).mean()
            loss.backward()
            self.optimizer.step()
            mlflow.log_metric("loss", loss.item(), step=step)
        mlflow.end_run()


def loop(batches):
    Loop().run(batches)


def clusters(points):
    with mlflow.start_run():  # expect: MLF703
        model = KMeans(n_clusters=3, random_state=1).fit(points)
        mlflow.log_metric("inertia", model.inertia_)


def formula(frame):
    with mlflow.start_run():  # expect: MLF703
        result = smf.ols("price ~ rooms", frame).fit()
        mlflow.log_metric("r2", result.rsquared)
        mlflow.log_text(result.summary().as_text(), "summary.txt")


def forecast(frame):
    with mlflow.start_run():  # expect: MLF703
        model = Prophet(weekly_seasonality=True).fit(frame)
        mlflow.log_metric("rows", len(model.predict(frame)))


def cat(features, target):
    with mlflow.start_run():  # expect: MLF703
        model = catboost.CatBoostRegressor(depth=4, verbose=False).fit(features, target)
        mlflow.log_metric("r2", model.score(features, target))
        mlflow.log_artifact("importance.png")


def light(train, valid):
    mlflow.lightgbm.autolog(log_models=False)
    with mlflow.start_run():  # expect: MLF703
        lgb.train({"num_leaves": 7}, train, valid_sets=[valid])


def bert(model, dataset):
    arguments = TrainingArguments("out", num_train_epochs=1, report_to="none")
    with mlflow.start_run():  # expect: MLF703
        trainer = Trainer(model=model, args=arguments, train_dataset=dataset)
        trainer.train()
        mlflow.log_metrics(trainer.evaluate())
