import mlflow
import numpy as np


def fit(cfg):
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, cfg.data.rows)
    y = 2 * x + cfg.data.noise * rng.normal(size=cfg.data.rows)
    mlflow.set_experiment("omegaconf")
    with mlflow.start_run(run_name=cfg.name):
        for section in ("train", "data"):
            for key, value in cfg[section].items():
                mlflow.log_param(f"{section}.{key}", value)
        w = 0.0
        for epoch in range(cfg.train.epochs):
            w -= cfg.train.lr * float(np.mean((w * x - y) * x))
            mlflow.log_metric("w", w, step=epoch)
        mlflow.log_metric("mse", float(np.mean((w * x - y) ** 2)))
