import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

mlflow.sklearn.autolog(log_input_examples=True)
data = pd.read_csv("train.csv")
Ridge().fit(data[["a"]], data["y"])
