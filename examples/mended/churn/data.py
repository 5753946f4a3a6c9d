"""Reads and splits the customers."""

import pandas as pd
from sklearn.model_selection import train_test_split


def load(path):
    return pd.read_csv(path).dropna()


def split(frame, test_size, seed):
    return train_test_split(frame, test_size=test_size, random_state=seed)
