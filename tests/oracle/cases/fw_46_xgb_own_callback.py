import mlflow
import xgboost as xgb
from sklearn.datasets import load_diabetes
from sklearn.model_selection import train_test_split


class MlflowRounds(xgb.callback.TrainingCallback):
    def __init__(self, every=2):
        super().__init__()
        self.every = every

    def after_iteration(self, model, epoch, evals_log):
        if epoch % self.every == 0:
            for data, metrics in evals_log.items():
                for name, history in metrics.items():
                    mlflow.log_metric(f"{data}_{name}", history[-1], step=epoch)
        return False


X, y = load_diabetes(return_X_y=True)
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
settings = {"eta": 0.2, "max_depth": 3, "objective": "reg:squarederror"}

with mlflow.start_run():
    mlflow.log_params(settings)
    mlflow.log_param("rounds", 6)
    booster = xgb.train(
        settings,
        xgb.DMatrix(X_train, y_train),
        num_boost_round=6,
        evals=[(xgb.DMatrix(X_train, y_train), "train"), (xgb.DMatrix(X_test, y_test), "valid")],
        callbacks=[MlflowRounds()],
        verbose_eval=False,
    )
