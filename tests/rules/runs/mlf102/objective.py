import mlflow
import optuna


def objective(trial):
    with mlflow.start_run():  # expect: MLF102
        x = trial.suggest_float("x", 0, 1)
        mlflow.log_param("x", x)
        return x**2


with mlflow.start_run(run_name="study"):
    study = optuna.create_study()
    study.optimize(objective, n_trials=10)
