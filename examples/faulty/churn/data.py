"""Reads and splits the customers."""

import pandas as pd
from sklearn.model_selection import train_test_split

CUSTOMERS = "/home/anna/churn/customers.csv"


def load(path=CUSTOMERS):
    return pd.read_csv(path).dropna()


def split(frame):
    return train_test_split(frame, test_size=0.25)
