import mlflow
import optuna

def objective(trial):
    lr = trial.suggest_float('lr', 1e-5, 1e-1, log=True)
    with mlflow.start_run(nested=True):
        mlflow.log_params(trial.params)
        value = (lr - 0.01) ** 2
        mlflow.log_metric('value', value)
    return value

study = optuna.create_study()
with mlflow.start_run():
    study.optimize(objective, n_trials=20)
    mlflow.log_metric('best', study.best_value)
