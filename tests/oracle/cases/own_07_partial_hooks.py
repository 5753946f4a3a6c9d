from functools import partial

import mlflow
import numpy as np


def log_scalar(key, value, *, prefix="", step=None):
    mlflow.log_metric(prefix + key, value, step=step)


def on_batch(loss, epoch, batch, log=None):
    if batch == 0:
        log("first_batch_loss", loss, step=epoch)


def on_epoch(history, epoch, log=None):
    log("loss", history[-1], step=epoch)


train_log = partial(log_scalar, prefix="train/")
HOOKS = {"batch": [partial(on_batch, log=train_log)], "epoch": [partial(on_epoch, log=train_log)]}


def fire(event, *args):
    for hook in HOOKS[event]:
        hook(*args)


def loop(epochs=3, batches=4, lr=0.5):
    w, history = 4.0, []
    for epoch in range(epochs):
        for batch in range(batches):
            loss = w * w
            w -= lr * w * 0.5
            fire("batch", loss, epoch, batch)
        history.append(w * w)
        fire("epoch", history, epoch)
    return w


mlflow.set_experiment("hooks")
with mlflow.start_run(run_name="hooked"):
    start = partial(mlflow.log_param, "optimizer")
    start("sgd")
    w = loop()
    log_scalar("abs_w", abs(w), prefix="final/")
    print(np.round(w, 4))
