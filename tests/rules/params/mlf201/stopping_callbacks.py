"""Callbacks that decide when a training ends or how fast it learns."""
import keras
import lightgbm as lgb
import mlflow
import numpy as np

x, y = np.load("x.npy"), np.load("y.npy")
stop = keras.callbacks.EarlyStopping(monitor="loss", patience=30, mode="min", verbose=1)  # expect: MLF201 "patience"
with mlflow.start_run():
    mlflow.log_params({"epochs": 5, "optimizer": "adam", "loss": "mse"})
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    model.fit(
        x,
        y,
        epochs=5,
        callbacks=[
            stop,
            keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.2),  # expect: MLF201 "factor"
            keras.callbacks.TensorBoard(log_dir="logs", histogram_freq=1),
        ],
    )
with mlflow.start_run():
    params = {"objective": "binary", "learning_rate": 0.1}
    mlflow.log_params(params)
    lgb.train(
        params,
        lgb.Dataset(x, y),
        valid_sets=[lgb.Dataset(x, y)],
        callbacks=[lgb.early_stopping(stopping_rounds=20), lgb.log_evaluation(10)],  # expect: MLF201 "stopping_rounds"
    )
