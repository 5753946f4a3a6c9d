import mlflow
import pandas as pd

raw = pd.read_csv("https://example.org/raw.csv")
raw.dropna().to_csv("data/clean.csv", index=False)
mlflow.set_experiment("a")
