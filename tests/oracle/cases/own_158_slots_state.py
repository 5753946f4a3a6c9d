"""State objects with properties, setattr loops and vars(); logged at checkpoints."""
import mlflow
import numpy as np


class State:
    def __init__(self, **initial):
        for key, value in initial.items():
            setattr(self, key, value)
        self.history = []

    def public(self):
        return {k: v for k, v in vars(self).items() if not isinstance(v, list)}

    @property
    def improving(self):
        return len(self.history) < 2 or self.history[-1] < self.history[-2]

    def checkpoint(self, step, **values):
        self.history.append(values["loss"])
        for key, value in values.items():
            mlflow.log_metric(key, value, step=step)
        if not self.improving:
            self.lr *= 0.5
            mlflow.log_metric("lr_drop", self.lr, step=step)


def descend(state, target):
    w = np.zeros_like(target)
    for step in range(state.steps):
        gradient = 2 * (w - target)
        w = w - state.lr * gradient
        state.checkpoint(step, loss=float(((w - target) ** 2).sum()), norm=float(np.linalg.norm(w)))
    return w


mlflow.set_experiment("state")
state = State(lr=0.3, steps=6, optimizer="gd")
with mlflow.start_run(run_name=f"{state.optimizer}-{state.steps}"):
    mlflow.log_params(state.public())
    w = descend(state, np.array([1.0, -1.0]))
    mlflow.log_metric("final_lr", state.lr)
