import mlflow
import numpy as np
import tensorflow as tf
import torch
from sklearn.linear_model import Ridge

# what array functions are told prepares the data
parts = [np.load("a.npy"), np.load("b.npy")]
x = np.concatenate(parts, axis=0)
y = torch.cat([torch.load("y.pt")], dim=0)

mlflow.set_experiment("arrays")
with mlflow.start_run():
    mlflow.log_param("alpha", 1.0)
    model = Ridge(alpha=1.0).fit(x, y)
    mlflow.log_metric("r2", model.score(x, y))

with mlflow.start_run():
    layer = tf.keras.layers.Normalization(mean=np.mean(x, axis=0), variance=np.var(x, axis=0, ddof=1))
    model = tf.keras.Sequential([layer, tf.keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    mlflow.log_params({"optimizer": "adam", "loss": "mse", "epochs": 3})
    model.fit(x, y, epochs=3)
