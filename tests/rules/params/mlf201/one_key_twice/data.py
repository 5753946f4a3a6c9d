import pandas as pd
from sklearn.model_selection import train_test_split


def load():
    data = pd.read_csv("train.csv")
    return train_test_split(data[["a"]], data["y"], test_size=0.2, random_state=7)  # expect: MLF201 "test_size"
