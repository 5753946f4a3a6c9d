# oracle-args: --hidden=6 --noshuffle --tags=a,b
from absl import app, flags, logging
import mlflow
import numpy as np

FLAGS = flags.FLAGS
flags.DEFINE_integer("hidden", 4, "hidden units")
flags.DEFINE_float("lr", 0.05, "learning rate")
flags.DEFINE_bool("shuffle", True, "shuffle between epochs")
flags.DEFINE_enum("act", "tanh", ["tanh", "relu"], "activation")
flags.DEFINE_list("tags", [], "free tags")
flags.DEFINE_string("experiment_name", "absl-net", "experiment")


def train_epoch(rng, w, X, y):
    order = rng.permutation(len(X)) if FLAGS.shuffle else np.arange(len(X))
    h = np.tanh(X[order] @ w)
    err = h.mean(axis=1) - y[order]
    w -= FLAGS.lr * (X[order].T @ ((1 - h**2) * err[:, None])) / len(X)
    return float((err**2).mean())


def main(argv):
    del argv
    rng = np.random.default_rng(1)
    X, y = rng.normal(size=(64, 3)), rng.uniform(-0.5, 0.5, 64)
    w = rng.normal(size=(3, FLAGS.hidden))
    mlflow.set_experiment(FLAGS.experiment_name)
    with mlflow.start_run(run_name="net"):
        for name in ("hidden", "lr", "shuffle", "act"):
            mlflow.log_param(name, FLAGS[name].value)
        for tag in FLAGS.tags:
            mlflow.set_tag(f"flag.{tag}", 1)
        for epoch in range(4):
            mlflow.log_metric("mse", train_epoch(rng, w, X, y), step=epoch)
        logging.info("done")
    return 0


if __name__ == "__main__":
    app.run(main)
