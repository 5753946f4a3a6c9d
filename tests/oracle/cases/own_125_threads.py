"""Threads that open their own runs with a parent run id."""
import threading

import mlflow
from sklearn.datasets import load_iris
from sklearn.linear_model import PassiveAggressiveClassifier, Perceptron

X, y = load_iris(return_X_y=True)
lock = threading.Lock()
scores = {}


def train(name, model, parent_id):
    with mlflow.start_run(run_name=name, parent_run_id=parent_id):
        mlflow.log_param("model", name)
        score = model.fit(X, y).score(X, y)
        mlflow.log_metric("accuracy", score)
    with lock:
        scores[name] = score


def main():
    mlflow.set_experiment("threads")
    with mlflow.start_run(run_name="main") as parent:
        threads = [
            threading.Thread(target=train, args=(name, model, parent.info.run_id))
            for name, model in [("perceptron", Perceptron(random_state=0)), ("pa", PassiveAggressiveClassifier(random_state=0))]
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        mlflow.log_metric("best", max(scores.values()))
        mlflow.set_tag("winner", max(scores, key=scores.get))


main()
