"""Augmentations count where the data they change is trained on; sizes, normalisation and what only validates do not."""
import keras
import mlflow
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset, random_split
from torchvision import datasets, transforms

change = transforms.Compose(
    [
        transforms.RandomCrop(32, padding=4),  # expect: MLF201 "padding"
        transforms.RandomRotation(10),  # expect: MLF201 "degrees"
        transforms.Resize((64, 64)),
        transforms.ToTensor(),
        transforms.Normalize(mean=[0.5], std=[0.5]),
    ]
)
train, val = random_split(datasets.CIFAR10("d", download=True, transform=change), [0.9, 0.1])


class Pictures(Dataset):
    def __init__(self, folder):
        self.inner = datasets.ImageFolder(folder)
        self.change = transforms.ColorJitter(brightness=0.2)  # expect: MLF201 "brightness"

    def __getitem__(self, i):
        x, y = self.inner[i]
        return self.change(x), y

    def __len__(self):
        return len(self.inner)


def train_on(loader):
    net = torch.nn.Linear(3072, 10)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    for x, y in loader:
        optimizer.zero_grad()
        loss = torch.nn.functional.cross_entropy(net(x.flatten(1)), y)
        loss.backward()
        optimizer.step()
    mlflow.log_metric("loss", loss.item())


with mlflow.start_run():
    mlflow.log_params({"lr": 0.1, "batch_size": 32})
    train_on(DataLoader(train, batch_size=32, shuffle=True))
with mlflow.start_run():
    mlflow.log_params({"lr": 0.1, "batch_size": 32})
    train_on(DataLoader(Pictures("pictures"), batch_size=32, shuffle=True))

x, y = np.load("x.npy"), np.load("y.npy")
turn = keras.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomRotation(0.1)])  # expect: MLF201 "mode", MLF201 "factor"
with mlflow.start_run():
    mlflow.log_params({"optimizer": "adam", "loss": "mse"})
    inputs = keras.Input((64, 64, 3))
    model = keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Flatten()(turn(inputs))))
    model.compile(optimizer="adam", loss="mse")
    model.fit(x, y)

generator = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, zoom_range=0.3)  # expect: MLF201 "zoom_range"
plain = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255, shear_range=0.7)
with mlflow.start_run():
    mlflow.log_params({"optimizer": "adam", "loss": "mse"})
    model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mse")
    model.fit(generator.flow_from_directory("train"), validation_data=plain.flow_from_directory("val"))
