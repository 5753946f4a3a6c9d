"""Handlers around trainings of several libraries that let the run look finished."""
import contextlib
import logging
import sys
import traceback
import warnings

import lightgbm as lgb
import mlflow
import optuna
import torch
import xgboost as xgb
from lightning.pytorch import Trainer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from transformers import Trainer as HfTrainer

logger = logging.getLogger(__name__)


def boosted(params, dtrain):
    with mlflow.start_run():
        mlflow.log_params(params)
        try:
            booster = xgb.train(params, dtrain)
        except xgb.core.XGBoostError as error:  # expect: MLF107
            logger.error("xgboost: %s", error)
            booster = None
        return booster


def traced(params, train_set):
    with mlflow.start_run():
        try:
            lgb.train(params, train_set)
        except Exception:  # expect: MLF107
            traceback.print_exc()


def warned(features, target):
    with mlflow.start_run():
        pipe = make_pipeline(StandardScaler(), LogisticRegression(C=2.0))
        try:
            pipe.fit(features, target)
        except (ValueError, TypeError) as error:  # expect: MLF107
            warnings.warn(str(error))


def out_of_memory(batches):
    model = torch.nn.Linear(8, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for epoch in range(3):
            for batch in batches:
                try:
                    loss = model(batch).mean()
                    loss.backward()
                    optimizer.step()
                except RuntimeError:  # expect: MLF107
                    torch.cuda.empty_cache()
                    continue


def lightning(module, loader):
    with mlflow.start_run(run_name="lightning"):
        trainer = Trainer(max_epochs=3)
        try:
            trainer.fit(module, loader)
        except Exception as error:  # expect: MLF107
            sys.stderr.write(f"{error}\n")


def transformer(model, arguments, dataset):
    with mlflow.start_run(run_name="bert"):
        trainer = HfTrainer(model=model, args=arguments, train_dataset=dataset)
        try:
            trainer.train()
        except Exception:  # expect: MLF107
            logger.exception("training stopped")
        else:
            mlflow.log_metric("done", 1)


def grid(features, target):
    mlflow.start_run()
    search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1.0]})
    try:
        search.fit(features, target)
        mlflow.log_params(search.best_params_)
    except Exception as error:  # expect: MLF107
        print(f"no grid search: {error}")
    finally:
        mlflow.end_run()


def objective(trial):
    with mlflow.start_run(nested=True):
        rate = trial.suggest_float("C", 0.01, 10)
        try:
            score = LogisticRegression(C=rate).fit(X, Y).score(X, Y)
        except Exception:  # expect: MLF107
            return 0.0
        mlflow.log_metric("accuracy", score)
        return score


X, Y = [[1.0], [2.0]], [0, 1]


def study():
    with mlflow.start_run():
        optuna.create_study(direction="maximize").optimize(objective, n_trials=20)


def train_one(name, model, features, target):
    try:
        return name, model.fit(features, target)
    except Exception as error:  # expect: MLF107
        logger.warning("%s failed: %r", name, error)
        return name, None


def all_models(features, target):
    with mlflow.start_run():
        fitted = dict(train_one(n, m, features, target) for n, m in [("lr", LogisticRegression())])
        mlflow.log_metric("models", len(fitted))


def suppressed(features, target):
    with mlflow.start_run():
        with contextlib.suppress(Exception):  # expect: MLF107
            LogisticRegression(C=0.1).fit(features, target)
