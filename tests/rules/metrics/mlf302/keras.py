import mlflow
import numpy as np
from tensorflow import keras

x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
with mlflow.start_run():  # expect: MLF302
    mlflow.log_params({"epochs": 3, "batch_size": 8, "optimizer": "adam", "loss": "mse"})
    model.fit(x, y, epochs=3, batch_size=8)
    mlflow.tensorflow.log_model(model, name="model")
