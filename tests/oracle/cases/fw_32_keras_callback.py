import os
os.environ["KERAS_BACKEND"] = "torch"
import keras
import mlflow
import numpy as np


class Log(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        for key, value in (logs or {}).items():
            mlflow.log_metric(key, float(value), step=epoch)


def main():
    keras.utils.set_random_seed(1)
    x = np.random.rand(64, 3)
    y = x.sum(1)
    mlflow.set_experiment("keras-torch")
    params = dict(units=4, lr=0.01, epochs=2, batch_size=16)
    with mlflow.start_run():
        mlflow.log_params(params)
        model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(params["units"], activation="relu"), keras.layers.Dense(1)])
        model.compile(optimizer=keras.optimizers.Adam(params["lr"]), loss="mse", metrics=["mae"])
        model.fit(x, y, epochs=params["epochs"], batch_size=params["batch_size"], validation_split=0.25, callbacks=[Log()], verbose=0)
        loss, mae = model.evaluate(x, y, verbose=0)
        mlflow.log_metrics({"final_loss": loss, "final_mae": mae})


main()
