"""A small training loop with a callback list; callbacks log."""
from __future__ import annotations

import mlflow
import numpy as np


class Callback:
    def on_start(self, loop):
        pass

    def on_epoch(self, loop, epoch, logs):
        pass

    def on_end(self, loop):
        pass


class MlflowCallback(Callback):
    def __init__(self, every=1, prefix="train"):
        self.every = every
        self.prefix = prefix

    def on_start(self, loop):
        mlflow.log_params({"lr": loop.lr, "epochs": loop.epochs, "batch_size": loop.batch_size})

    def on_epoch(self, loop, epoch, logs):
        if epoch % self.every == 0:
            mlflow.log_metrics({f"{self.prefix}_{name}": value for name, value in logs.items()}, step=epoch)

    def on_end(self, loop):
        mlflow.log_metric("final_loss", loop.losses[-1])


class EarlyStop(Callback):
    def __init__(self, patience=2):
        self.patience, self.best, self.waited = patience, np.inf, 0

    def on_epoch(self, loop, epoch, logs):
        if logs["loss"] < self.best - 1e-3:
            self.best, self.waited = logs["loss"], 0
        else:
            self.waited += 1
        if self.waited >= self.patience:
            loop.stopped = True
            mlflow.set_tag("stopped_at", epoch)


class Loop:
    def __init__(self, lr, epochs, batch_size=16, callbacks: list[Callback] | None = None):
        self.lr, self.epochs, self.batch_size = lr, epochs, batch_size
        self.callbacks = callbacks or []
        self.losses = []
        self.stopped = False

    def _emit(self, event, *args):
        for callback in self.callbacks:
            getattr(callback, f"on_{event}")(self, *args)

    def fit(self, x, y):
        w = np.zeros(x.shape[1])
        self._emit("start")
        for epoch in range(self.epochs):
            for start in range(0, len(x), self.batch_size):
                xb, yb = x[start : start + self.batch_size], y[start : start + self.batch_size]
                w -= self.lr * xb.T @ (xb @ w - yb) / len(xb)
            loss = float(((x @ w - y) ** 2).mean())
            self.losses.append(loss)
            self._emit("epoch", epoch, {"loss": loss, "weight_norm": float(np.linalg.norm(w))})
            if self.stopped:
                break
        self._emit("end")


rng = np.random.default_rng(1)
x = rng.normal(size=(64, 3))
y = x @ np.array([1.0, -2.0, 0.5])
mlflow.set_experiment("callbacks")
with mlflow.start_run(run_name="gd"):
    Loop(lr=0.1, epochs=30, callbacks=[MlflowCallback(every=2), EarlyStop(patience=3)]).fit(x, y)
