import mlflow
import numpy as np
import optuna
from hyperopt import fmin, hp, tpe
from pytorch_lightning import seed_everything

# these draw their own entropy: no global seed governs them
seed_everything(7)
np.random.seed(7)


def objective(trial):
    with mlflow.start_run(nested=True):
        rate = trial.suggest_float("rate", 0.1, 1.0)
        mlflow.log_param("rate", rate)
        return rate


with mlflow.start_run():
    mlflow.log_param("seed", 7)
    study = optuna.create_study()  # expect: MLF507
    study.optimize(objective, n_trials=3)
    fmin(lambda x: x**2, space=hp.uniform("x", -1, 1), algo=tpe.suggest, max_evals=3)  # expect: MLF507
