import mlflow
import numpy as np
from tensorflow import keras

x, y = np.load("x.npy"), np.load("y.npy")
model = keras.models.load_model("base.keras")
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.001), loss="mse")  # expect: MLF201 "learning_rate"
with mlflow.start_run():
    mlflow.log_params({"epochs": 10, "loss": "mse"})
    model.fit(x, y, epochs=10, batch_size=32)  # expect: MLF201 "batch_size"
