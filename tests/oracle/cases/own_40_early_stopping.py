import mlflow
import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import SGDRegressor
from sklearn.preprocessing import StandardScaler


class EarlyStopping:
    def __init__(self, patience=3, min_delta=1e-2):
        self.patience, self.min_delta = patience, min_delta
        self.best, self.wait = np.inf, 0

    def __call__(self, value):
        if value < self.best - self.min_delta:
            self.best, self.wait = value, 0
        else:
            self.wait += 1
        return self.wait >= self.patience


def main(max_epochs=40):
    X, y = load_diabetes(return_X_y=True)
    X = StandardScaler().fit_transform(X)
    stop = EarlyStopping(patience=2)
    mlflow.set_experiment("early-stopping")
    with mlflow.start_run():
        mlflow.log_params(dict(patience=stop.patience, min_delta=stop.min_delta, max_epochs=max_epochs))
        model = SGDRegressor(random_state=0, eta0=0.001)
        epoch = 0
        while True:
            model.partial_fit(X[:300], y[:300])
            val = float(np.mean((model.predict(X[300:]) - y[300:]) ** 2))
            mlflow.log_metrics({"val_mse": val, "patience_left": stop.patience - stop.wait}, step=epoch)
            epoch += 1
            if stop(val) or epoch >= max_epochs:
                break
        mlflow.log_metric("stopped_epoch", epoch)
        mlflow.log_metric("best_val_mse", stop.best)


main()
