"""Environment, versions and git information as tags, gathered by a helper."""
import getpass
import platform
import subprocess
import sys

import mlflow
import sklearn
from sklearn.datasets import load_digits
from sklearn.manifold import SpectralEmbedding


def git(*args, default="unknown"):
    try:
        return subprocess.check_output(["git", *args], text=True, stderr=subprocess.DEVNULL).strip() or default
    except (OSError, subprocess.CalledProcessError):
        return default


def context_tags(**extra):
    tags = {
        "git.commit": git("rev-parse", "HEAD"),
        "git.dirty": str(bool(git("status", "--porcelain", default=""))),
        "python.version": platform.python_version(),
        "sklearn.version": sklearn.__version__,
        "os": sys.platform,
    }
    tags.update({f"extra.{k}": v for k, v in extra.items()})
    return tags


if __name__ == "__main__":
    mlflow.set_experiment("context-tags")
    with mlflow.start_run(run_name="embedding", tags=context_tags(ticket="ML-12")) as run:
        X, _ = load_digits(n_class=3, return_X_y=True)
        embedding = SpectralEmbedding(n_components=2, random_state=0).fit_transform(X[:80])
        mlflow.log_param("n_components", 2)
        for i, column in enumerate(embedding.T):
            mlflow.log_metric(f"std_{i}", column.std())
        mlflow.set_tag("user", getpass.getuser() and "someone")
