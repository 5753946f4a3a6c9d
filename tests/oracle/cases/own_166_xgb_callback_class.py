"""A callback class of one's own for every boosting round."""
import mlflow
import xgboost as xgb
from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split


class LogRounds(xgb.callback.TrainingCallback):
    def __init__(self, every=2):
        super().__init__()
        self.every = every

    def before_training(self, model):
        mlflow.set_tag("booster", "gbtree")
        return model

    def after_iteration(self, model, epoch, evals_log):
        if epoch % self.every == 0:
            for data, scores in evals_log.items():
                for name, history in scores.items():
                    mlflow.log_metric(f"{data}_{name}", history[-1], step=epoch)
        return False

    def after_training(self, model):
        mlflow.log_param("rounds_done", model.num_boosted_rounds())
        return model


PARAMS = {"objective": "reg:squarederror", "max_depth": 3, "eta": 0.2, "seed": 0, "eval_metric": ["rmse", "mae"]}


def main():
    X, y = load_diabetes(return_X_y=True)
    X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
    train, test = xgb.DMatrix(X_train, y_train), xgb.DMatrix(X_test, y_test)
    mlflow.set_experiment("boosted")
    with mlflow.start_run():
        mlflow.log_params({key: value for key, value in PARAMS.items() if key != "eval_metric"})
        booster = xgb.train(
            PARAMS,
            train,
            num_boost_round=6,
            evals=[(train, "train"), (test, "test")],
            callbacks=[LogRounds(every=3)],
            verbose_eval=False,
        )
        mlflow.log_metric("best_test_rmse", min(float(v) for v in [booster.eval(test).split(":")[1].split()[0]]))


main()
