"""Keys that carry the name of a hyperparameter and a value that is not the one used."""
import argparse
from dataclasses import asdict, dataclass, replace

import keras
import lightgbm as lgb
import mlflow
import torch
import xgboost as xgb
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from torch.utils.data import DataLoader
from transformers import Trainer, TrainingArguments

N_TREES = 300


def constant(features, target):
    with mlflow.start_run():
        mlflow.log_param("n_estimators", 100)  # expect: MLF204 "n_estimators"
        RandomForestClassifier(n_estimators=N_TREES, random_state=1).fit(features, target)


class Network:
    def __init__(self, lr=0.1, max_lr=0.5):
        self.lr = lr
        self.max_lr = max_lr

    def train(self, batches):
        model = torch.nn.Linear(4, 1)
        optimizer = torch.optim.SGD(model.parameters(), lr=self.max_lr)
        with mlflow.start_run():
            mlflow.log_param("lr", self.lr)  # expect: MLF204 "lr"
            for batch in batches:
                loss = model(batch).mean()
                loss.backward()
                optimizer.step()


def network(batches):
    Network().train(batches)


def keras_epochs(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    with mlflow.start_run():
        mlflow.log_params({"optimizer": "adam", "loss": "mse"})
        mlflow.log_param("epochs", 10)  # expect: MLF204 "epochs"
        model.fit(features, target, epochs=25)


def loader(dataset):
    batches = DataLoader(dataset, batch_size=64, shuffle=True)
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    with mlflow.start_run():
        mlflow.log_params({
            "batch_size": 32,  # expect: MLF204 "batch_size"
            "lr": 1e-3,
        })
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


@dataclass(frozen=True)
class Config:
    learning_rate: float = 0.1  # expect: MLF204 "learning_rate"
    n_estimators: int = 200


def replaced(features, target):
    config = Config()
    with mlflow.start_run():
        mlflow.log_params(asdict(config))
        config = replace(config, learning_rate=0.01)
        lgb.LGBMClassifier(learning_rate=config.learning_rate, n_estimators=config.n_estimators).fit(features, target)


def wrong_option(features, target):
    parser = argparse.ArgumentParser()
    parser.add_argument("--c", type=float, default=1.0)
    parser.add_argument("--gamma", type=float, default=0.1)
    args = parser.parse_args()
    with mlflow.start_run():
        mlflow.log_param("C", args.gamma)  # expect: MLF204 "C"
        mlflow.log_param("gamma", args.gamma)
        SVC(C=args.c, gamma=args.gamma).fit(features, target)


def fixed_in_a_loop(features, target):
    for depth in (2, 4, 8):
        with mlflow.start_run(run_name=f"depth-{depth}"):
            mlflow.log_param("max_depth", 3)  # expect: MLF204 "max_depth"
            DecisionTreeClassifier(max_depth=depth, random_state=1).fit(features, target)


def split_share(features, target):
    with mlflow.start_run():
        mlflow.log_param("test_size", 0.2)  # expect: MLF204 "test_size"
        train, test, y_train, y_test = train_test_split(features, target, test_size=0.3, random_state=1)
        model = LogisticRegression().fit(train, y_train)
        mlflow.log_metric("accuracy", model.score(test, y_test))


def booster(dtrain):
    with mlflow.start_run():
        mlflow.log_params({"eta": 0.3, "max_depth": 6})  # expect: MLF204 "eta"
        xgb.train({"eta": 0.1, "max_depth": 6}, dtrain)


def transformer(model, dataset):
    arguments = TrainingArguments("out", learning_rate=5e-5, num_train_epochs=3, report_to="none")
    with mlflow.start_run():
        mlflow.log_param("learning_rate", 2e-5)  # expect: MLF204 "learning_rate"
        mlflow.log_param("num_train_epochs", 3)
        Trainer(model=model, args=arguments, train_dataset=dataset).train()
