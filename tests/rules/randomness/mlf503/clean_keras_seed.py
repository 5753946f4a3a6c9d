import mlflow
import tensorflow as tf

tf.keras.utils.set_random_seed(1)
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
with mlflow.start_run():
    model.fit([[1.0]], [1.0], epochs=2)
