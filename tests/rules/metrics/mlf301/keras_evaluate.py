import mlflow
import numpy as np
from tensorflow import keras

x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
with mlflow.start_run():
    mlflow.log_param("epochs", 5)
    model.fit(x, y, epochs=5)
    loss = model.evaluate(x, y)  # expect: MLF301
    print("loss", loss)
