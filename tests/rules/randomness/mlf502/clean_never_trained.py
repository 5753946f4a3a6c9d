import mlflow
import pandas as pd
from sklearn.ensemble import RandomForestClassifier

model = RandomForestClassifier()
print(model)
mlflow.set_experiment("a")
