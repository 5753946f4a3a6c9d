"""Runs that have a result, or need none."""
import keras
import mlflow
import torch
from lightning.pytorch import Trainer
from lightning.pytorch.loggers import MLFlowLogger
from mlflow import MlflowClient
from mlflow.entities import Metric
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.preprocessing import StandardScaler
from transformers import Trainer as HfTrainer
from transformers import TrainingArguments


class Log(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        mlflow.log_metrics(logs, step=epoch)


def by_a_callback(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    with mlflow.start_run():
        mlflow.log_param("epochs", 4)
        model.fit(features, target, epochs=4, callbacks=[Log()])


def by_keras_of_mlflow(features, target):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    with mlflow.start_run() as run:
        model.fit(features, target, callbacks=[mlflow.keras.MlflowCallback(run)])


def by_evaluate(features, target, frame):
    with mlflow.start_run():
        model = LogisticRegression().fit(features, target)
        info = mlflow.sklearn.log_model(model, name="model", input_example=features[:2])
        mlflow.models.evaluate(info.model_uri, frame, targets="y", model_type="classifier")


def by_batch(features, target, experiment):
    client = MlflowClient()
    run = client.create_run(experiment)
    model = LogisticRegression().fit(features, target)
    client.log_batch(run.info.run_id, metrics=[Metric("accuracy", model.score(features, target), 0, 0)])


def by_autolog(features, target):
    mlflow.sklearn.autolog()
    with mlflow.start_run():
        LogisticRegression(C=2.0).fit(features, target)


def by_the_framework(model, dataset):
    arguments = TrainingArguments("out", report_to=["mlflow"], eval_strategy="epoch")
    with mlflow.start_run():
        HfTrainer(model=model, args=arguments, train_dataset=dataset, eval_dataset=dataset).train()


def by_lightning(module, loader):
    Trainer(max_epochs=2, logger=MLFlowLogger(experiment_name="faces")).fit(module, loader)


def only_scales(features):
    with mlflow.start_run():
        mlflow.log_param("rows", len(features))
        StandardScaler().fit(features)


def later_by_run_id(features, target):
    with mlflow.start_run() as run:
        model = LogisticRegression().fit(features, target)
    mlflow.log_metric("accuracy", model.score(features, target), run_id=run.info.run_id)


def in_a_guard(features, target, validate):
    with mlflow.start_run():
        model = SGDClassifier(random_state=1).fit(features, target)
        if validate:
            mlflow.log_metric("accuracy", model.score(features, target))


def loss_in_the_loop(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for step, batch in enumerate(batches):
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()
            mlflow.log_metric("loss", loss, step=step)


def prepares_only(frame):
    with mlflow.start_run(run_name="prepare"):
        mlflow.log_param("columns", list(frame.columns))
        mlflow.log_artifact("clean.parquet")
