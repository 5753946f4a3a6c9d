import pandas as pd


def read(path):
    df = pd.read_csv(path)
    df["girth2"] = df["girth"] ** 2
    return df
