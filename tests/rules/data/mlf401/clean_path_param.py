import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

path = "https://example.org/houses-2024.csv"
data = pd.read_csv(path)
with mlflow.start_run():
    mlflow.log_param("data_path", path)
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
