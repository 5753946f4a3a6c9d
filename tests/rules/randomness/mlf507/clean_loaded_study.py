import mlflow
import optuna

study = optuna.load_study(study_name="a", storage="sqlite:///study.db", sampler=optuna.samplers.TPESampler(seed=2))
mlflow.set_experiment("a")
