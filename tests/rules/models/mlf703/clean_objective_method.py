"""A method handed to a search is a trial of it, also in a class that nobody makes: the winner is logged."""
import mlflow
import optuna
from sklearn.linear_model import Ridge


class Search:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def objective(self, trial):
        with mlflow.start_run(nested=True):
            alpha = trial.suggest_float("alpha", 0, 1)
            mlflow.log_param("alpha", alpha)
            score = Ridge(alpha=alpha).fit(self.x, self.y).score(self.x, self.y)
            mlflow.log_metric("r2", score)
        return score

    def run(self):
        with mlflow.start_run():
            study = optuna.create_study()
            study.optimize(self.objective, n_trials=5)
            model = Ridge(**study.best_params).fit(self.x, self.y)
            mlflow.sklearn.log_model(model, name="model", input_example=self.x)
