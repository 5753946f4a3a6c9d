"""Deterministic, unseeded (that is another rule), or no training by torch in a run."""
import keras
import mlflow
import torch
from sklearn.neural_network import MLPClassifier


def train(batches):
    model = torch.nn.Linear(4, 1)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    with mlflow.start_run():
        for batch in batches:
            loss = model(batch).mean()
            loss.backward()
            optimizer.step()


def asked_for(batches):
    torch.manual_seed(1)
    torch.use_deterministic_algorithms(True)
    train(batches)


def by_flag(batches):
    torch.manual_seed(1)
    torch.backends.cudnn.deterministic = True
    train(batches)


def not_seeded(batches):
    train(batches)


def keras_network(features, target):
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    with mlflow.start_run():
        model.fit(features, target)


def perceptron(features, target):
    torch.manual_seed(1)
    with mlflow.start_run():
        MLPClassifier(random_state=1).fit(features, target)


def only_predicts(batches):
    torch.manual_seed(1)
    model = torch.nn.Linear(4, 1)
    with mlflow.start_run(), torch.no_grad():
        for step, batch in enumerate(batches):
            mlflow.log_metric("mean", model(batch).mean().item(), step=step)
