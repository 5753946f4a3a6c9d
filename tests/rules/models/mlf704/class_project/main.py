import pandas as pd

from trainer import Trainer

data = pd.read_csv("train.csv")
Trainer("model.joblib").run(data[["a"]], data["y"])
