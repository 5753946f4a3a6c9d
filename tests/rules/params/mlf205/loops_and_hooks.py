"""One run, one key, several values."""
import keras
import lightning as L
import mlflow
import optuna
from mlflow import MlflowClient
from mlflow.entities import Param
from sklearn.linear_model import Lasso
from sklearn.model_selection import KFold, ParameterGrid


class Epochs(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        mlflow.log_param("epoch", epoch)  # expect: MLF205 "epoch"


def keras_training(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    with mlflow.start_run():
        model.fit(features, target, epochs=5, callbacks=[Epochs()])


def objective(trial):
    alpha = trial.suggest_float("alpha", 0.01, 1.0)
    mlflow.log_params({"alpha": alpha})  # expect: MLF205 "alpha"
    return Lasso(alpha=alpha).fit([[1.0], [2.0]], [1, 2]).score([[1.0], [2.0]], [1, 2])


def one_run_for_all_trials():
    with mlflow.start_run():
        optuna.create_study(direction="maximize").optimize(objective, n_trials=20)


class Stage:
    def __init__(self, name):
        self.name = name

    def start(self):
        mlflow.log_param("stage", self.name)  # expect: MLF205 "stage"


def stages():
    with mlflow.start_run():
        for stage in (Stage("clean"), Stage("train"), Stage("test")):
            stage.start()


def configuration_then_key():
    config = {"model": "lasso", "alpha": 0.1}
    with mlflow.start_run():
        mlflow.log_params(config)
        mlflow.log_param("model", "ridge")  # expect: MLF205 "model"


def folds(features, target):
    with mlflow.start_run():
        for number, (train, test) in enumerate(KFold(5).split(features)):
            mlflow.log_param("fold", number)  # expect: MLF205 "fold"
            model = Lasso(alpha=0.1).fit(features[train], target[train])
            mlflow.log_metric("r2", model.score(features[test], target[test]), step=number)


def grid(features, target):
    mlflow.start_run(run_name="grid")
    for params in ParameterGrid({"alpha": [0.1, 1.0], "max_iter": [100, 1000]}):
        mlflow.log_params(params)  # expect: MLF205 "alpha", MLF205 "max_iter"
        Lasso(**params).fit(features, target)
    mlflow.end_run()


class Net(L.LightningModule):
    def on_train_epoch_end(self):
        mlflow.log_param("current_epoch", self.current_epoch)  # expect: MLF205 "current_epoch"


def lightning_training(loader):
    with mlflow.start_run():
        L.Trainer(max_epochs=3).fit(Net(), loader)


def batches_of_the_client(experiment):
    client = MlflowClient()
    run = client.create_run(experiment)
    client.log_batch(run.info.run_id, params=[Param("rows", "10"), Param("source", "a.csv")])
    client.log_batch(run.info.run_id, params=[Param("rows", "20")])  # expect: MLF205 "rows"


def resumed_by_hand(name):
    run = mlflow.start_run(run_name=name)
    mlflow.log_param("phase", "fit")
    mlflow.end_run()
    with mlflow.start_run(run_id=run.info.run_id):
        mlflow.log_params({"phase": "calibrate"})  # expect: MLF205 "phase"
