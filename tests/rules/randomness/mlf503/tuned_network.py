"""The best network of a tuner, fitted again, is a training."""
import keras
import keras_tuner as kt
import mlflow
import numpy as np

x, y = np.load("x.npy"), np.load("y.npy")


def build(hp):
    model = keras.Sequential([keras.layers.Dense(hp.Int("units", 8, 16)), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    return model


class Wide(kt.HyperModel):
    def build(self, hp):
        return build(hp)


tuner = kt.RandomSearch(build, objective="val_loss", max_trials=3, seed=1)
tuner.search(x, y, epochs=5)
with mlflow.start_run():
    tuner.get_best_models(num_models=1)[0].fit(x, y)  # expect: MLF503
