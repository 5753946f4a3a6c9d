# oracle-env: TRAIN_EPOCHS=3 RUN_LABEL=canary
"""Configured by the environment; the experiment comes from a variable set in here."""
import os

os.environ["MLFLOW_EXPERIMENT_NAME"] = "env-configured"
os.environ.setdefault("TRAIN_LR", "0.05")

import mlflow  # noqa: E402

EPOCHS = int(os.getenv("TRAIN_EPOCHS", 10))
LR = float(os.environ["TRAIN_LR"])
LABEL = os.environ.get("RUN_LABEL")


def main():
    with mlflow.start_run(run_name=LABEL or "unnamed"):
        mlflow.log_param("lr", LR)
        mlflow.log_param("epochs", EPOCHS)
        mlflow.log_param("device", os.getenv("CUDA_DEVICE", "cpu"))
        loss = 1.0
        for epoch in range(EPOCHS):
            loss *= 1 - LR
            mlflow.log_metric("loss", loss, step=epoch)
        if os.environ.get("LOG_DEBUG") == "1":
            mlflow.log_param("debug", True)
        if LABEL is not None:
            mlflow.set_tag("label", LABEL)


if __name__ == "__main__":
    main()
