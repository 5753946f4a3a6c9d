import mlflow
import optuna
from transformers import Trainer


def best_of_the_study(objective):
    study = optuna.create_study(direction="minimize")
    study.optimize(objective, n_trials=10)
    with mlflow.start_run():
        mlflow.log_params(study.best_params)
        mlflow.log_param("best_value", study.best_value)  # expect: MLF206


def of_the_trainer(model, dataset):
    trainer = Trainer(model=model, eval_dataset=dataset)
    with mlflow.start_run():
        mlflow.log_params(trainer.evaluate())  # expect: MLF206
