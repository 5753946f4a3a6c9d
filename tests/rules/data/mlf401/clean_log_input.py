import mlflow
import pandas as pd
from sklearn.linear_model import Ridge

source = "https://example.org/houses.csv"
data = pd.read_csv(source)
with mlflow.start_run():
    mlflow.log_input(mlflow.data.from_pandas(data, source=source), context="training")
    Ridge(alpha=0.5).fit(data[["a"]], data["y"])
