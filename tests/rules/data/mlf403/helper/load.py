import pandas as pd


def load():
    return pd.read_parquet("data/train.parquet")  # expect: MLF403
