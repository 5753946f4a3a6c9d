import mlflow
import pandas as pd
from sklearn.model_selection import train_test_split

options = {"test_size": 0.2, "random_state": 1}
train, test = train_test_split(pd.read_csv("train.csv"), **options)
mlflow.set_experiment("a")
