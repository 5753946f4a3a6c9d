import lightgbm as lgb
import mlflow
import optuna
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import train_test_split

from .space import baseline_params, suggest


class Tuner:
    def __init__(self, metric, n_trials=10, seed=0):
        self.metric = metric
        self.n_trials = n_trials
        X, y = load_breast_cancer(return_X_y=True)
        self.X_train, self.X_valid, self.y_train, self.y_valid = train_test_split(X, y, random_state=seed)
        self.study = optuna.create_study(direction="minimize", sampler=optuna.samplers.TPESampler(seed=seed), pruner=optuna.pruners.NopPruner())

    def _fit(self, params, rounds=15):
        valid = lgb.Dataset(self.X_valid, self.y_valid)
        history = {}
        booster = lgb.train({**params, "metric": self.metric}, lgb.Dataset(self.X_train, self.y_train), rounds, valid_sets=[valid], valid_names=["valid"], callbacks=[lgb.record_evaluation(history)])
        return booster, history["valid"][self.metric]

    def objective(self, trial):
        with mlflow.start_run(run_name=f"trial-{trial.number:02d}", nested=True):
            params = suggest(trial)
            mlflow.log_params(params)
            _, curve = self._fit(params)
            for step, value in enumerate(curve):
                mlflow.log_metric(f"valid_{self.metric}", value, step=step)
                trial.report(value, step)
                if trial.should_prune():
                    mlflow.set_tag("pruned", "yes")
                    raise optuna.TrialPruned()
            trial.set_user_attr("run_id", mlflow.active_run().info.run_id)
            return curve[-1]

    def run(self):
        self.study.optimize(self.objective, n_trials=self.n_trials, gc_after_trial=True)
        mlflow.log_metric("best_value", self.study.best_value)
        mlflow.set_tag("best_run", self.study.best_trial.user_attrs["run_id"])
        return self.study.best_trial.params

    def refit(self, best):
        booster, curve = self._fit(baseline_params() | best, rounds=25)
        scores = booster.predict(self.X_valid)
        mlflow.log_metrics({"auc": roc_auc_score(self.y_valid, scores), "accuracy": accuracy_score(self.y_valid, scores > 0.5)})
        mlflow.log_params({f"best_{k}": v for k, v in best.items()})
        mlflow.lightgbm.log_model(booster, name="tuned")
