# oracle-args: --learning_rate=0.2 --noreport --layers=8 --layers=4
from absl import app, flags, logging
import mlflow
import numpy as np

FLAGS = flags.FLAGS
flags.DEFINE_float("learning_rate", 0.1, "step size", lower_bound=0.0)
flags.DEFINE_integer("steps", 30, "gradient steps")
flags.DEFINE_enum("init", "zeros", ["zeros", "normal"], "initial weights")
flags.DEFINE_bool("report", True, "log the weights")
flags.DEFINE_multi_integer("layers", [16], "ignored by this model, kept for the record")
_EXPERIMENT = flags.DEFINE_string("experiment", "absl-linear", "name of the experiment")


def data(seed=0):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(100, 3))
    return X, X @ np.array([1.0, -2.0, 0.5]) + rng.normal(scale=0.1, size=100)


def main(argv):
    del argv
    mlflow.set_experiment(_EXPERIMENT.value)
    X, y = data()
    w = np.zeros(3) if FLAGS.init == "zeros" else np.random.default_rng(1).normal(size=3)
    with mlflow.start_run(run_name="gd"):
        mlflow.log_params({name: FLAGS[name].value for name in ("learning_rate", "steps", "init", "layers")})
        mlflow.set_tag("report", FLAGS.report)
        for step in range(FLAGS.steps):
            gradient = 2 * X.T @ (X @ w - y) / len(y)
            w -= FLAGS.learning_rate * gradient
            if step % 10 == 0:
                mlflow.log_metric("loss", float(np.mean((X @ w - y) ** 2)), step=step)
                logging.info("step %d", step)
        if FLAGS.report:
            for i, weight in enumerate(w):
                mlflow.log_metric(f"weight_{i}", weight)
        mlflow.log_metric("final_loss", float(np.mean((X @ w - y) ** 2)))


if __name__ == "__main__":
    app.run(main)
