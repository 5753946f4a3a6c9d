import mlflow
import numpy as np
from tensorflow import keras

x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
with mlflow.start_run():  # expect: MLF703
    history = model.fit(x, y, epochs=3)
    mlflow.log_metric("loss", history.history["loss"][-1])
